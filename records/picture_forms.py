"""Form fields for photos and signatures. Their values are `Prepared` pictures, ready for `picture_services`.

A form with one of them is sent as multipart: enctype="multipart/form-data" on the form tag, request.FILES to the form.
Show the field by `records/_photos.html` or `records/_signature.html`.
"""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from records import pictures, signatures
from servicedesk.errors import DomainError

ACCEPT = "image/jpeg,image/png,image/webp"  # an iPhone then sends its HEIC photos as JPEG by itself
MOST_AT_ONCE = 12


def refuse_too_large(request, form):
    """Tells a form that read the request: its files were left out, for together they are more than one may bring."""
    if getattr(request, "upload_too_large", False):
        most = settings.UPLOAD_LIMIT // 1024**2
        words = _("These files are more than %(most)d MB together. Send fewer at once.") % {"most": most}
        form.refuse(DomainError("picture.too_much_at_once", words))


class PhotosInput(forms.FileInput):
    """Any number of photos: chosen from those on the device, and, on a phone, taken on the spot."""

    template_name = "records/_photos_input.html"
    allow_multiple_selected = True

    def __init__(self, attrs=None):
        super().__init__({"accept": ACCEPT, "multiple": True, "data-enter-skip": "", **(attrs or {})})

    def get_context(self, name, value, attrs):
        """Marks a refused field as crispy marks the others."""
        attrs = attrs or {}
        look = "form-control is-invalid" if attrs.get("aria-invalid") else "form-control"
        return super().get_context(name, value, {**attrs, "class": look})

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else list(files.get(name) or [])


class PhotosField(forms.Field):
    """Photos, each looked at and reduced while the form is checked, before anything is written or locked."""

    widget = PhotosInput

    def __init__(self, *, most: int = MOST_AT_ONCE, **options):
        super().__init__(**{"label": _("Photos"), "required": False, **options})
        self.most = most

    def clean(self, value) -> list[pictures.Prepared]:
        """The photos in the order in which they were chosen; every bad file is named with what is wrong with it."""
        self.validate(value)
        if len(value) > self.most:
            raise ValidationError(_("Choose at most %(most)d photos at once.") % {"most": self.most}, code="too_many")
        good, bad = [], []
        for file in value:
            try:
                good.append(pictures.prepare(file))
            except DomainError as error:
                bad.append(ValidationError(f"{file.name}: {error.message}", code=error.code))
        if bad:
            raise ValidationError(bad)
        return good

    def has_changed(self, initial, data):
        return bool(data)


@dataclass(frozen=True)
class Signed:
    """What came back of a signature: the drawing as a data URL, or a photo of the signed paper."""

    drawn: str
    photo: UploadedFile | None


class SignatureInput(forms.Widget):
    """A pad to sign on; beside it, for the keyboard and where no script runs, a photo of the signed paper."""

    template_name = "records/_signature_input.html"
    needs_multipart_form = True

    def value_from_datadict(self, data, files, name):
        return Signed(data.get(name, ""), files.get(f"{name}-photo"))

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}-photo" not in files

    def format_value(self, value):
        """The drawing comes back onto the pad when the form is shown again; a chosen file cannot."""
        drawn = value.drawn if isinstance(value, Signed) else ""
        return drawn if len(drawn) <= signatures.MOST_TEXT else ""

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"accept": ACCEPT}


class SignatureField(forms.Field):
    """A signature; None where none is required and nobody signed."""

    widget = SignatureInput
    default_error_messages = {"required": signatures.REFUSALS["signature.blank"]}

    def __init__(self, **options):
        super().__init__(**{"label": _("Signature"), **options})

    def clean(self, value) -> pictures.Prepared | None:
        """The drawing, else the photo of the paper."""
        try:
            if value and value.drawn:
                return signatures.read(value.drawn)
            if value and value.photo:
                return pictures.prepare(value.photo)
        except DomainError as error:
            raise ValidationError(str(error.message), code=error.code) from error
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return None

    def has_changed(self, initial, data):
        return bool(data and (data.drawn or data.photo))
