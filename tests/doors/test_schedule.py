"""Every line of the beat table has a mark that shows a missed run."""

from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import CommandError, call_command

from servicedesk import clock, schedule
from servicedesk.celery import app

TASK = "workbook.tasks.run_waiting_imports"  # every three seconds


def run_of(task, now):
    return next(run for run in schedule.runs(now) if run.task == task)


def test_every_line_names_a_task_that_exists_and_seconds():
    app.loader.import_default_modules()
    assert current_app.conf.beat_schedule
    for name, entry in current_app.conf.beat_schedule.items():
        assert entry["task"] in app.tasks, name
        assert entry["schedule"] > 0


def test_a_desk_without_beat_is_late(now):
    assert all(run.late and run.last is None for run in schedule.runs(now))


def test_a_beat_that_has_just_come_up_is_given_time(now):
    schedule.note_start(now)
    assert not any(run.late for run in schedule.runs(now))
    assert run_of(TASK, now + timedelta(seconds=70)).late


def test_three_missed_runs_and_a_minute_are_late(now):
    schedule.note_start(now - timedelta(days=1))
    schedule.note_run(TASK, now)
    assert run_of(TASK, now).last == now
    assert not run_of(TASK, now + timedelta(seconds=69)).late
    assert run_of(TASK, now + timedelta(seconds=70)).late


def test_other_tasks_leave_no_mark(now):
    schedule.note_run("celery.ping", now)
    assert all(run.last is None for run in schedule.runs(now))


def test_a_task_that_ends_well_leaves_its_mark(db):
    app.loader.import_default_modules()
    app.tasks[TASK].delay()
    assert {run.task for run in schedule.runs(clock.now()) if run.last} == {TASK}


def test_the_command_lists_every_line_and_fails_when_one_is_late(at_now, capsys):
    schedule.note_start(at_now)
    call_command("beat_health")
    assert capsys.readouterr().out.count("ok ") == len(current_app.conf.beat_schedule)
    schedule.note_start(at_now - timedelta(days=1))
    with pytest.raises(CommandError, match="late"):
        call_command("beat_health")


def test_whoever_watches_the_desk_is_told(client, at_now):
    schedule.note_start(at_now)
    assert (client.get("/healthz/beat").status_code, client.get("/healthz/beat").content) == (200, b"ok")
    schedule.note_start(at_now - timedelta(days=1))
    answer = client.get("/healthz/beat")
    assert answer.status_code == 503
    assert "end expedites" in answer.content.decode()
