"""R2: whoever a complaint is about has no say in it: sees to it, checks, decides and closes nothing."""

import pytest

from complaints import services
from complaints.forms import GiveForm
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(counter, service_manager, make_customer, now):
    def make(**fields):
        fields = {"owner": service_manager, "concerns": counter, **fields}
        return services.complaint_log(
            by=counter, now=now, customer=make_customer(), channel="phone", what="说话难听", **fields
        )

    return make


def test_nobody_calls_off_a_complaint_about_themself(log, counter, service_manager, now):
    complaint = log()
    told = {"complaint_id": complaint.pk, "now": now, "reason": "客户来电撤回"}
    with pytest.raises(DomainError) as error:
        services.complaint_withdraw(**told, by=counter)
    assert error.value.code == "complaint.own"
    assert services.complaint_withdraw(**told, by=service_manager).state == "withdrawn"


def test_nobody_sees_to_a_complaint_about_themself(log, counter, now):
    with pytest.raises(DomainError) as error:
        log(owner=counter)
    assert (error.value.code, error.value.field) == ("complaint.owner", "owner")
    complaint = log()
    with pytest.raises(DomainError) as error:
        services.complaint_give(complaint_id=complaint.pk, by=counter, now=now, owner=counter)
    assert error.value.code == "complaint.owner"
    assert counter not in GiveForm(complaint=complaint, now=now).fields["owner"].queryset


def test_the_page_offers_whom_it_is_about_no_way_to_close_it(client_of, log, counter, service_manager, at_now):
    page = f"/complaints/{log().complaint_no}/"
    assert "do/withdraw/" not in client_of(counter).get(page).content.decode()
    assert "do/withdraw/" in client_of(service_manager).get(page).content.decode()
