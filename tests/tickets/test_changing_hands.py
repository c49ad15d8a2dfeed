"""T5: a job is assigned, handed over or put back, with a reason, by those whose it is to do."""

import pytest

from servicedesk.errors import DomainError
from tickets.services import job_assign, job_hand_over, job_put_back, take_next


@pytest.fixture
def job(waiting_jobs):
    return waiting_jobs(1)[0]


@pytest.fixture
def taken(job, technician, now):
    return take_next(by=technician, now=now)


def code_of(call, **arguments):
    with pytest.raises(DomainError) as refused:
        call(**arguments)
    return refused.value.code


def test_a_manager_assigns_a_waiting_job(job, service_manager, technician, now, words_of):
    job = job_assign(job_id=job.pk, by=service_manager, now=now, to=technician, reason="熟悉这家客户")
    assert (job.status, job.technician, job.taken_at) == ("taken", technician, now)
    assert words_of(job) == ["Assigned to 技术员小丁. Reason: 熟悉这家客户"]


def test_the_technician_hands_over_their_own(taken, technician, other_technician, now, words_of):
    job = job_hand_over(job_id=taken.pk, by=technician, now=now, to=other_technician, reason="他有配件")
    assert (job.status, job.technician) == ("taken", other_technician)
    assert words_of(job)[-1] == "Handed over from 技术员小丁 to 技术员小田. Reason: 他有配件"


def test_a_manager_hands_over_anybodys(taken, service_manager, other_technician, now):
    job = job_hand_over(job_id=taken.pk, by=service_manager, now=now, to=other_technician, reason="请假")
    assert job.technician == other_technician


def test_put_back_it_waits_at_its_old_place(waiting_jobs, technician, now, queue_numbers, words_of):
    first, second, third = waiting_jobs(3)
    take_next(by=technician, now=now)
    assert queue_numbers() == [second.job_no, third.job_no]
    job = job_put_back(job_id=first.pk, by=technician, now=now, reason="等配件")
    assert (job.status, job.technician, job.taken_at) == ("waiting", None, None)
    assert queue_numbers() == [first.job_no, second.job_no, third.job_no]
    assert words_of(job)[-1] == "Put back into the queue from 技术员小丁. Reason: 等配件"


@pytest.mark.parametrize("service", [job_hand_over, job_put_back])
def test_somebody_elses_job_is_not_theirs_to_move(service, taken, other_technician, now, history):
    more = {"to": other_technician} if service is job_hand_over else {}
    assert code_of(service, job_id=taken.pk, by=other_technician, now=now, reason="x", **more) == "job.not_yours"
    assert history(taken) == ["job.taken"]


def test_a_technician_does_not_assign(job, technician, now):
    assert code_of(job_assign, job_id=job.pk, by=technician, now=now, to=technician, reason="x") == "job.not_yours"


def test_every_move_needs_a_reason(job, technician, other_technician, service_manager, now):
    assert (
        code_of(job_assign, job_id=job.pk, by=service_manager, now=now, to=technician, reason=" ")
        == "job.reason_missing"
    )
    take_next(by=technician, now=now)
    assert (
        code_of(job_hand_over, job_id=job.pk, by=technician, now=now, to=other_technician, reason="")
        == "job.reason_missing"
    )
    assert code_of(job_put_back, job_id=job.pk, by=technician, now=now, reason="") == "job.reason_missing"


def test_only_an_employed_technician_is_given_a_job(job, service_manager, counter, make_staff, now):
    from datetime import timedelta

    from servicedesk.clock import local_date

    gone = make_staff("T9", roles={"technician"}, active_to=local_date(now) - timedelta(days=1))
    for person in (counter, gone):
        assert (
            code_of(job_assign, job_id=job.pk, by=service_manager, now=now, to=person, reason="x")
            == "job.not_a_technician"
        )


def test_not_to_the_one_who_has_it(taken, technician, now):
    assert (
        code_of(job_hand_over, job_id=taken.pk, by=technician, now=now, to=technician, reason="x")
        == "job.same_technician"
    )


def test_what_has_moved_meanwhile_is_refused(taken, service_manager, technician, other_technician, now):
    assert (
        code_of(job_assign, job_id=taken.pk, by=service_manager, now=now, to=other_technician, reason="x")
        == "job.moved_meanwhile"
    )
    seen = taken.standing
    job_hand_over(job_id=taken.pk, by=technician, now=now, to=other_technician, reason="x")
    assert (
        code_of(job_put_back, job_id=taken.pk, by=service_manager, now=now, reason="x", seen=seen)
        == "job.moved_meanwhile"
    )


def test_who_has_left_moves_nothing(taken, technician, other_technician, now):
    from staff.models import User

    technician.active_to = now.date().replace(year=2020)
    technician.save(update_fields=["active_to"])
    left = User.objects.get(pk=technician.pk)
    assert code_of(job_put_back, job_id=taken.pk, by=left, now=now, reason="x") == "job.not_yours"
