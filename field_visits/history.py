"""The words for what happens on a visit."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from field_visits.labels import CHANNEL_LABELS, RESULT_LABELS, VERDICT_LABELS
from field_visits.policies import PHOTO_AFTER, PHOTO_BEFORE
from field_visits.version_labels import COLUMN_LABELS
from records.history import PICTURE_KINDS, register
from servicedesk.clock import local


def moment(text: str) -> str:
    """An instant kept as ISO text, as the shop's clock shows it."""
    return f"{local(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"


def register_phrases():
    """Gives every code that the services of this app write its words."""
    PICTURE_KINDS[PHOTO_BEFORE] = _("photo before the work")
    PICTURE_KINDS[PHOTO_AFTER] = _("photo after the work")
    register("spare.added", _("Added to the pool: %(condition)s"))
    register("spare.withdrawn", _("Withdrawn from the pool. Reason: %(reason)s"))
    register("spare.lent", _("Lent to %(customer)s until %(due)s (%(loan_no)s)"))
    register("spare.returned", _("Back from loan %(loan_no)s: %(condition)s"))
    register("job.spare_lent", _("Spare unit %(unit)s lent until %(due)s (%(loan_no)s)"))
    register("job.spare_returned", _("Spare unit %(unit)s is back: %(condition)s (%(loan_no)s)"))
    register("visit.imported", _("Brought in from a workbook"))
    register("visit.agreed", _("Agreed for %(at)s with %(technician)s"), at=moment)
    register(
        "visit.agreed_against", _("Agreed for %(at)s with %(technician)s, against the advice: %(reason)s"), at=moment
    )
    register("visit.agreed_second", _("Second visit agreed for %(at)s with %(technician)s, after %(after)s"), at=moment)
    register(
        "visit.moved",
        _("Moved from %(old)s (%(old_technician)s) to %(new)s (%(technician)s). Reason: %(reason)s"),
        old=moment,
        new=moment,
    )
    register("visit.cancelled", _("Cancelled. Reason: %(reason)s"))
    register("visit.delay_explained", _("The delay was explained to the customer (D7)"))
    register("visit.departed", _("Departure reported (V1)"))
    register("visit.turned_back", _("Turned back. Reason: %(reason)s"))
    register("visit.arrived", _("Arrived at the customer's"))
    register("visit.link_made", _("A link for the customer's word was shown; it holds until %(until)s"), until=moment)
    register(
        "visit.word_given",
        _("The customer gave their word (%(verdict)s), %(channel)s"),
        verdict=VERDICT_LABELS,
        channel=CHANNEL_LABELS,
    )
    register("visit.filed", _("Receipt filed: %(result)s"), result=RESULT_LABELS)
    register("visit.filed_incomplete", _("Receipt filed incomplete. Reason: %(reason)s"))
    register("visit.job_left", _("Job %(job_no)s was left as it is: it is another's, or something of it is still out"))
    register(
        "visit.corrected",
        _("Corrected to version %(number)s (%(columns)s). Reason: %(reason)s"),
        columns=COLUMN_LABELS,
    )
    register("visit.reported", _("Reported to the service manager (V4): %(report)s"))
    register("visit.calendar_renewed", _("A new calendar link was made"))
    register("visit.money_signed", _("Finance signed for %(amount)s (V6)"))
