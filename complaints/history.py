"""The words for what happens to a complaint."""

from django.utils.translation import gettext_lazy as _

from complaints.labels import CHANNEL_LABELS
from records.history import register


def register_phrases():
    """Gives every code that the services of this app write its words."""
    register("complaint.logged", _("Logged (%(channel)s): %(what)s"), channel=CHANNEL_LABELS)
    register("complaint.on_customer", _("Complaint %(complaint_no)s logged"))
    register("complaint.answered", _("Answered the customer (%(channel)s): %(answer)s"), channel=CHANNEL_LABELS)
    register("complaint.justified", _("Checked, justified: %(finding)s. Solution: %(solution)s"))
    register("complaint.timetable", _("Checked, justified: %(finding)s. Solved by %(by_day)s: %(solution)s"))
    register("complaint.not_justified", _("Checked, not justified: %(finding)s"))
    register("complaint.upheld", _("Upheld (S-V7), told the customer %(channel)s: %(reason)s"), channel=CHANNEL_LABELS)
    register("complaint.rejected", _("Not upheld, told the customer %(channel)s: %(reason)s"), channel=CHANNEL_LABELS)
    register("notice.to_decide", _("%(number)s was checked by %(name)s: uphold it or not, and tell the customer (D9)"))
    register("complaint.given", _("Given to %(to)s"))
    register("complaint.named", _("It is about %(to)s"))
    register("complaint.named_nobody", _("It is about nobody of the staff"))
    register("complaint.withdrawn", _("Withdrawn by the customer: %(reason)s"))
