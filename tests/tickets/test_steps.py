"""Every step on a job's page: done by POST, by whom it is to do, once however often it is sent."""

from datetime import timedelta
from uuid import uuid4

import pytest

from servicedesk.clock import local
from tickets.models import Job
from tickets.services import job_close, job_expedite, take_next

pytestmark = pytest.mark.usefixtures("at_now")

STEPS = {
    # step: who may, and what they send (made by `send`)
    "answer": "counter",
    "close": "technician",
    "assign": "service_manager",
    "hand-over": "technician",
    "put-back": "technician",
    "expedite": "company_manager",
    "end-expedite": "service_manager",
    "repeat": "counter",
    "reopen": "technician",
}


@pytest.fixture
def job(waiting_jobs, technician, service_manager, now):
    """job("close") -> a job that is ready for the step."""

    def ready(step):
        (job,) = waiting_jobs(1)
        if step in ("close", "hand-over", "put-back", "reopen"):
            take_next(by=technician, now=now)
        if step == "reopen":
            job_close(job_id=job.pk, by=technician, now=now, outcome="solved", work_done="x")
        if step == "end-expedite":
            until = now + timedelta(hours=1)
            job_expedite(job_id=job.pk, by=service_manager, now=now, reason="x", until=until)
        return Job.objects.get(pk=job.pk)

    return ready


@pytest.fixture
def data(now, other_technician):
    """data(job, "close", **changes) -> what the step's form sends."""
    fields = {
        "answer": {"channel": "phone", "answer": "明天上门"},
        "close": {"outcome": "solved", "work_done": "换了电源"},
        "assign": {"to": other_technician.pk, "reason": "理由"},
        "hand-over": {"to": other_technician.pk, "reason": "理由"},
        "put-back": {"reason": "理由"},
        "expedite": {"until": f"{local(now + timedelta(hours=3)):%Y-%m-%dT%H:%M}", "reason": "理由"},
        "end-expedite": {"reason": "理由"},
        "repeat": {"repeat": "yes", "reason": "理由"},
        "reopen": {"reason": "理由"},
    }

    def make(job, step, **changes):
        return {"key": str(uuid4()), "seen": job.standing, **fields[step], **changes}

    return make


def snapshot(job):
    return Job.objects.filter(pk=job.pk).values().get()


@pytest.mark.parametrize("step", STEPS)
def test_it_is_done_and_told(step, job, data, cast, client_of, history):
    job = job(step)
    entries, before = len(history(job)), snapshot(job)
    response = client_of(cast[STEPS[step]]).post(f"/jobs/{job.job_no}/{step}/", data(job, step), follow=True)
    assert response.redirect_chain == [(f"/jobs/{job.job_no}/", 302)]
    assert response.context["messages"]
    assert len(history(job)) == entries + 1
    assert snapshot(job) != before


@pytest.mark.parametrize("step", STEPS)
def test_sent_twice_it_is_done_once(step, job, data, cast, client_of, history):
    job = job(step)
    entries, form, client = len(history(job)), data(job, step), client_of(cast[STEPS[step]])
    for _click in range(2):
        assert client.post(f"/jobs/{job.job_no}/{step}/", form).status_code == 302
    assert len(history(job)) == entries + 1


@pytest.mark.parametrize("step", ["close", "assign", "hand-over", "put-back", "end-expedite", "reopen"])
def test_done_again_from_an_old_page_it_says_what_happened(step, job, data, cast, client_of, history):
    job = job(step)
    client = client_of(cast[STEPS[step]])
    client.post(f"/jobs/{job.job_no}/{step}/", data(job, step))
    entries = len(history(job))
    response = client.post(f"/jobs/{job.job_no}/{step}/", data(job, step))
    assert response.status_code == 200
    assert "This job has moved on meanwhile" in response.content.decode()
    assert len(history(job)) == entries


@pytest.mark.parametrize("step", STEPS)
def test_reading_does_nothing(step, job, cast, client_of):
    job = job(step)
    assert client_of(cast[STEPS[step]]).get(f"/jobs/{job.job_no}/{step}/").status_code == 405


