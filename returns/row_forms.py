"""Steps whose form has rows: fixed ones that are all there, so that they work without JavaScript; empty ones are
passed over."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory

from returns.step_forms import StepForm
from servicedesk.errors import DomainError


class RowForm(forms.Form):
    """One row: its fields stand in a table, so each says by itself what it is."""

    use_required_attribute = False
    preset = ()  # the fields that are filled in beforehand: alone they make no row

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            look = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs |= {"class": look, "aria-label": field.label}

    @property
    def is_filled(self) -> bool:
        return any(self.cleaned_data.get(name) not in ("", None) for name in self.fields if name not in self.preset)


class BaseRows(BaseFormSet):
    presets: tuple[dict, ...] = ()

    def get_form_kwargs(self, index):
        preset = self.presets[index] if index is not None and index < len(self.presets) else {}
        return {**super().get_form_kwargs(index), "initial": preset}


def rows_of(row: type[RowForm], *, shown: int, presets: tuple[dict, ...] = ()) -> type[BaseRows]:
    """A form set of so many rows; `presets` are the first values of the first rows."""
    made = formset_factory(row, formset=BaseRows, extra=shown, max_num=shown, absolute_max=shown)
    made.presets = presets
    return made


class RowsForm(StepForm):
    """A step with `rows`; a service refuses one of them by the field "<prefix>-<position>", the position counted among
    those that are `filled`."""

    prefix_of_rows = ""
    rows_class: type[BaseRows]

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)
        self.rows = self.rows_class(data, auto_id=f"id_{self.step}_%s", prefix=self.prefix_of_rows)

    @property
    def filled(self) -> list[RowForm]:
        """The rows in which something was typed."""
        return [row for row in self.rows.forms if row.is_filled]

    def is_valid(self) -> bool:
        rows_are = self.rows.is_valid()
        for message in self.rows.non_form_errors():
            self.add_error(None, message)
        return super().is_valid() and rows_are

    def refuse(self, error: DomainError | ValidationError):
        prefix, _dash, place = (getattr(error, "field", None) or "").partition("-")
        if prefix == self.prefix_of_rows and place.isdecimal() and int(place) < len(self.filled):
            self.filled[int(place)].add_error(None, str(error.message))
        else:
            super().refuse(error)
