"""What a manager names in an incident is what the rule is about; anything else is refused, not left out in silence."""

from decimal import Decimal

import pytest

from field_visits.models import Visit
from returns.models import ReturnedItem
from servicedesk.errors import DomainError
from settlement.models import Incident

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]


@pytest.fixture
def refused(enter):
    def make(rule, person, **fields) -> tuple[str, str]:
        with pytest.raises(DomainError) as error:
            enter(rule, person, **fields)
        return error.value.code, error.value.field

    return make


@pytest.fixture
def receipt():
    return Visit.objects.get(receipt_no="S1")


def test_s_v6_says_which_receipt_was_falsified(refused, enter, technician, receipt, sheet):
    assert refused("S-V6", technician) == ("incident.receipt", "visit")
    enter("S-V6", technician, visit=receipt)
    assert [each.source for each in sheet(technician).unpaid] == ["S1", "S2"]


@pytest.mark.parametrize("rule", ["S-V5", "S-V6", "S-V7"])
def test_nobody_is_charged_for_the_receipt_of_another(refused, other_technician, receipt, rule):
    told = {"amount": Decimal(20)} if rule == "S-V5" else {}
    assert refused(rule, other_technician, visit=receipt, **told) == ("incident.other_receipt", "visit")


def test_a_rule_that_is_not_about_it_takes_no_receipt_goods_or_amount(refused, technician, receipt):
    assert refused("S-R5", technician, visit=receipt) == ("incident.no_receipt", "visit")
    assert refused("S-O1", technician, item=ReturnedItem()) == ("incident.no_item", "item")
    assert refused("S-R5", technician, amount=Decimal(77)) == ("incident.fixed", "amount")
    assert Incident.objects.count() == 1  # the one of October


def test_the_form_says_so_beside_the_field(client_of, service_manager, technician):
    told = {
        "key": "7e0d9d4e-5f2b-4f6f-8d38-0d6f2f6a9b01", "rule": "S-R5", "on": "2026-10-09", "person": technician.pk,
        "visit": "S1", "note": "字迹不清",
    }  # fmt: skip
    page = client_of(service_manager).post("/settlement/incidents/new/", told).content.decode()
    assert "This rule is not about a receipt." in page
    assert 'value="S1"' in page