@pytest.mark.parametrize("step", STEPS)
def test_strangers_sign_in_first(step, job, data, client):
    job = job(step)
    before = snapshot(job)
    assert client.post(f"/jobs/{job.job_no}/{step}/", data(job, step)).status_code == 302
    assert snapshot(job) == before


@pytest.mark.parametrize("step", STEPS)
def test_the_wrong_roles_are_refused(step, job, data, cast, client_of):
    job = job(step)
    before = snapshot(job)
    right = {
        "answer": {"counter", "technician", "service_manager"},
        "close": {"counter", "technician", "service_manager"},
        "assign": {"service_manager"},
        "hand-over": {"technician", "service_manager"},
        "put-back": {"technician", "service_manager"},
        "expedite": {"service_manager", "company_manager"},
        "end-expedite": {"service_manager", "company_manager"},
        "repeat": {"counter", "technician", "service_manager"},
        "reopen": {"technician", "service_manager"},
    }
    for role in set(cast) - right[step]:
        assert client_of(cast[role]).post(f"/jobs/{job.job_no}/{step}/", data(job, step)).status_code == 403, role
    assert snapshot(job) == before


@pytest.mark.parametrize("step", ["close", "hand-over", "put-back"])
def test_another_technicians_job_is_not_theirs(step, job, data, client_of, other_technician):
    job = job(step)
    before = snapshot(job)
    response = client_of(other_technician).post(f"/jobs/{job.job_no}/{step}/", data(job, step))
    assert "Only the technician who has this job, or a manager, may do this." in response.content.decode()
    assert snapshot(job) == before


@pytest.mark.parametrize("step", STEPS)
def test_texts_that_cannot_be_kept_get_a_message(step, job, data, cast, client_of):
    job, client = job(step), client_of(cast[STEPS[step]])
    before = snapshot(job)
    field = {"answer": "answer", "close": "work_done"}.get(step, "reason")
    for text in ("", "   ", "字" * 10_000, "a\x00b"):
        response = client.post(f"/jobs/{job.job_no}/{step}/", data(job, step, **{field: text}))
        assert response.status_code in (200, 400)
        if response.status_code == 200:
            assert "invalid-feedback" in response.content.decode()
    assert snapshot(job) == before


def test_emoji_are_kept(job, data, counter, client_of):
    job = job("answer")
    client_of(counter).post(f"/jobs/{job.job_no}/answer/", data(job, "answer", answer="好的👌"))
    job.refresh_from_db()
    assert job.answer == "好的👌"


@pytest.mark.parametrize(
    ("step", "changes"),
    [
        ("answer", {"channel": "pigeon"}),
        ("close", {"outcome": "vanished"}),
        ("assign", {"to": "99999999999999999999999"}),
        ("assign", {"to": "x"}),
        ("hand-over", {"to": ""}),
        ("expedite", {"until": "yesterday"}),
        ("expedite", {"until": "0001-01-01T00:00"}),
        ("expedite", {"until": "9999-12-31T23:59"}),
        ("expedite", {"until": "2026-10-15T09:59"}),
        ("repeat", {"repeat": "perhaps"}),
        ("put-back", {"key": "no key"}),
        ("put-back", {"key": ""}),
        ("put-back", {"seen": ""}),
        ("put-back", {"seen": "x" * 500}),
    ],
)
def test_what_makes_no_sense_gets_a_message(step, changes, job, data, cast, client_of):
    job = job(step)
    before = snapshot(job)
    response = client_of(cast[STEPS[step]]).post(f"/jobs/{job.job_no}/{step}/", data(job, step, **changes))
    assert response.status_code == 200
    shown = response.content.decode()
    assert "invalid-feedback" in shown or 'role="alert"' in shown
    assert snapshot(job) == before


def test_a_counter_is_only_offered_to_cancel_a_waiting_job(waiting_jobs, data, counter, client_of):
    (job,) = waiting_jobs(1)
    client = client_of(counter)
    client.post(f"/jobs/{job.job_no}/close/", data(job, "close"))
    job.refresh_from_db()
    assert job.status == "waiting"
    client.post(f"/jobs/{job.job_no}/close/", data(job, "close", outcome="cancelled"))
    job.refresh_from_db()
    assert (job.status, job.outcome) == ("closed", "cancelled")
