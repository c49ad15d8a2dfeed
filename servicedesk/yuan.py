"""An amount in yuan as people type it: one field for the forms of every app, with its unit and one message."""

from django import forms
from django.utils.translation import gettext_lazy as _

from servicedesk.money import LARGEST

OUT_OF_BOUNDS = _("Enter an amount between 0 and 9,999,999,999.99 yuan, such as 120.50.")


class YuanField(forms.DecimalField):
    """An amount between 0 and the largest one, to the fen. The field shows its unit while it is empty."""

    default_error_messages = dict.fromkeys(
        ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"), OUT_OF_BOUNDS
    )

    def __init__(self, *, min_value=0, max_value=LARGEST, decimal_places=2, **options):
        super().__init__(min_value=min_value, max_value=max_value, decimal_places=decimal_places, **options)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": "decimal", "placeholder": _("yuan")}
