"""T2 (0): a manager's expedite, with a written reason and an end."""

from datetime import timedelta

import pytest

from records.models import Entry
from servicedesk.errors import DomainError
from tickets.models import Job
from tickets.queue_services import SWEEP
from tickets.services import end_expedites, job_close, job_end_expedite, job_expedite, take_next
from tickets.tasks import end_expedites as end_expedites_task


@pytest.fixture
def jobs(make_customer, make_job):
    """An agent's job, then an ordinary household's."""
    return make_job(make_customer("agent")), make_job(make_customer("other"), purpose="entertainment")


def expedite(job, by, now, hours=2, reason="领导明早要用"):
    return job_expedite(job_id=job.pk, by=by, now=now, reason=reason, until=now + timedelta(hours=hours))


def test_an_expedited_job_goes_before_every_tier(jobs, service_manager, now, queue_numbers, words_of):
    agents, households = jobs
    expedite(households, service_manager, now)
    assert queue_numbers() == [households.job_no, agents.job_no]
    assert words_of(households) == ["Expedited until 2026-10-15 12:00. Reason: 领导明早要用"]


def test_both_managers_may_and_nobody_else(jobs, cast, now):
    for role, person in cast.items():
        if role in ("service_manager", "company_manager"):
            expedite(jobs[1], person, now)
        else:
            with pytest.raises(DomainError) as refused:
                expedite(jobs[1], person, now)
            assert refused.value.code == "job.not_yours"


@pytest.mark.parametrize(
    ("away", "may"),
    [
        (timedelta(seconds=1), True),
        (timedelta(days=14), True),
        (timedelta(days=14, seconds=1), False),
        (timedelta(0), False),
        (timedelta(hours=-1), False),
    ],
)
def test_the_end_lies_in_the_future_and_within_14_days(away, may, jobs, service_manager, now):
    arguments = {"job_id": jobs[1].pk, "by": service_manager, "now": now, "reason": "x", "until": now + away}
    if may:
        assert job_expedite(**arguments).expedite_until == now + away
    else:
        with pytest.raises(DomainError) as refused:
            job_expedite(**arguments)
        assert (refused.value.code, refused.value.field) == ("job.expedite_end", "until")


def test_a_reason_is_needed(jobs, service_manager, now):
    with pytest.raises(DomainError) as refused:
        expedite(jobs[1], service_manager, now, reason="  ")
    assert refused.value.code == "job.reason_missing"


def test_it_ends_at_its_end_and_not_before(jobs, service_manager, now, queue_numbers):
    agents, households = jobs
    expedite(households, service_manager, now, hours=2)
    assert end_expedites(now=now + timedelta(hours=2, seconds=-1)) == 0
    assert queue_numbers()[0] == households.job_no
    assert end_expedites(now=now + timedelta(hours=2)) == 1
    assert queue_numbers() == [agents.job_no, households.job_no]
    households.refresh_from_db()
    assert (households.expedite_reason, households.expedite_until) == ("", None)


def test_it_ends_once_and_is_dated_with_its_own_end(jobs, service_manager, now, history):
    expedite(jobs[1], service_manager, now, hours=2)
    long_after = now + timedelta(days=3)
    assert [end_expedites(now=long_after), end_expedites(now=long_after)] == [1, 0]
    assert history(jobs[1]) == ["job.expedited", "job.expedite_over"]
    assert Entry.objects.get(code="job.expedite_over").at == now + timedelta(hours=2)


def test_given_anew_the_later_one_holds(jobs, service_manager, now):
    expedite(jobs[1], service_manager, now, hours=1, reason="先这样")
    expedite(jobs[1], service_manager, now, hours=5, reason="改期了")
    end_expedites(now=now + timedelta(hours=1))
    jobs[1].refresh_from_db()
    assert jobs[1].expedite_reason == "改期了"


def test_a_manager_ends_it_early_with_a_reason(jobs, service_manager, now, queue_numbers, words_of):
    agents, households = jobs
    expedite(households, service_manager, now)
    job_end_expedite(job_id=households.pk, by=service_manager, now=now, reason="客户取消会议")
    assert queue_numbers() == [agents.job_no, households.job_no]
    assert words_of(households)[-1] == "Expedite ended early. Reason: 客户取消会议"
    with pytest.raises(DomainError) as refused:
        job_end_expedite(job_id=households.pk, by=service_manager, now=now, reason="再来一次")
    assert refused.value.code == "job.moved_meanwhile"


def test_an_expedite_without_an_end_came_by_import_and_stays(make_customer, make_job, now):
    job = make_job(make_customer(), expedite_reason="导入")
    assert end_expedites(now=now + timedelta(days=999)) == 0
    job.refresh_from_db()
    assert job.rank < 160


def test_it_runs_out_while_the_job_is_in_work_too(jobs, service_manager, technician, now, queue_numbers):
    expedite(jobs[1], service_manager, now)
    assert take_next(by=technician, now=now).pk == jobs[1].pk
    assert end_expedites(now=now + timedelta(hours=2)) == 1


def test_a_closed_job_has_no_expedite_left_to_end(jobs, service_manager, now, history):
    expedite(jobs[1], service_manager, now)
    job_close(job_id=jobs[1].pk, by=service_manager, now=now, outcome="cancelled", work_done="不修了")
    assert end_expedites(now=now + timedelta(days=1)) == 0


def test_a_sweep_after_a_long_outage_takes_several_transactions(make_customer, make_job, now):
    customer, end = make_customer(), now - timedelta(minutes=1)
    many = SWEEP + 5
    for _each in range(many):
        make_job(customer, expedite_reason="x", expedite_until=end)
    assert end_expedites(now=now) == many
    assert not Job.objects.filter(expedite_until__isnull=False).exists()


def test_the_clock_runs_it(jobs, service_manager, at_now):
    import time_machine

    expedite(jobs[1], service_manager, at_now)
    with time_machine.travel(at_now + timedelta(hours=3), tick=False):
        end_expedites_task()
    jobs[1].refresh_from_db()
    assert jobs[1].expedite_reason == ""
