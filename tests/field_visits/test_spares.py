"""V7, B4, D3: spare units are lent against a signature, come back in some condition, and keep the job open."""

from datetime import date, timedelta

import pytest

from field_visits.models import Loan, SpareUnit
from field_visits.spare_selectors import spare_day, suggested
from field_visits.spare_services import spare_add, spare_lend, spare_return, spare_withdraw
from records.models import Picture
from servicedesk.errors import DomainError
from tickets.services import job_close


@pytest.fixture
def unit(service_manager, now):
    return spare_add(
        by=service_manager, now=now, product="显示器", category="monitor", serial="SP1", condition="九成新"
    )


@pytest.fixture
def lend(unit, school, counter, now, drawn):
    def make(**fields):
        known = {"unit_id": unit.pk, "by": counter, "now": now, "customer": school, "due_on": date(2026, 10, 29)}
        return spare_lend(**{**known, "borrower": "周老师", "signature": drawn, **fields})

    return make


def refused(code, call, **fields):
    with pytest.raises(DomainError) as told:
        call(**fields)
    assert told.value.code == code


def test_v7_a_loan_has_a_signature_a_due_date_and_a_return(lend, unit, counter, now):
    loan = lend()
    unit.refresh_from_db()
    assert (unit.state, loan.condition_out, loan.due_on) == ("on_loan", "九成新", date(2026, 10, 29))
    assert Picture.objects.of("loan", loan.pk).get().kind == "signature"
    spare_return(loan_id=loan.pk, by=counter, now=now + timedelta(days=3), condition="外壳有划痕")
    loan.refresh_from_db()
    unit.refresh_from_db()
    assert (loan.condition_back, loan.returned_to, unit.state, unit.condition) == (
        "外壳有划痕", counter, "in_pool", "外壳有划痕",
    )  # fmt: skip


def test_a_unit_is_lent_once_and_returned_once(lend, counter, now):
    loan = lend()
    refused("spare.moved_meanwhile", lend)
    about = {"loan_id": loan.pk, "by": counter, "now": now, "condition": "好"}
    spare_return(**about)
    refused("spare.returned", spare_return, **about)


def test_a_job_does_not_close_while_a_loaner_is_out(lend, make_job, school, technician, counter, now):
    job = make_job(school, technician=technician)
    loan = lend(job=job)
    closing = {"job_id": job.pk, "by": technician, "now": now, "outcome": "solved", "work_done": "换屏"}
    refused("job.out", job_close, **closing)
    spare_return(loan_id=loan.pk, by=counter, now=now, condition="好")
    assert job_close(**closing).status == "closed"


def test_the_database_keeps_the_job_open_too(lend, make_job, school, technician, now):
    from django.db import IntegrityError, transaction

    from tickets.models import Job

    job = make_job(school, technician=technician)
    lend(job=job)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(status="closed", closed_at=now)


@pytest.mark.parametrize("due", [date(2026, 10, 14), date(2027, 10, 17)])
def test_impossible_due_days(lend, due):
    refused("spare.due", lend, due_on=due)


def test_the_job_is_the_customers_own_and_open(lend, make_job, make_customer, school, now):
    refused("spare.job", lend, job=make_job(make_customer(name="韩梅")))
    refused("spare.job", lend, job=make_job(school, opened_at=now, closed_at=now))


def test_a_withdrawn_unit_is_not_lent_and_a_lent_one_not_withdrawn(lend, unit, service_manager, now, counter):
    about = {"unit_id": unit.pk, "by": service_manager, "now": now, "reason": "坏了"}
    loan = lend()
    refused("spare.moved_meanwhile", spare_withdraw, **about)
    spare_return(loan_id=loan.pk, by=counter, now=now, condition="坏了")
    spare_withdraw(**about)
    refused("spare.moved_meanwhile", lend)


def test_a_serial_number_is_in_the_pool_once(unit, service_manager, now):
    again = {"by": service_manager, "now": now, "product": "x", "category": "monitor", "condition": "x"}
    refused("spare.serial_here", spare_add, serial="SP1", **again)
    spare_withdraw(unit_id=unit.pk, by=service_manager, now=now, reason="坏了")
    assert spare_add(serial="SP1", **again).pk
    assert SpareUnit.objects.count() == 2


@pytest.mark.parametrize(
    ("days", "tier", "domain", "expected"),
    [
        (5, "industry", "hardware", False),
        (6, "industry", "hardware", True),  # warned one day before the seventh
        (30, "network", "hardware", True),
        (30, "industry", "software", False),
        (30, "other", "hardware", False),
        (30, "agent", "hardware", False),
    ],
)
def test_d3_a_spare_unit_is_suggested_from_day_6(make_job, make_customer, now, days, tier, domain, expected):
    job = make_job(make_customer(tier), domain=domain, opened_at=now - timedelta(days=days))
    assert [each for each, _due in suggested(now)] == ([job] if expected else [])
    if expected:
        assert suggested(now)[0][1] == (job.opened_at + timedelta(days=7)).date()
        assert spare_day(job) == suggested(now)[0][1]


def test_d3_nothing_is_suggested_while_one_is_lent(lend, make_job, school, now):
    job = make_job(school, opened_at=now - timedelta(days=8))
    lend(job=job)
    assert suggested(now) == []


def test_lending_in_the_browser_prints_the_loan_receipt(unit, school, counter, client_of, at_now, make_job):
    from tests.support.pictures import signature

    job = make_job(school)
    desk = client_of(counter)
    page = desk.get(f"/spares/{unit.unit_no}/lend/?job={job.job_no}").content.decode()
    assert "第一中学" in page
    sent = {
        "key": "7f4f1a52-3a70-4b35-9d57-0123456789ab", "customer": school.customer_no, "job": job.pk,
        "due_on": "2026-10-29", "borrower": "周老师", "signature": signature(),
    }  # fmt: skip
    for _time in range(2):
        answer = desk.post(f"/spares/{unit.unit_no}/lend/", sent)
        assert answer.status_code == 302
    loan = Loan.objects.get()
    paper = desk.get(answer.url).content.decode()
    assert loan.loan_no in paper
    assert "2026-10-29" in paper
    assert desk.get(f"/loans/{loan.loan_no}/signature/")["Content-Type"] == "image/png"


def test_a_loan_without_a_signature_is_refused(unit, school, counter, client_of, at_now):
    sent = {
        "key": "7f4f1a52-3a70-4b35-9d57-0123456789ab", "customer": school.customer_no,
        "due_on": "2026-10-29", "borrower": "周老师", "signature": "",
    }  # fmt: skip
    page = client_of(counter).post(f"/spares/{unit.unit_no}/lend/", sent)
    assert "Nobody has signed yet" in page.content.decode()
    assert not Loan.objects.exists()
