"""W9: what the customer gets stays linked with what he brought, under the old dates or from that day on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from customers.models import Machine
from customers.policies import Left
from returns.models import SerialLink, Supplier, Trip
from returns.policies import Circumstances
from returns.services import Handing, item_give_back
from tests.returns.way_back import SOLD, choose, sign_all
from tests.support.goods import made_ready

pytestmark = pytest.mark.django_db
BOUGHT = SOLD["purchased_on"]


@pytest.fixture
def back(receive_one, make_customer, make_machine, counter, service_manager, cast, now):
    """back(remedy, tier=, machine=True, **fields of the item) -> the item, given back with the new serial NEW1."""

    def make(remedy, *, tier="agent", machine=True, kind="local", wish=None, **fields):
        customer = make_customer(tier, **({"agent_kind": kind} if tier == "agent" else {}))
        fields = {"serial": "OLD1", **SOLD, **fields}
        if machine:
            make_machine(
                customer, serial=fields["serial"], category="memory", model="TCL S3", brand_class="brand",
                purchased_on=fields["purchased_on"], sale_price=Decimal("500.00"), cost=Decimal("400.00"),
            )  # fmt: skip
        item = receive_one(customer, **fields)
        choose(item, remedy, by=service_manager, now=now, **(wish or {}))
        sign_all(item, people=cast, now=now)
        item_give_back(item_id=item.pk, by=counter, now=now, handing=Handing("collected", "张三", voucher_back=True))
        item.refresh_from_db()
        return item

    return make


def test_w9_a_trade_swap_keeps_the_old_dates(back, now):
    item = back("swap", label_on=date(2026, 9, 1))
    link = SerialLink.objects.get()
    assert (link.item, link.kind, link.at) == (item, "swap", now)
    assert (link.old_serial, link.new_serial) == ("OLD1", "NEW1")
    assert (link.old_label_on, link.new_label_on) == (date(2026, 9, 1), date(2026, 9, 1))
    new = Machine.objects.get(serial="NEW1")
    assert (new.purchased_on, new.model, new.sale_price, new.cost) == (
        BOUGHT, "TCL S3", Decimal("500.00"), Decimal("400.00"),
    )  # fmt: skip
    assert (link.old_machine, link.new_machine) == (Machine.objects.get(serial="OLD1"), new)


def test_w9_after_the_law_it_starts_afresh(back, now):
    back("swap", tier="other", purchased_on=now.date() - timedelta(days=10), proof="invoice")
    link = SerialLink.objects.get()
    assert (link.old_label_on, link.new_label_on) == (now.date() - timedelta(days=10), now.date())
    assert Machine.objects.get(serial="NEW1").purchased_on == now.date()


def test_w9_another_model_starts_afresh_at_its_own_price(back, now):
    wish = {"new_product": "TCL S9", "told": Circumstances(opened=False, new_price=Decimal("900.00"))}
    item = back("exchange", wish=wish)
    new = Machine.objects.get(serial="NEW1")
    assert (new.model, new.sale_price, new.purchased_on, new.cost) == ("TCL S9", Decimal("900.00"), now.date(), None)
    link = SerialLink.objects.get(item=item)
    assert (link.kind, link.new_label_on) == ("exchange", now.date())


def test_the_old_machine_is_replaced_and_is_the_customers_no_more(back, now):
    item = back("swap")
    old = item.machine
    old.refresh_from_db()
    assert (old.left_on, old.left_as, old.replaced_by.serial) == (now.date(), Left.REPLACED, "NEW1")
    assert [each.serial for each in item.customer.machines.current()] == ["NEW1"]


def test_without_a_machine_on_record_only_the_link_is_made(back):
    back("swap", machine=False)
    link = SerialLink.objects.get()
    assert (link.old_serial, link.new_serial, link.old_machine, link.new_machine) == ("OLD1", "NEW1", None, None)
    assert not Machine.objects.exists()


def test_a_machine_that_somebody_entered_meanwhile_takes_the_place(back, make_machine, make_customer):
    stranger = make_machine(make_customer(), serial="NEW1")
    back("swap")
    new = Machine.objects.exclude(pk=stranger.pk).get(serial="NEW1")
    assert Machine.objects.get(serial="OLD1").replaced_by == new


def test_a_refunded_machine_is_the_customers_no_more(back, now):
    item = back("refund", condition="intact", fault="")
    old = item.machine
    old.refresh_from_db()
    assert (old.left_on, old.left_as, old.replaced_by) == (now.date(), Left.REFUNDED, None)
    assert not SerialLink.objects.exists()


def test_the_suppliers_other_unit_is_the_same_machine_under_another_number(
    receive_one, make_customer, make_machine, counter, now
):
    customer = make_customer()
    machine = make_machine(customer, serial="OLD1", purchased_on=BOUGHT)
    item = made_ready(receive_one(customer, serial="OLD1"), now, finding="new_unit")
    trip = Trip.objects.create(item=item, supplier=Supplier.objects.create(name="上家"), state="back", outcome="new")
    SerialLink.objects.create(item=item, kind="from_supplier", at=now, old_serial="OLD1", new_serial="NEW1", trip=trip)
    item_give_back(item_id=item.pk, by=counter, now=now, handing=Handing("collected", "张三", voucher_back=True))
    machine.refresh_from_db()
    assert (machine.serial, machine.purchased_on, machine.left_on) == ("NEW1", BOUGHT, None)
    assert SerialLink.objects.get().new_machine == machine


def test_goods_that_go_back_as_they_came_change_nothing(receive_one, make_customer, make_machine, counter, now):
    machine = make_machine(make_customer(), serial="OLD1")
    item = made_ready(receive_one(machine.customer, serial="OLD1"), now, finding="unrepairable")
    item_give_back(item_id=item.pk, by=counter, now=now, handing=Handing("collected", "张三", voucher_back=True))
    machine.refresh_from_db()
    assert (machine.serial, machine.left_on) == ("OLD1", None)
