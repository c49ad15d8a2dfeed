"""A supplier gives credit for a customer's goods: another remedy, chosen while they are away, makes them ours first."""

from datetime import date
from decimal import Decimal

import pytest

from returns.services import remedy_choose
from returns.services.choosing import Wish
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
FACTS = {"purchased_on": date(2026, 10, 1), "sale_price": Decimal("500"), "price_today": Decimal("450")}


@pytest.fixture
def at_supplier(away, his):
    return away(his(**FACTS))


@pytest.fixture
def swapped(at_supplier, counter, clock):
    """The customer waits no longer and is given a new one."""
    wish = Wish("swap", agreed_by="王芳")
    remedy_choose(item_id=at_supplier.item_id, by=counter, now=clock(19), wish=wish)
    at_supplier.refresh_from_db()
    at_supplier.item.refresh_from_db()
    return at_supplier


def test_the_goods_are_ours_then_and_still_away(swapped):
    assert (swapped.item.state, swapped.state, swapped.ours) == ("handing_over", "away", True)
    assert swapped.item.out == 1 + swapped.item.handovers.count()


def test_and_the_credit_can_be_booked(swapped, come_back):
    come_back(swapped, "credit", credit=Decimal("300"))
    swapped.item.refresh_from_db()
    assert swapped.item.state == "handing_over"  # the customer's new one is another matter
    assert swapped.item.handovers.get(kind="book_credit").amount == Decimal("300")


def test_a_unit_that_comes_goes_to_the_warehouse(swapped, come_back):
    come_back(swapped, "new", new_serial="SN901")
    assert swapped.item.handovers.filter(kind="stock_replacement").count() == 1
    assert swapped.item.serial_links.get().new_label_on is None


def test_a_repair_cannot_be_chosen_for_what_is_not_here(at_supplier, swapped, counter, clock):
    for _each in (at_supplier, swapped):
        with pytest.raises(DomainError) as refused:
            remedy_choose(item_id=swapped.item_id, by=counter, now=clock(19), wish=Wish("repair"))
        assert refused.value.code == "remedy.at_supplier"
