"""The only writers of pictures. What a picture must be is settled before: `records.pictures`, `records.signatures`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from records import picture_files
from records.models import Picture
from records.pictures import Prepared
from records.services import record
from servicedesk.errors import DomainError

MOST_OF_A_THING = 60
LEFT_BEHIND = timedelta(hours=1)


@transaction.atomic
def pictures_add(
    *, by, now: datetime, subject: str, subject_id: int, kind: str, images: Sequence[Prepared]
) -> list[Picture]:
    """Keeps pictures of a thing, with one history entry for all of them. Does nothing without pictures.

    When the transaction does not go through, no row is there, and the files go with the next sweep.
    Raises `picture.too_many` for more than 60 of one thing.
    """
    if not images:
        return []
    if Picture.objects.of(subject, subject_id).count() + len(images) > MOST_OF_A_THING:
        raise DomainError(
            "picture.too_many",
            _("No more than %(most)d pictures are kept of one thing.") % {"most": MOST_OF_A_THING},
        )
    made = [_made(image, subject, subject_id, kind, by, now) for image in images]
    Picture.objects.bulk_create(made)
    data = {"kind": kind, "count": len(made)}
    record(subject=subject, subject_id=subject_id, code="picture.added", by=by, at=now, data=data)
    for picture in made:
        transaction.on_commit(partial(picture_files.settle, picture.name), robust=True)
    return made


def picture_add(*, by, now: datetime, subject: str, subject_id: int, kind: str, image: Prepared) -> Picture:
    """`pictures_add` of one."""
    return pictures_add(by=by, now=now, subject=subject, subject_id=subject_id, kind=kind, images=[image])[0]


def _made(image: Prepared, subject: str, subject_id: int, kind: str, by, now: datetime) -> Picture:
    name = picture_files.new_name(image.suffix)
    picture_files.write(name, image.content)
    if image.thumb:
        picture_files.write(picture_files.thumb_of(name), image.thumb)
    return Picture(
        subject=subject,
        subject_id=subject_id,
        kind=kind,
        name=name,
        sha256=image.sha256,
        width=image.width,
        height=image.height,
        size=len(image.content),
        by=by,
        at=now,
    )


@transaction.atomic
def picture_withdraw(*, picture_id: int, by, now: datetime, reason: str):
    """Takes a picture out of sight, with the reason; it stays in the records and managers still see it.

    Raises `picture.no_reason`, `picture.not_yours` (see `Picture.may_be_withdrawn_by`), and
    `picture.withdrawn_meanwhile` when somebody else was first.
    """
    reason = reason.strip()
    if not reason:
        raise DomainError("picture.no_reason", _("Say why."), field="reason")
    picture = Picture.objects.get(pk=picture_id)
    if not picture.may_be_withdrawn_by(by):
        raise DomainError(
            "picture.not_yours", _("Only who took a photo, or the service manager, withdraws it."), field="reason"
        )
    hit = Picture.objects.current().filter(pk=picture_id)
    if not hit.update(withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason):
        raise DomainError("picture.withdrawn_meanwhile", _("Somebody has withdrawn this picture already."))
    data = {"kind": picture.kind, "reason": reason, "taken_at": picture.at.isoformat()}
    record(subject=picture.subject, subject_id=picture.subject_id, code="picture.withdrawn", by=by, at=now, data=data)


def pictures_sweep(*, now: datetime):
    """Clears what broken-off steps left on the disk; safe to run twice, late, or beside itself.

    A file whose row is there was only not put away; one without a row belongs to a step that was not taken.
    """
    for stem in sorted(picture_files.left_behind(now=now, after=LEFT_BEHIND)):
        known = Picture.objects.named(stem).values_list("name", flat=True).first()
        if known:
            picture_files.settle(known)
        else:
            picture_files.discard(stem)
