"""Why a preview, closing or workbook was not possible, in the reader's language."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "month.not_yours": _("The service manager closes the month (S7)."),
    "month.closed": _("This month is closed already. What is closed never changes (S7)."),
    "month.order": _("An earlier month is still open. Close it first."),
    "month.open_work": _("There are deductions to decide on or objections to answer (S8). Nothing was closed."),
}
BROKEN = _("It broke off on our side. Nothing was changed. Try again; if it stays, tell whoever started the desk.")


def refusal_words(code: str):
    """The words for the code of a refusal; those of a run that broke off for none."""
    return REFUSALS.get(code, BROKEN)
