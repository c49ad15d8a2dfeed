"""What all forms of the desk share: their layout, their errors and the key that makes a double click harmless."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from records.services import once
from servicedesk.errors import DomainError


class DateInput(forms.DateInput):
    """The browser's own date field; what is sent is always YYYY-MM-DD."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own date and time field, in the shop's local time."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DeskForm(forms.Form):
    """A form laid out by crispy; `columns` is the class of each field's cell on a wide screen."""

    result: Any  # of what the form asked for, once that is done

    @property
    def helper(self) -> FormHelper:
        """Crispy's helper without a form tag, so that the template owns the buttons."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def refuse(self, error: DomainError | ValidationError):
        """Puts what a service refused onto the field it belongs to, else onto the form."""
        if isinstance(error, DomainError):
            self.add_error(error.field if error.field in self.fields else None, str(error.message))
            return
        messages = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, texts in messages.items():
            for text in texts:
                self.add_error(name if name in self.fields else None, text)

    def carry_out(self, act: Callable[[], Any]) -> bool:
        """Does what the filled-in form asks for, and keeps what `act` gave as `result`. False where the form is not
        filled in, or a service refuses: the form then says why."""
        if not self.is_valid():
            return False
        try:
            self.result = act()
        except (DomainError, ValidationError) as error:
            self.refuse(error)
            return False
        return True


class OnceForm(DeskForm):
    """A form whose page carries a key, so that sending it twice makes one record (see `records.services.once`)."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4

    def make_once(self, subject: str, at: datetime, make: Callable[[], Any]) -> int | None:
        """The id of what the filled-in form makes, or made when it was sent before; None where `carry_out` says no.

        `subject` names the kind of thing, `make` gives an object with a `pk`.
        """
        if not self.carry_out(lambda: once(key=self.cleaned_data["key"], subject=subject, at=at, make=make)):
            return None
        pk, _made_now = self.result
        return pk
