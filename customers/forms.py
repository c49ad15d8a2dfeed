"""What people type about customers and machines."""

from customers.fields import CustomerPicker, CustomerPickerField

__all__ = ["CustomerPicker", "CustomerPickerField"]
