"""T3: the page of a job tells its place, why, what would move it whereto; and offers what this person may do."""

from datetime import timedelta

import pytest

from tickets.models import Job
from tickets.services import job_put_back, take_next

pytestmark = pytest.mark.usefixtures("at_now")


def steps(response):
    return [str(form.step) for form, _words, _open in response.context["steps"]]


def text(response):
    return " ".join(response.content.decode().split())


def test_place_reason_and_what_would_move_it_whereto(client_of, technician, make_customer, make_job, now):
    agents = [make_job(make_customer("agent")) for _each in range(2)]
    others = [make_job(make_customer("other"), opened_at=now - timedelta(hours=each)) for each in (2, 1)]
    response = client_of(technician).get(f"/jobs/{others[1].job_no}/")
    shown = text(response)
    assert "Place 4 in the queue" in shown
    assert f"{others[0].job_no} goes before it: the two are alike in everything" in shown
    places = {(move.factor, move.value): place for move, place in response.context["page"].moves}
    assert places == {
        ("expedited", True): 1,
        ("severity", "major"): 3,
        ("repeat", True): 3,
        ("brand_class", "brand"): 3,
        ("tier", "quasi_industry"): 3,
    }
    assert agents[0].job_no not in shown


def test_what_changes_nothing_is_not_offered_as_a_move(client_of, technician, waiting_jobs):
    (job,) = waiting_jobs(1)
    assert client_of(technician).get(f"/jobs/{job.job_no}/").context["page"].moves == []


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("counter", {"answer", "close", "repeat"}),
        ("technician", {"answer", "close", "repeat"}),
        ("service_manager", {"answer", "close", "repeat", "assign", "expedite"}),
        ("company_manager", {"expedite"}),
    ],
)
def test_what_each_role_may_do_to_a_waiting_job(role, expected, cast, client_of, waiting_jobs):
    (job,) = waiting_jobs(1)
    assert set(steps(client_of(cast[role]).get(f"/jobs/{job.job_no}/"))) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("counter", {"answer", "repeat"}),
        ("technician", {"answer", "close", "repeat", "hand_over", "put_back"}),
        ("service_manager", {"answer", "close", "repeat", "hand_over", "put_back", "expedite"}),
        ("company_manager", {"expedite"}),
    ],
)
def test_what_each_role_may_do_to_a_job_in_work(role, expected, cast, client_of, waiting_jobs, technician, now):
    (job,) = waiting_jobs(1)
    take_next(by=technician, now=now)
    assert set(steps(client_of(cast[role]).get(f"/jobs/{job.job_no}/"))) == expected


def test_somebody_elses_job_in_work(client_of, other_technician, technician, make_customer, make_job):
    job = make_job(make_customer(), technician=technician)
    assert set(steps(client_of(other_technician).get(f"/jobs/{job.job_no}/"))) == {"answer", "repeat"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("counter", {"answer"}),
        ("technician", {"answer", "reopen"}),
        ("service_manager", {"answer", "reopen"}),
        ("company_manager", set()),
    ],
)
def test_what_each_role_may_do_to_a_closed_job(role, expected, cast, client_of, make_customer, make_job, now):
    job = make_job(make_customer(), closed_at=now, outcome="solved", work_done="换了电源")
    response = client_of(cast[role]).get(f"/jobs/{job.job_no}/")
    assert set(steps(response)) == expected
    assert "换了电源" in text(response)


def test_ending_an_expedite_is_offered_while_it_stands(client_of, company_manager, make_customer, make_job):
    job = make_job(make_customer(), expedite_reason="急用")
    assert steps(client_of(company_manager).get(f"/jobs/{job.job_no}/")) == ["expedite", "end_expedite"]


def test_it_shows_its_life(client_of, technician, other_technician, waiting_jobs, now):
    (job,) = waiting_jobs(1)
    take_next(by=technician, now=now)
    job_put_back(job_id=job.pk, by=technician, now=now, reason="缺内存")
    shown = text(client_of(other_technician).get(f"/jobs/{job.job_no}/"))
    assert "Taken from the head of the queue" in shown
    assert "Reason: 缺内存" in shown
    assert "Put back by" in shown


def test_it_tells_why_the_desk_finds_it_tried_before(client_of, technician, make_customer, make_machine, make_job, now):
    machine = make_machine(make_customer())
    before = make_job(
        machine.customer, machine=machine, opened_at=now - timedelta(days=9), closed_at=now - timedelta(days=9)
    )
    job = make_job(machine.customer, machine=machine, repeat=True)
    assert f"It came back 9 days after the repair in job {before.job_no}." in text(
        client_of(technician).get(f"/jobs/{job.job_no}/")
    )


def test_other_open_jobs_of_the_customer(client_of, technician, waiting_jobs, make_job, now):
    job, other = waiting_jobs(2)
    closed = make_job(job.customer, closed_at=now)
    response = client_of(technician).get(f"/jobs/{job.job_no}/")
    assert response.context["page"].others == [other]
    assert closed.job_no not in text(response)


def test_an_unknown_number_is_not_found(client_of, technician):
    for number in ("G404", "x" * 300, "😀", "G1%20OR%201"):
        assert client_of(technician).get(f"/jobs/{number}/").status_code == 404


@pytest.mark.parametrize("role", ["finance", "warehouse", "purchasing"])
def test_not_for_roles_without_the_queue(role, cast, client_of, waiting_jobs):
    (job,) = waiting_jobs(1)
    assert client_of(cast[role]).get(f"/jobs/{job.job_no}/").status_code == 403


@pytest.mark.parametrize("crowd", [1, 60])
def test_a_fixed_number_of_queries(crowd, client_of, service_manager, waiting_jobs, django_assert_num_queries):
    job = waiting_jobs(crowd + 1)[-1]
    client = client_of(service_manager)
    # session, user, permissions (2), job; head of the queue, job ahead, pace (3), numbers of the rules, put-backs,
    # other open jobs, history, deadlines, complaints, goods, visits, spare units; technicians to assign it to
    with django_assert_num_queries(21):
        client.get(f"/jobs/{job.job_no}/")
    assert Job.objects.count() == crowd + 1
