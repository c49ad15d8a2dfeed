"""How somebody wants to be told, and the robots."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from notices.labels import CHANNEL_LABELS
from notices.models import Robot
from notices.policies import ROBOTS
from servicedesk.forms import DeskForm


class TimeInput(forms.TimeInput):
    """The browser's own field for a time of day."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class PreferenceForm(DeskForm):
    """How I am told outside the desk."""

    by_email = forms.BooleanField(label=_("Tell me by e-mail"), required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    robots = forms.ModelMultipleChoiceField(
        Robot.objects.none(),
        label=_("Tell me through these group robots"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody in the group reads it. Names, phones and faults of customers are never in it."),
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=TimeInput)
    quiet_to = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        widget=TimeInput,
        help_text=_("What comes up meanwhile arrives together afterwards."),
    )
    morning = forms.BooleanField(label=_("Tell me each morning what is due today"), required=False)
    language = forms.ChoiceField(label=_("Language of messages"), choices=settings.LANGUAGES)

    def __init__(self, data=None, *, held, **kwargs):
        names = ("by_email", "email", "quiet_from", "quiet_to", "morning", "language")
        initial = {name: getattr(held, name) for name in names}
        initial["robots"] = held.robots.all() if held.pk else []
        super().__init__(data, initial=initial, **kwargs)
        self.fields["robots"].queryset = Robot.objects.filter(is_on=True).order_by("name")
        if not settings.MAIL_READY:
            self.fields["by_email"].disabled = True
            self.fields["by_email"].help_text = _("This desk has no mail server yet (MAIL_URL in its settings).")


class RobotForm(DeskForm):
    """A group robot. What is secret is not shown again: empty keeps it."""

    name = forms.CharField(label=_("Name of the group"), max_length=60)
    channel = forms.ChoiceField(label=_("Service"), choices=[(each.value, CHANNEL_LABELS[each]) for each in ROBOTS])
    url = forms.CharField(
        label=_("Address (webhook)"), max_length=500, widget=forms.TextInput({"autocomplete": "off", "type": "url"})
    )
    secret = forms.CharField(
        label=_("Signing secret"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("DingTalk: starts with SEC. Feishu: if signing is on. WeCom has none."),
    )
    is_on = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, data=None, *, robot: Robot | None = None, **kwargs):
        initial = {"name": robot.name, "channel": robot.channel, "is_on": robot.is_on} if robot else None
        super().__init__(data, initial=initial, **kwargs)
        if robot:
            self.fields["url"].required = False
            self.fields["url"].help_text = _("Kept, and not shown. Empty leaves it as it is.")
