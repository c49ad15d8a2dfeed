"""Database fields of our own: money in whole fen."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.money import from_fen, to_fen
from servicedesk.yuan import YuanField


class MoneyField(models.BigIntegerField):
    """Yuan as `Decimal` in Python, whole fen in the database, so sums are exact on every database."""

    description = "Money in yuan, stored as whole fen"

    def from_db_value(self, value, expression, connection):
        return None if value is None else from_fen(value)

    def to_python(self, value):
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except InvalidOperation as error:
            raise ValidationError(_("Enter an amount in yuan, such as 120.50.")) from error

    def get_prep_value(self, value):
        return None if value is None else to_fen(value)

    def value_to_string(self, obj):
        return str(self.value_from_object(obj))

    @property
    def validators(self):
        return self._validators  # the integer bounds of BigIntegerField are in fen, not in yuan

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"form_class": YuanField, **kwargs})
