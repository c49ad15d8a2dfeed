"""D9: who is to see to a complaint is told, who may decide it is asked for it, until that is done."""

from datetime import timedelta

import pytest

from complaints import services
from notices.models import Notice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def complaint(counter, service_manager, make_customer, now):
    return services.complaint_log(
        by=counter, now=now, customer=make_customer(), channel="phone", what="师傅态度不好", owner=service_manager
    )


@pytest.fixture
def checked(complaint, counter, now):
    return services.complaint_check(complaint_id=complaint.pk, by=counter, now=now, finding="查无此事", justified=False)


def told(person) -> list[tuple]:
    return [(notice.code, notice.number, notice.step) for notice in person.notices.order_by("pk")]


def test_who_is_to_see_to_it_is_told(complaint, counter, service_manager, company_manager, now):
    assert told(service_manager) == [("notice.given", complaint.complaint_no, "answer")]
    services.complaint_answer(complaint_id=complaint.pk, by=counter, now=now, answer="正在查", channel="phone")
    services.complaint_give(complaint_id=complaint.pk, by=counter, now=now, owner=company_manager)
    assert told(company_manager) == [("notice.given", complaint.complaint_no, "check")]
    services.complaint_give(complaint_id=complaint.pk, by=counter, now=now, owner=counter)
    assert told(counter) == []  # they took it themself


def asked(person) -> list[str]:
    return list(Notice.objects.unread_by(person).filter(code="notice.to_decide").values_list("step", flat=True))


def test_who_may_decide_is_asked_for_it_until_somebody_has(checked, service_manager, company_manager, now):
    assert (asked(service_manager), asked(company_manager)) == (["decide"], [])
    services.complaint_decide(
        complaint_id=checked.pk, by=company_manager, now=now + HOUR, upheld=True, reason="属实", told_channel="phone"
    )
    assert asked(service_manager) == []


def test_a_manager_who_checks_decides_unasked(complaint, service_manager, now):
    services.complaint_check(
        complaint_id=complaint.pk, by=service_manager, now=now, finding="查无此事", justified=False
    )
    assert asked(service_manager) == []


def test_r2_whom_it_is_about_is_not_asked(counter, service_manager, company_manager, make_customer, now):
    complaint = services.complaint_log(
        by=counter, now=now, customer=make_customer(), channel="phone", what="x", owner=counter,
        concerns=service_manager,
    )  # fmt: skip
    services.complaint_check(complaint_id=complaint.pk, by=counter, now=now, finding="属实", justified=False)
    assert (asked(service_manager), asked(company_manager)) == ([], ["decide"])
    services.complaint_withdraw(complaint_id=complaint.pk, by=counter, now=now, reason="客户来电撤回")
    assert asked(company_manager) == []
