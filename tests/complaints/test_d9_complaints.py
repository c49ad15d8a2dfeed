"""D9: a complaint is answered in 24 hours, checked in three working days, upheld or not with the reason, and told."""

from datetime import date, datetime, timedelta

import pytest

from complaints import services
from complaints.models import Complaint
from complaints.selectors import upheld_between
from deadlines.models import Deadline
from servicedesk.clock import from_local
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def complaint(counter, technician, service_manager, make_customer, now):
    return services.complaint_log(
        by=counter, now=now, customer=make_customer(), channel="phone", what="师傅态度不好", owner=service_manager,
        concerns=technician,
    )  # fmt: skip


@pytest.fixture
def checked(complaint, counter, now):
    return services.complaint_check(
        complaint_id=complaint.pk, by=counter, now=now + HOUR, finding="确有其事", justified=True, solution="当面道歉"
    )


def due(complaint):
    return {row.kind: row for row in Deadline.objects.of("complaint", complaint.pk)}


def test_both_deadlines_begin(complaint, service_manager, now):
    rows = due(complaint)
    assert rows["complaint_answer"].due_at == now + 24 * HOUR
    assert rows["complaint_check"].due_at == from_local(datetime(2026, 10, 20, 23, 59, 59))  # Fri, Mon, Tue
    assert {row.owner for row in rows.values()} == {service_manager}


def test_the_first_answer_meets_the_24_hours(complaint, counter, now):
    for words in ("正在了解", "明天答复"):
        services.complaint_answer(complaint_id=complaint.pk, by=counter, now=now + HOUR, answer=words, channel="phone")
    complaint.refresh_from_db()
    assert (complaint.answer, due(complaint)["complaint_answer"].state) == ("正在了解", "met")


def test_a_justified_one_needs_a_solution_or_a_timetable(complaint, counter, now):
    told = {"complaint_id": complaint.pk, "by": counter, "now": now, "finding": "属实", "justified": True}
    with pytest.raises(DomainError) as error:
        services.complaint_check(**told)
    assert error.value.code == "complaint.solution"
    services.complaint_check(**told, solved_by_day=date(2026, 10, 20))
    assert due(complaint)["complaint_check"].state == "met"


def test_it_is_checked_before_it_is_decided(complaint, service_manager, now):
    with pytest.raises(DomainError) as error:
        decide(complaint, service_manager, now)
    assert error.value.code == "complaint.moved_meanwhile"


def decide(complaint, by, now, upheld=True):
    return services.complaint_decide(
        complaint_id=complaint.pk, by=by, now=now, upheld=upheld, reason="记录属实", told_channel="phone"
    )


def test_an_upheld_one_is_the_fact_behind_s_v7(checked, service_manager, technician, now):
    decide(checked, service_manager, now + 2 * HOUR)
    (fact,) = upheld_between(now, now + 3 * HOUR)
    assert (fact.concerns, fact.decided_at) == (technician, now + 2 * HOUR)
    assert due(checked)["complaint_answer"].state == "met"  # the customer was told with the decision


def test_one_that_is_not_upheld_charges_nobody(checked, service_manager, now):
    decide(checked, service_manager, now, upheld=False)
    assert not upheld_between(now - HOUR, now + HOUR).exists()


def test_r2_nobody_judges_a_complaint_about_themself(counter, service_manager, company_manager, make_customer, now):
    about = services.complaint_log(
        by=counter, now=now, customer=make_customer(), channel="letter", what="经理不理人", owner=company_manager,
        concerns=service_manager,
    )  # fmt: skip
    told = {"complaint_id": about.pk, "now": now, "finding": "属实", "justified": False}
    with pytest.raises(DomainError) as error:
        services.complaint_check(**told, by=service_manager)
    assert error.value.code == "complaint.own"
    services.complaint_check(**told, by=company_manager)
    assert decide(about, company_manager, now).state == "upheld"


def test_withdrawn_calls_the_deadlines_off(complaint, counter, now):
    services.complaint_withdraw(complaint_id=complaint.pk, by=counter, now=now, reason="客户来电撤回")
    assert {row.state for row in due(complaint).values()} == {"cancelled"}


def test_it_passes_on_with_its_deadlines(complaint, counter, company_manager, now):
    services.complaint_give(complaint_id=complaint.pk, by=counter, now=now, owner=company_manager)
    assert {row.owner for row in due(complaint).values()} == {company_manager}


def test_what_it_is_about_belongs_to_the_customer(counter, service_manager, make_customer, make_job, now):
    job = make_job(make_customer())
    with pytest.raises(DomainError) as error:
        services.complaint_log(
            by=counter, now=now, customer=make_customer(), channel="phone", what="x", owner=service_manager, job=job
        )
    assert error.value.code == "complaint.of_another"
    assert not Complaint.objects.exists()
