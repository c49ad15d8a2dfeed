"""What states, channels and steps of complaints are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.policies import Channel, State, Step

STATE_LABELS = {
    State.OPEN.value: pgettext_lazy("complaint", "Open"),
    State.CHECKED.value: pgettext_lazy("complaint", "Checked"),
    State.UPHELD.value: pgettext_lazy("complaint", "Upheld"),
    State.REJECTED.value: pgettext_lazy("complaint", "Not upheld"),
    State.WITHDRAWN.value: pgettext_lazy("complaint", "Withdrawn by the customer"),
}
CHANNEL_LABELS = {
    Channel.PHONE.value: pgettext_lazy("complaint", "By phone"),
    Channel.COUNTER.value: pgettext_lazy("complaint", "At the counter"),
    Channel.MESSAGE.value: pgettext_lazy("complaint", "By message"),
    Channel.LETTER.value: pgettext_lazy("complaint", "By letter"),
    Channel.VISIT.value: pgettext_lazy("complaint", "On a visit"),
}
TO_DECIDE = "complaint_decide"  # what a notice asks for
TODO_LABELS = {TO_DECIDE: pgettext_lazy("to do", "Decide")}
# The step, the button, the icon.
STEP_LABELS = {
    Step.ANSWER: (_("Answer the customer"), _("Record the answer"), "telephone-outbound"),
    Step.CHECK: (_("Record what the check found"), _("Record the check"), "search"),
    Step.DECIDE: (_("Uphold it or not, and tell the customer"), _("Decide"), "hammer"),
    Step.NAME: (_("Say whom it is about"), _("Save"), "person-exclamation"),
    Step.GIVE: (_("Give it to somebody else"), _("Give"), "person"),
    Step.WITHDRAW: (_("The customer withdrew it"), _("Close it"), "x-circle"),
}
