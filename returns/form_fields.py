"""The fields that forms of returned goods are made of."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from returns.models import ReturnedItem
from returns.policies import unprintable
from servicedesk.forms import DateInput

YES_NO = {"yes": _("Yes"), "no": _("No")}


def printable(text: str):
    """Validator: refuses emoji and invisible signs, which neither printers nor searches carry."""
    if unprintable(text):
        raise ValidationError(_("Emoji and invisible signs cannot be printed. Use letters, digits and plain signs."))


def column(model, name: str, **options):
    """A text field with the name and the bounds of a model's column."""
    bounds = model._meta.get_field(name)
    options = {"label": capfirst(bounds.verbose_name), "required": False, "validators": [printable], **options}
    return forms.CharField(max_length=bounds.max_length, **options)


def day(name: str):
    """A date with the name of an item's column."""
    label = capfirst(ReturnedItem._meta.get_field(name).verbose_name)
    return forms.DateField(label=label, required=False, widget=DateInput)


def money(name: str):
    """An amount in yuan with the name of an item's column."""
    return ReturnedItem._meta.get_field(name).formfield(required=False)


def numbered(labels: dict, empty="—"):
    """Choices with a number before each word, so that one key chooses in any language; the empty one first."""
    width = len(str(len(labels)))
    words = enumerate(labels.items(), start=1)
    return [("", empty), *((value, format_lazy("{} {}", f"{place:0{width}}", word)) for place, (value, word) in words)]


def choice(label, labels: dict, empty="—", **options):
    """A numbered choice."""
    return forms.ChoiceField(label=label, choices=numbered(labels, empty), **options)


def yes_or_no(label, *, empty="—", initial: str = "", **options):
    """Yes or no as a numbered choice; None where it is left open."""
    return forms.TypedChoiceField(
        label=label,
        choices=numbered(YES_NO, empty),
        coerce=lambda value: value == "yes",
        empty_value=None,
        initial=initial,
        **options,
    )
