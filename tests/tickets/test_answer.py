"""D1: a definite answer to the customer is recorded: what, by whom, how; it is due 24 hours after logging."""

from datetime import timedelta

import pytest

from rulebook.policies import Terms
from servicedesk.errors import DomainError
from tickets.policies.waits import AnswerState, answer_due, answer_state
from tickets.services import job_answer


@pytest.fixture
def job(waiting_jobs):
    return waiting_jobs(1)[0]


def answer(job, by, now, text="明天上门", channel="phone"):
    return job_answer(job_id=job.pk, by=by, now=now, answer=text, channel=channel)


def test_what_by_whom_and_how(job, counter, now, words_of):
    job = answer(job, counter, now + timedelta(hours=1))
    job.refresh_from_db()
    assert (job.answer, job.answered_by, job.answer_channel) == ("明天上门", counter, "phone")
    assert job.answered_at == now + timedelta(hours=1)
    assert words_of(job) == ["Answered the customer (By phone): 明天上门"]


def test_the_first_answer_is_the_one_that_counts(job, counter, technician, now, history):
    answer(job, counter, now)
    job = answer(job, technician, now + timedelta(days=2), "配件到了", "message")
    job.refresh_from_db()
    assert (job.answer, job.answered_at, job.answered_by) == ("明天上门", now, counter)
    assert history(job) == ["job.answered", "job.answered_again"]


def test_an_answer_says_something(job, counter, now):
    with pytest.raises(DomainError) as refused:
        answer(job, counter, now, "  ")
    assert (refused.value.code, refused.value.field) == ("job.reason_missing", "answer")


@pytest.mark.parametrize("channel", ["", "pigeon"])
def test_and_how(channel, job, counter, now):
    with pytest.raises(DomainError) as refused:
        answer(job, counter, now, channel=channel)
    assert (refused.value.code, refused.value.field) == ("job.channel", "channel")


def test_the_company_manager_supervises_and_does_not_answer(job, company_manager, now):
    with pytest.raises(DomainError) as refused:
        answer(job, company_manager, now)
    assert refused.value.code == "job.not_yours"


def test_it_is_due_24_hours_after_logging(now):
    assert answer_due(now, terms=Terms()) == now + timedelta(hours=24)
    assert answer_due(now, terms=Terms(answer_hours=2)) == now + timedelta(hours=2)


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(hours=5), AnswerState.IN_TIME),
        (timedelta(hours=4), AnswerState.SOON),
        (timedelta(0), AnswerState.SOON),
        (timedelta(seconds=-1), AnswerState.LATE),
    ],
)
def test_how_a_job_without_an_answer_stands(left, expected, now):
    assert answer_state(answered_at=None, due=now + left, now=now) == expected


def test_answered_in_time_and_late(now):
    assert answer_state(answered_at=now, due=now, now=now) == AnswerState.ANSWERED
    assert answer_state(answered_at=now + timedelta(seconds=1), due=now, now=now) == AnswerState.ANSWERED_LATE
