"""The words for what imports write into the history."""

from django.utils.translation import gettext_lazy as _

from records.history import register


def register_phrases():
    """Gives the codes of imported records their words: they are the same for every kind."""
    for code in ("staff", "customer", "machine", "job", "goods", "revenue", "incident"):
        register(f"{code}.imported", _("Taken in from a workbook"))
    register("job.imported_expedited", _("Taken in from a workbook; it had been expedited: %(reason)s"))
    register("workbook.imported", _("Workbook %(file)s taken in; new records: %(count)s"))
