"""The forms around pictures of goods."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from records.models import Picture
from records.picture_forms import PhotosField
from servicedesk.forms import DeskForm, OnceForm


class PicturesForm(OnceForm):
    """Photos of an item that is already registered."""

    photos = PhotosField(help_text=_("Where a photo was taken is not kept."))

    def clean_photos(self):
        if not self.cleaned_data["photos"]:
            raise ValidationError(_("Choose or take a photo."))
        return self.cleaned_data["photos"]


class WithdrawForm(DeskForm):
    """Why a picture is taken out of sight."""

    reason = forms.CharField(
        label=capfirst(Picture._meta.get_field("withdrawn_reason").verbose_name),
        max_length=Picture._meta.get_field("withdrawn_reason").max_length,
    )
