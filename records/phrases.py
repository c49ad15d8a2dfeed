"""The words for what happens to pictures, whatever they belong to."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from records.history import PICTURE_KINDS, register
from records.models import Picture
from servicedesk.clock import local


def register_phrases():
    """Gives every code that this app records its words."""
    PICTURE_KINDS[Picture.SIGNATURE] = _("signature")
    register("picture.added", _("Added: %(kind)s (%(count)s)"), kind=PICTURE_KINDS)
    register(
        "picture.withdrawn",
        _("Withdrawn: %(kind)s of %(taken_at)s; reason: %(reason)s"),
        kind=PICTURE_KINDS,
        taken_at=_minute,
    )


def _minute(moment: str) -> str:
    return f"{local(datetime.fromisoformat(moment)):%Y-%m-%d %H:%M}"
