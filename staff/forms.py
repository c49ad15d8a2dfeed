"""What people type to sign in, and about the staff."""

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servicedesk.forms import DateInput, DeskForm, OnceForm
from staff.labels import ROLE_LABELS, WORKS_ON_LABELS
from staff.models import User
from staff.policies import Role, is_staff_number

LONGEST_PASSWORD = 128


def password_field(label, autocomplete: str, help_text=""):
    """A password as typed: nothing is cut off its ends."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        help_text=help_text,
        widget=forms.PasswordInput({"autocomplete": autocomplete}),
    )


class SignInForm(DeskForm):
    """Staff number and password."""

    username = forms.CharField(
        label=_("Staff number"),
        max_length=20,
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
    )
    password = password_field(_("Password"), "current-password")


class NewPasswordForm(DeskForm):
    """A password that the person chooses, typed twice and checked as settings demand."""

    new = password_field(
        _("New password"), "new-password", _("At least ten characters. Several words are easier than signs.")
    )
    again = password_field(_("New password again"), "new-password")

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        values = super().clean()
        new, again = values.get("new"), values.get("again")
        if new and again and new != again:
            self.add_error("again", _("The two are not the same. Type it again."))
        elif new:
            self.check(new, values)
        return values

    def check(self, password: str, values: dict):
        """Refuses a weak password on its field."""
        try:
            password_validation.validate_password(password, self.user)
        except ValidationError as error:
            self.add_error("new", error)


class ChangePasswordForm(NewPasswordForm):
    """A new password in exchange for the present one."""

    old = password_field(_("Present password"), "current-password")
    field_order = ("old", "new", "again")

    def clean_old(self):
        old = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise ValidationError(_("This is not your present password."))
        return old


class SetupForm(NewPasswordForm):
    """The first person of an empty desk."""

    code = forms.CharField(
        label=_("One-time code"),
        max_length=20,
        help_text=_("Printed in the terminal where the desk was started."),
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
    staff_no = forms.CharField(
        label=_("Staff number"), max_length=20, help_text=_("For signing in, such as M01."),
        widget=forms.TextInput({"autocomplete": "username", "spellcheck": "false"}),
    )  # fmt: skip
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, widget=forms.TextInput({"autocomplete": "name"})
    )
    roles = forms.MultipleChoiceField(
        label=_("Other roles of yours"),
        required=False,
        choices=[(role, label) for role, label in ROLE_LABELS.items() if role != Role.COMPANY_MANAGER],
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("code", "staff_no", "name", "roles", "new", "again")

    def check(self, password: str, values: dict):
        """Also refuses a password made of the staff number or name typed beside it."""
        self.user = User(staff_no=values.get("staff_no", ""), name=values.get("name", ""))
        super().check(password, values)

    def values(self) -> dict:
        """What `setup_finish` takes."""
        told = self.cleaned_data
        who = {name: told[name] for name in ("code", "staff_no", "name")}
        return {**who, "password": told["new"], "roles": frozenset(told["roles"])}


class StaffForm(DeskForm):
    """A person's record. Only the roles that may be given (`grantable`) can be ticked."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one role.")},
    )
    works_on = forms.ChoiceField(label=_("Takes jobs of"), choices=list(WORKS_ON_LABELS.items()))
    in_station = forms.BooleanField(label=_("Belongs to the service station"), required=False)
    active_from = forms.DateField(
        label=_("First day"), required=False, widget=DateInput, help_text=_("Empty: has always been here.")
    )
    active_to = forms.DateField(
        label=_("Last day"), required=False, widget=DateInput, help_text=_("Empty: stays. Can sign in until its end.")
    )
    leave_anyway = forms.BooleanField(label=_("Save the last day although there are jobs in hand"), required=False)

    def __init__(self, *args, grantable: frozenset[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role, label) for role, label in ROLE_LABELS.items() if role in grantable]

    def values(self) -> dict:
        """What `staff.services` take."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in {"key", "leave_anyway"}}
        return {**values, "roles": frozenset(values["roles"])}


class NewStaffForm(StaffForm, OnceForm):
    """A person to be entered, once however often it is sent."""

    staff_no = forms.CharField(label=_("Staff number"), max_length=20, help_text=_("For signing in, such as M01."))

    def clean_staff_no(self):
        number = self.cleaned_data["staff_no"]
        if not is_staff_number(number):
            raise ValidationError(_("Use letters, digits, dots and hyphens, 20 at most, such as T07."))
        return number
