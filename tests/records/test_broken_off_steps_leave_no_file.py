"""A step that is not taken leaves no picture: no row at once, no file after the sweep, and the sweep harms no other."""

import os
from datetime import timedelta

import pytest
from django.db import transaction

from records import picture_files
from records.models import Entry, Picture
from records.picture_services import pictures_sweep
from records.tasks import sweep_pictures


@pytest.fixture
def broken_off(add):
    """A step that keeps a picture and then fails."""

    def run():
        with transaction.atomic():
            add()
            transaction.set_rollback(True)

    return run


@pytest.fixture
def aged(files, media, now):
    """aged(hours): all files were written so long ago."""

    def age(hours):
        moment = (now - timedelta(hours=hours)).timestamp()
        for path in media.rglob("*.*"):
            os.utime(path, (moment, moment))

    return age


def test_a_broken_off_step_leaves_no_row_and_after_the_sweep_no_file(broken_off, files, aged, now):
    broken_off()
    assert not Picture.objects.exists()
    assert not Entry.objects.of("item", 7).exists()
    aged(hours=2)
    pictures_sweep(now=now)
    assert files() == []


def test_a_step_that_is_still_going_keeps_its_files(broken_off, files, aged, now):
    broken_off()
    aged(hours=0.5)
    pictures_sweep(now=now)
    assert len(files()) == 2


def test_a_picture_whose_machine_stopped_before_it_was_put_away_is_put_away(add, aged, now, media):
    picture = add()  # committed, as far as the row is concerned; the move after the commit never ran
    assert picture_files.path_of(picture.name).parent.name == "new"
    aged(hours=2)
    pictures_sweep(now=now)
    pictures_sweep(now=now)
    assert picture_files.path_of(picture.name).parent.name == picture.name[:2]
    assert picture_files.path_of(picture_files.thumb_of(picture.name)).exists()
    assert not list((media / "pictures" / "new").iterdir())


def test_settled_pictures_are_not_even_looked_at(add, files, aged, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = add()
    Picture.objects.filter(pk=picture.pk).delete()  # by no page of the desk
    aged(hours=999)
    pictures_sweep(now=now)
    assert len(files()) == 2


def test_the_clock_runs_the_sweep(broken_off, files, at_now, aged):
    from servicedesk.celery import app

    assert "records.tasks.sweep_pictures" in {line["task"] for line in app.conf.beat_schedule.values()}
    broken_off()
    aged(hours=2)
    sweep_pictures()
    assert files() == []
