"""Logging a job in the browser: what the desk knows is shown while typing, bad input gets a message."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from tickets.models import Job

pytestmark = pytest.mark.usefixtures("at_now")


@pytest.fixture
def machine(make_customer, make_machine):
    return make_machine(make_customer(name="李雷", phone="13812345678"), model="联想 M50", serial="SN1")


@pytest.fixture
def form(machine):
    """form(**changes) -> what the page sends."""

    def make(**changes):
        return {
            "key": str(uuid4()),
            "customer": machine.customer.customer_no,
            "machine": machine.pk,
            "domain": "hardware",
            "severity": "major",
            "purpose": "work",
            "brand_class": "",
            "fault": "不开机",
            "repeat": "",
            "repeat_reason": "",
            **changes,
        }

    return make


@pytest.fixture
def send(client_of, counter):
    client = client_of(counter)
    return lambda data: client.post("/jobs/new/", data)


def test_logged_it_opens(send, form, machine, counter):
    response = send(form())
    job = Job.objects.get()
    assert response.url == f"/jobs/{job.job_no}/"
    assert (job.customer, job.machine, job.opened_by, job.severity) == (machine.customer, machine, counter, "major")


def test_sent_twice_it_is_one_job(send, form):
    data = form()
    assert send(data).url == send(data).url
    assert Job.objects.count() == 1


def test_one_key_chooses_in_any_language(client_of, counter):
    for language, word in (("en", "1 Hardware"), ("zh-hans", "1 硬件")):
        assert f">{word}</option>" in client_of(counter, language).get("/jobs/new/").content.decode()


def test_each_page_has_a_key_of_its_own(client_of, counter):
    keys = {
        re.search(r'name="key" value="([0-9a-f-]{36})"', client_of(counter).get("/jobs/new/").content.decode())[1]
        for _page in range(2)
    }
    assert len(keys) == 2


@pytest.mark.parametrize("typed", ["13812345678", "李雷"])
def test_the_customer_by_phone_or_name(typed, send, form, machine):
    send(form(customer=typed))
    assert Job.objects.get().customer == machine.customer


@pytest.mark.parametrize(("said", "expected"), [("yes", True), ("no", False)])
def test_staff_say_whether_it_was_tried_before(said, expected, send, form):
    send(form(repeat=said, repeat_reason="问过客户"))
    job = Job.objects.get()
    assert (job.repeat, job.repeat_source) == (expected, "set")


@pytest.mark.parametrize(
    "changes",
    [
        {"customer": ""},
        {"customer": "nobody"},
        {"customer": "x" * 10_000},
        {"machine": "999999"},
        {"machine": "99999999999999999999999999"},
        {"machine": "x"},
        {"domain": ""},
        {"severity": "fatal"},
        {"purpose": ""},
        {"brand_class": "golden"},
        {"fault": ""},
        {"fault": "   "},
        {"fault": "字" * 501},
        {"fault": "字" * 10_000},
        {"repeat": "yes", "repeat_reason": ""},
        {"repeat": "perhaps"},
        {"key": ""},
        {"key": "x"},
    ],
)
def test_bad_input_gets_a_message_and_writes_nothing(changes, send, form):
    response = send(form(**changes))
    assert response.status_code == 200
    assert "invalid-feedback" in response.content.decode() or 'role="alert"' in response.content.decode()
    assert not Job.objects.exists()


def test_nul_is_refused(send, form):
    assert send(form(fault="a\x00b")).status_code in (200, 400)
    assert not Job.objects.exists()


def test_emoji_are_a_fault_like_any_other(send, form):
    send(form(fault="屏幕😵花了"))
    assert Job.objects.get().fault == "屏幕😵花了"


def test_another_customers_machine_is_not_offered(send, form, make_customer, make_machine):
    other = make_machine(make_customer(name="韩梅梅"))
    assert send(form(machine=other.pk)).status_code == 200
    assert not Job.objects.exists()


def test_without_javascript_a_button_shows_the_machines_and_saves_nothing(send, form, machine):
    shown = send(form(machine="", look="1")).content.decode()
    assert "联想 M50 · SN1" in shown
    assert "invalid-feedback" not in shown
    assert not Job.objects.exists()


@pytest.fixture
def known(client_of, counter):
    client = client_of(counter)
    return lambda **query: client.get("/jobs/new/known/", query).content.decode()


def test_the_machines_of_the_chosen_customer(known, machine, make_customer, make_machine):
    make_machine(make_customer(name="韩梅梅"), model="别家的")
    shown = known(part="machines", customer=machine.customer.customer_no)
    assert "联想 M50 · SN1" in shown
    assert "别家的" not in shown


def test_open_jobs_are_shown_before_saving(known, machine, make_job, now):
    same = make_job(machine.customer, machine=machine, fault="蓝屏", technician=None)
    other = make_job(machine.customer, fault="打印机卡纸")
    closed = make_job(machine.customer, machine=machine, closed_at=now)
    shown = known(customer=machine.customer.customer_no, machine=machine.pk)
    assert shown.index(same.job_no) < shown.index(other.job_no)
    assert closed.job_no not in shown


def test_what_t4_will_find_is_shown_before_saving(known, machine, make_job, now):
    day = now - timedelta(days=20)
    before = make_job(machine.customer, machine=machine, opened_at=day, closed_at=day, outcome="solved")
    query = {"customer": machine.customer.customer_no, "machine": machine.pk}
    assert f"It came back 20 days after the repair in job {before.job_no}." in known(domain="hardware", **query)
    assert "Tried before" not in known(domain="software", **query)


@pytest.mark.parametrize(
    "query",
    [{}, {"customer": "nobody"}, {"customer": "x" * 5000}, {"machine": "x"}, {"machine": "9" * 40, "domain": "magic"}],
)
def test_half_typed_things_are_no_error(query, known, machine):
    known(**query)
    known(**{"customer": machine.customer.customer_no, **query})
    known(part="machines", **query)


@pytest.mark.parametrize("role", ["company_manager", "finance", "warehouse", "purchasing"])
def test_not_for_everybody(role, cast, client_of, form):
    client = client_of(cast[role])
    assert client.get("/jobs/new/").status_code == 403
    assert client.post("/jobs/new/", form()).status_code == 403
    assert client.get("/jobs/new/known/").status_code == 403


def test_a_correction_in_the_browser(client_of, counter, make_job, machine):
    job = make_job(machine.customer)
    client = client_of(counter)
    page = client.get(f"/jobs/{job.job_no}/edit/")
    facts = {"domain": "software", "severity": "ordinary", "purpose": "work", "brand_class": "", "fault": "蓝屏"}
    data = {"machine": machine.pk, "seen": page.context["form"].initial["seen"], **facts}
    assert client.post(f"/jobs/{job.job_no}/edit/", data).url == f"/jobs/{job.job_no}/"
    job.refresh_from_db()
    assert (job.machine, job.domain, job.fault) == (machine, "software", "蓝屏")
    again = client.post(f"/jobs/{job.job_no}/edit/", {**data, "fault": "死机"})
    assert "Somebody corrected this job meanwhile" in again.content.decode()


def test_a_closed_job_is_not_corrected(client_of, counter, make_job, machine, now):
    job = make_job(machine.customer, closed_at=now)
    response = client_of(counter).get(f"/jobs/{job.job_no}/edit/", follow=True)
    assert "Reopen it first." in response.content.decode()


def test_the_company_manager_does_not_correct(client_of, company_manager, make_job, machine):
    assert client_of(company_manager).get(f"/jobs/{make_job(machine.customer).job_no}/edit/").status_code == 403
