"""Previews and closings as long work: asked for once, done by a task, left whole or not at all."""

import pytest

from servicedesk.errors import DomainError
from settlement.models import ClosedSheet, Closing, PreviewSheet, Run
from settlement.month_selectors import differences, last_preview
from settlement.selectors import sheets_of
from settlement.services import run_add, run_next
from staff.models import User
from tests.settlement.facts import AFTER, OCTOBER, at


def do(kind, by):
    run = run_add(kind=kind, month=OCTOBER, by=by, now=AFTER)
    assert run_next(now=AFTER)
    run.refresh_from_db()
    return run


@pytest.mark.usefixtures("october")
def test_a_preview_is_kept_and_tells_what_changes_since(service_manager, technician, make_visit):
    everybody = User.objects.all()
    assert do("preview", service_manager).state == "done"
    assert PreviewSheet.objects.count() == 2
    assert differences(last_preview(OCTOBER), sheets_of(OCTOBER, now=AFTER), everybody) == []
    make_visit(technician, "S7", at(20))
    (found,) = differences(last_preview(OCTOBER), sheets_of(OCTOBER, now=AFTER), everybody)
    assert (found.person, found.now - found.before, found.gone) == ("T1", 2, [])


@pytest.mark.usefixtures("october")
def test_a_newer_preview_takes_the_place_of_the_older(service_manager):
    do("preview", service_manager)
    newer = do("preview", service_manager)
    assert list(Run.objects.all()) == [newer]


@pytest.mark.usefixtures("october")
def test_a_closing_that_the_rules_refuse_says_why_and_closes_nothing(service_manager):
    run = do("close", service_manager)
    assert (run.state, run.refusal, Closing.objects.count()) == ("refused", "month.open_work", 0)


@pytest.mark.usefixtures("october")
def test_a_closing_closes(service_manager, technician, other_technician, decide):
    decide(technician)
    decide(other_technician)
    assert do("close", service_manager).state == "done"
    assert ClosedSheet.objects.count() == 2


@pytest.mark.usefixtures("october")
def test_a_crash_in_the_middle_leaves_the_month_open_and_whole(
    service_manager, technician, other_technician, decide, monkeypatch, sheet
):
    decide(technician)
    decide(other_technician)
    before = sheet(technician)

    def break_down(*args):
        raise RuntimeError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr("settlement.services.closing.line_rows", break_down)
        assert do("close", service_manager).state == "failed"
    assert (Closing.objects.count(), ClosedSheet.objects.count()) == (0, 0)
    assert sheet(technician) == before
    assert do("close", service_manager).state == "done"


def test_it_is_asked_for_once_at_a_time_and_by_managers(service_manager, technician):
    run_add(kind="preview", month=OCTOBER, by=service_manager, now=AFTER)
    for by, code in ((service_manager, "run.under_way"), (technician, "run.not_yours")):
        with pytest.raises(DomainError) as error:
            run_add(kind="preview", month=OCTOBER, by=by, now=AFTER)
        assert error.value.code == code


def test_a_run_whose_process_died_is_taken_up_again(service_manager):
    from datetime import timedelta

    run = run_add(kind="preview", month=OCTOBER, by=service_manager, now=AFTER)
    Run.objects.filter(pk=run.pk).update(state="running", claimed_at=AFTER, tries=1)
    assert not run_next(now=AFTER + timedelta(minutes=1))
    assert run_next(now=AFTER + timedelta(minutes=6))
    run.refresh_from_db()
    assert run.state == "done"
