"""An uploaded workbook is taken in once, by whichever process comes first, and survives a process that dies."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import OperationalError

from tests.workbook.conftest import as_file
from tickets.models import Job
from workbook import progress, services
from workbook.models import SILENCE, ImportRun
from workbook.services import run_add, run_next


@pytest.fixture
def upload(service_manager, now):
    """upload(sheets) -> a run that waits."""

    def make(source):
        content = source if isinstance(source, bytes) else as_file(source).getvalue()
        file = ContentFile(content, name=f"{uuid4()}.xlsx")
        return run_add(by=service_manager, now=now, file=file, file_name="shop.xlsx")

    return make


def again(run) -> ImportRun:
    run.refresh_from_db()
    return run


def test_it_is_taken_in_and_the_file_dropped(upload, shop, now):
    run = upload(shop)
    path = run.file.path
    assert run_next(now=now) is True
    run = again(run)
    assert (run.state, run.finished_at, run.counts["jobs"]["new"]) == ("done", now, 3)
    assert not run.file
    assert not os.path.exists(path)
    assert progress.of(run.pk) is None
    assert run_next(now=now) is False


def test_faults_are_kept_for_the_page(upload, shop, now):
    shop["jobs"][0]["severity"] = "?"
    run = upload(shop)
    run_next(now=now)
    run = again(run)
    assert (run.state, run.counts, run.refusal) == ("refused", {}, "")
    assert run.faults == [["jobs", 2, "severity", "code", {"value": "?"}, "jobs", "severity"]]
    assert not Job.objects.exists()


def test_a_file_that_breaks_while_it_is_read_is_refused(upload, now):
    run = upload(b"PK\x03\x04 nothing")
    run_next(now=now)
    assert (again(run).state, run.refusal) == ("refused", "workbook.damaged")


def test_a_file_that_vanished(upload, shop, now):
    run = upload(shop)
    run.file.storage.delete(run.file.name)
    run_next(now=now)
    assert (again(run).state, run.refusal) == ("failed", "workbook.lost")


def test_an_error_of_ours_leaves_nothing_behind(upload, shop, now, monkeypatch, contents):
    before = contents()
    monkeypatch.setitem(services.WRITERS, "jobs", lambda rows, **kw: 1 / 0)
    run = upload(shop)
    assert run_next(now=now) is True
    assert (again(run).state, run.refusal) == ("failed", "workbook.broken")
    assert contents() == before


def test_the_oldest_comes_first(upload, shop, now):
    first, second = upload(shop), upload(shop)
    run_next(now=now)
    assert (again(first).state, again(second).state) == ("done", "waiting")


def test_a_run_whose_process_died_is_taken_up_by_another(upload, shop, now):
    run = upload(shop)
    ImportRun.objects.update(state="running", claimed_at=now, tries=1)
    assert run_next(now=now + SILENCE) is False  # not long enough ago
    assert run_next(now=now + SILENCE + timedelta(seconds=1)) is True
    assert (again(run).state, run.tries) == ("done", 2)


def test_a_run_that_still_gives_signs_of_life_is_left_alone(upload, shop, now):
    run = upload(shop)
    ImportRun.objects.update(state="running", claimed_at=now, tries=1)
    progress.mark(run.pk, "writing", 10, 100)
    assert run_next(now=now + 10 * SILENCE) is False
    cache.clear()
    assert run_next(now=now + 10 * SILENCE) is True


def test_a_run_that_killed_three_processes_is_given_up(upload, shop, now):
    run = upload(shop)
    ImportRun.objects.update(state="running", claimed_at=now, tries=3)
    assert run_next(now=now + 2 * SILENCE) is False
    assert (again(run).state, run.refusal, bool(run.file)) == ("failed", "workbook.broken", False)


def test_who_was_overtaken_takes_its_records_back(upload, shop, now, monkeypatch):
    """Believed dead, claimed by another: only one of the two may say what came of the run."""
    run = upload(shop)
    whole = services.take_in

    def slow(file, **options):
        ImportRun.objects.update(claimed_at=now + SILENCE)
        return whole(file, **options)

    monkeypatch.setattr(services, "take_in", slow)
    run_next(now=now)
    assert again(run).state == "running"
    assert not Job.objects.exists()


def test_a_database_that_does_not_answer_puts_the_run_back(upload, shop, now, monkeypatch):
    def locked(file, **options):
        raise OperationalError("database is locked")

    run = upload(shop)
    monkeypatch.setattr(services, "take_in", locked)
    assert run_next(now=now) is False
    assert (again(run).state, run.tries, bool(run.file)) == ("waiting", 1, True)


def test_files_that_a_crash_left_are_dropped_with_the_next_upload(upload, shop, now):
    left = upload(shop)
    path = left.file.path
    ImportRun.objects.filter(pk=left.pk).update(state="done")
    upload(shop)
    assert not again(left).file
    assert not os.path.exists(path)


def test_the_task_takes_in_everything_that_waits(upload, shop, at_now):
    from workbook.tasks import run_waiting_imports

    upload(shop), upload(shop)
    run_waiting_imports()
    assert set(ImportRun.objects.values_list("state", flat=True)) == {"done"}
