"""A kept picture is a row, its files, and an entry in the history of its thing; it is withdrawn, never deleted."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from records import picture_files
from records.history import words
from records.models import Entry, Picture
from records.picture_services import MOST_OF_A_THING, picture_withdraw, pictures_add
from servicedesk.errors import DomainError


def test_a_picture_has_its_files_fingerprint_and_entry(add, image, counter, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = add()
    path = picture_files.path_of(picture.name)
    assert path.read_bytes() == image.content
    assert path.parent.name == picture.name[:2]
    assert picture_files.path_of(picture_files.thumb_of(picture.name)).read_bytes() == image.thumb
    assert picture.sha256 == sha256(path.read_bytes()).hexdigest()
    assert (picture.width, picture.height, picture.size) == (640, 480, len(image.content))
    assert (picture.by, picture.at) == (counter, now)
    entry = Entry.objects.of("item", 7).get()
    assert (entry.code, entry.data, entry.by) == ("picture.added", {"kind": "intake", "count": 1}, counter)


def test_names_cannot_be_guessed(add):
    names = {add().name for _ in range(5)}
    assert len(names) == 5
    assert all(len(name.partition(".")[0]) == 32 for name in names)


def test_several_at_once_are_one_entry(add, media, counter, now, image):
    pictures_add(by=counter, now=now, subject="item", subject_id=7, kind="intake", images=[image, image, image])
    pictures_add(by=counter, now=now, subject="item", subject_id=7, kind="intake", images=[])
    assert Picture.objects.of("item", 7).count() == 3
    assert Entry.objects.of("item", 7).get().data["count"] == 3


def test_one_thing_has_a_bounded_number(add, counter, now, image, monkeypatch):
    monkeypatch.setattr("records.picture_services.MOST_OF_A_THING", 2)
    with pytest.raises(DomainError) as caught:
        pictures_add(by=counter, now=now, subject="item", subject_id=7, kind="intake", images=[image] * 3)
    assert caught.value.code == "picture.too_many"
    assert MOST_OF_A_THING == 60


def test_the_one_who_took_it_withdraws_it_and_then_only_managers_see_it(add, counter, service_manager, now):
    picture = add()
    picture_withdraw(picture_id=picture.pk, by=counter, now=now + timedelta(hours=1), reason=" wrong item ")
    picture.refresh_from_db()
    assert (picture.withdrawn_by, picture.withdrawn_reason) == (counter, "wrong item")
    assert not Picture.objects.of("item", 7).seen_by(counter)
    assert list(Picture.objects.of("item", 7).seen_by(service_manager)) == [picture]
    assert picture.may_be_seen_by(service_manager)
    assert not picture.may_be_seen_by(counter)
    assert picture_files.path_of(picture.name).exists()
    entry = Entry.objects.of("item", 7).last()
    assert "wrong item" in words(entry.code, entry.data)
    assert "2026-10-15 10:00" in words(entry.code, entry.data)


def test_a_manager_withdraws_anybodys_another_clerk_does_not(add, counter, technician, service_manager, now):
    picture = add()
    with pytest.raises(DomainError) as caught:
        picture_withdraw(picture_id=picture.pk, by=technician, now=now, reason="x")
    assert caught.value.code == "picture.not_yours"
    picture_withdraw(picture_id=picture.pk, by=service_manager, now=now, reason="x")
    assert not Picture.objects.current().exists()


def test_a_signature_is_withdrawn_by_a_manager_alone(add, counter, company_manager, now):
    picture = add(kind=Picture.SIGNATURE)
    assert not picture.may_be_withdrawn_by(counter)
    assert picture.may_be_withdrawn_by(company_manager)


def test_a_second_withdrawal_is_told_and_changes_nothing(add, counter, service_manager, now):
    picture = add()
    picture_withdraw(picture_id=picture.pk, by=counter, now=now, reason="first")
    with pytest.raises(DomainError) as caught:
        picture_withdraw(picture_id=picture.pk, by=service_manager, now=now, reason="second")
    assert caught.value.code == "picture.withdrawn_meanwhile"
    assert Entry.objects.of("item", 7).filter(code="picture.withdrawn").count() == 1


def test_a_withdrawal_needs_a_reason(add, counter, now):
    with pytest.raises(DomainError) as caught:
        picture_withdraw(picture_id=add().pk, by=counter, now=now, reason="  ")
    assert (caught.value.code, caught.value.field) == ("picture.no_reason", "reason")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"withdrawn_reason": "x"}, "records_picture_withdrawn_whole"),
        ({"width": 0}, "records_picture_not_empty"),
        ({"kind": ""}, "records_picture_kind"),
    ],
)
def test_the_database_keeps_nonsense_out(add, change, name):
    picture = add()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(**change)
