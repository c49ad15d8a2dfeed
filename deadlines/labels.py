"""What states and stages are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deadlines.policies import Stage, Standing, State

STATE_LABELS = {
    State.RUNNING.value: pgettext_lazy("deadline", "Running"),
    State.PAUSED.value: pgettext_lazy("deadline", "Paused"),
    State.MET.value: pgettext_lazy("deadline", "Met"),
    State.MISSED.value: pgettext_lazy("deadline", "Missed"),
    State.EXPLAINED.value: pgettext_lazy("deadline", "Explained"),
    State.CANCELLED.value: pgettext_lazy("deadline", "Cancelled"),
}
STAGE_LABELS = {
    Stage.WARN.value: pgettext_lazy("stage", "Warning"),
    Stage.WARN_AGAIN.value: pgettext_lazy("stage", "Second warning"),
    Stage.DUE.value: pgettext_lazy("stage", "Reminder on the day"),
    Stage.MISSED.value: pgettext_lazy("stage", "Missed"),
    Stage.ESCALATED.value: pgettext_lazy("stage", "Goes up to the manager"),
}
# The word of a standing, the colour and the icon of its badge.
STANDING_BADGES = {
    Standing.MISSED: (pgettext_lazy("deadline", "Missed"), "danger", "exclamation-octagon"),
    Standing.SOON: (_("Within four hours"), "warning", "hourglass-bottom"),
    Standing.TODAY: (_("Later today"), "info", "calendar-event"),
    Standing.LATER: (_("Later"), "secondary", "calendar"),
    Standing.PAUSED: (pgettext_lazy("deadline", "Paused"), "secondary", "pause-circle"),
}
