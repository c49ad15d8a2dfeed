"""D1, D10, T6: the queue, the late answers and the counts tell of a job's answer what its deadline tells."""

from datetime import timedelta

import pytest

from deadlines.models import Deadline
from deadlines.services import deadline_pause, deadline_resume
from tickets import services
from tickets.policies.waits import AnswerState
from tickets.queue_selectors import Filters, board, late, rows_of
from tickets.selectors import count_late
from tickets.taking_back import TakenBack, take_back

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def row_of(job, now):
    job.refresh_from_db()
    return rows_of([job], places={}, pace=None, now=now)[0]


def pause(job, by, at):
    deadline = Deadline.objects.of("job", job.pk).last()
    deadline_pause(deadline_id=deadline.pk, by=by, now=at, reason="等客户找发票")
    return deadline


def test_d10_a_paused_answer_is_not_late_anywhere(log_job, counter, service_manager, now):
    job = log_job(counter)
    pause(job, service_manager, now + 2 * HOUR)
    then = now + 30 * HOUR
    assert board(filters=Filters(), now=then).rows[0].answer == AnswerState.WAITS
    assert late(now=then).rows == []
    assert count_late(then).number == 0


def test_d10_after_the_pause_it_is_due_later_by_its_length(log_job, counter, service_manager, now):
    job = log_job(counter)
    deadline = pause(job, service_manager, now + 2 * HOUR)
    deadline_resume(deadline_id=deadline.pk, by=service_manager, now=now + 12 * HOUR)
    assert row_of(job, now + 30 * HOUR).due == now + 34 * HOUR
    assert row_of(job, now + 31 * HOUR).answer == AnswerState.SOON
    assert count_late(now + 34 * HOUR).number == 0
    assert count_late(now + 34 * HOUR + timedelta(seconds=1)).number == 1


def test_d1_a_machine_taken_away_owes_an_answer_again(log_job, counter, now):
    job = log_job(counter)
    services.job_answer(job_id=job.pk, by=counter, now=now + HOUR, answer="带回检修", channel="visit")
    assert row_of(job, now + 2 * HOUR).answer == AnswerState.ANSWERED
    take_back(TakenBack("HZ1", job.customer, "主机", job=job), by=counter, now=now + 5 * HOUR)
    assert row_of(job, now + 6 * HOUR).answer == AnswerState.IN_TIME
    then = now + 30 * HOUR
    assert [(row.job, row.answer) for row in late(now=then).rows] == [(job, AnswerState.LATE)]


def test_d1_a_closed_job_that_was_not_solved_is_still_owed_one(log_job, counter, service_manager, now):
    told = {"by": service_manager, "now": now + HOUR, "work_done": "缺件"}
    unsolved, solved, withdrawn = (log_job(counter) for _each in range(3))
    services.job_close(job_id=unsolved.pk, outcome="unsolved", **told)
    services.job_close(job_id=solved.pk, outcome="solved", **told)
    services.job_close(job_id=withdrawn.pk, outcome="cancelled", **told)
    then = now + 25 * HOUR
    assert [row.job for row in late(now=then).rows] == [unsolved]
    assert row_of(solved, then).answer == AnswerState.ANSWERED
    assert row_of(withdrawn, then).answer == AnswerState.NOT_OWED


def test_d1_a_job_without_a_deadline_is_reckoned_from_its_logging(make_customer, make_job, now):
    job = make_job(make_customer(), opened_at=now - 25 * HOUR)
    assert row_of(job, now).answer == AnswerState.LATE
    assert [row.job for row in late(now=now).rows] == [job]
    assert count_late(now).number == 1
