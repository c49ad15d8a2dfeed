"""What the words of a job are called on the screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tickets.policies import Channel, Domain, Outcome, Purpose, RepeatSource, Severity, Status

STATUS_LABELS = {
    Status.WAITING.value: pgettext_lazy("job status", "Waiting"),
    Status.TAKEN.value: pgettext_lazy("job status", "In work"),
    Status.CLOSED.value: pgettext_lazy("job status", "Closed"),
}
OUTCOME_LABELS = {
    Outcome.SOLVED.value: pgettext_lazy("outcome", "Solved"),
    Outcome.UNSOLVED.value: pgettext_lazy("outcome", "Not solved"),
    Outcome.CANCELLED.value: pgettext_lazy("outcome", "Cancelled by the customer"),
}
DOMAIN_LABELS = {Domain.HARDWARE.value: _("Hardware"), Domain.SOFTWARE.value: _("Software")}
SEVERITY_LABELS = {
    Severity.MAJOR.value: pgettext_lazy("severity", "Major"),
    Severity.ORDINARY.value: pgettext_lazy("severity", "Ordinary"),
}
PURPOSE_LABELS = {
    Purpose.WORK.value: pgettext_lazy("purpose", "Work"),
    Purpose.ENTERTAINMENT.value: pgettext_lazy("purpose", "Entertainment"),
}
REPEAT_SOURCE_LABELS = {
    RepeatSource.FOUND.value: _("found by the desk"),
    RepeatSource.SET.value: _("set by hand"),
    RepeatSource.IMPORTED.value: _("imported"),
}
CHANNEL_LABELS = {
    Channel.PHONE.value: pgettext_lazy("channel", "By phone"),
    Channel.COUNTER.value: pgettext_lazy("channel", "At the counter"),
    Channel.MESSAGE.value: pgettext_lazy("channel", "By message"),
    Channel.VISIT.value: pgettext_lazy("channel", "At the customer's"),
}
