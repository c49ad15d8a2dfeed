"""S-V7: whom a complaint is about is often found by the check; until it is decided it can be said, and corrected."""

from datetime import timedelta

import pytest

from complaints import services
from complaints.selectors import upheld_between
from notices.models import Notice
from records.models import Entry
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def complaint(counter, service_manager, make_customer, now):
    """About nobody by name yet."""
    return services.complaint_log(
        by=counter, now=now, customer=make_customer(), channel="phone", what="修完更坏了", owner=service_manager
    )


@pytest.fixture
def name(complaint, counter, now):
    def say(person, by=counter):
        return services.complaint_name(complaint_id=complaint.pk, by=by, now=now, concerns=person)

    return say


def check(complaint, by, now):
    services.complaint_check(complaint_id=complaint.pk, by=by, now=now, finding="属实", justified=False)


def asked(person):
    return Notice.objects.unread_by(person).filter(code="notice.to_decide").count()


def test_who_was_found_out_is_charged(complaint, name, technician, service_manager, company_manager, now):
    name(technician)
    check(complaint, service_manager, now)
    services.complaint_decide(
        complaint_id=complaint.pk, by=company_manager, now=now, upheld=True, reason="属实", told_channel="phone"
    )
    (fact,) = upheld_between(now - HOUR, now + HOUR)
    assert fact.concerns == technician
    codes = Entry.objects.of("complaint", complaint.pk).values_list("code", flat=True)
    assert list(codes).count("complaint.named") == 1


def test_r2_not_who_sees_to_it_or_has_checked_it(complaint, name, counter, service_manager, now):
    for person in (service_manager, counter):
        if person == counter:
            check(complaint, counter, now)
        with pytest.raises(DomainError) as error:
            name(person, by=service_manager)
        assert (error.value.code, error.value.field) == ("complaint.concerns", "concerns")


def test_r2_whom_it_is_about_does_not_clear_themself(name, counter):
    name(counter)
    with pytest.raises(DomainError) as error:
        name(None)
    assert error.value.code == "complaint.own"


def test_r2_a_manager_who_is_named_is_asked_for_the_decision_no_more(
    complaint, name, counter, service_manager, company_manager, now
):
    services.complaint_give(complaint_id=complaint.pk, by=counter, now=now, owner=counter)
    check(complaint, counter, now)
    assert (asked(service_manager), asked(company_manager)) == (1, 0)
    name(service_manager)
    assert (asked(service_manager), asked(company_manager)) == (0, 1)


def test_the_page_says_that_nobody_is_charged(client_of, complaint, counter, service_manager, now, at_now):
    check(complaint, counter, now)
    page = f"/complaints/{complaint.complaint_no}/"
    assert "S-V7" in client_of(service_manager).get(page + "?step=decide").content.decode()
