"""What all forms of the desk share: their layout, their errors and the key that makes a double click harmless."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

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
        """Does what the filled-in form asks for. False where it is not filled in, or a service refuses: the form then
        says why."""
        if not self.is_valid():
            return False
        try:
            act()
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
