"""The upload of a workbook."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from servicedesk.errors import DomainError
from servicedesk.forms import OnceForm
from workbook.archive import refusal, refuse_unreadable


class UploadForm(OnceForm):
    """A workbook from the person's disk. What cannot be one is refused at once, without reading a sheet."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm"}),
    )

    def __init__(self, *args, too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        self.fields["key"].required = not too_large
        self.fields["file"].help_text = _("At most %(most)d MB and 200,000 rows.") % {
            "most": settings.UPLOAD_LIMIT // 1024**2
        }

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            if self.too_large:
                raise refusal("too_large")
            if not file:
                raise ValidationError(_("Choose a workbook."))
            refuse_unreadable(file)
        except DomainError as error:
            raise ValidationError(str(error)) from None
        return file
