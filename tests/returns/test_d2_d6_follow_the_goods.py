"""D2 and D6: what suppliers have to confirm and roles to sign has its deadline, from the moment it is there."""

from datetime import datetime, timedelta

import pytest

from deadlines.models import Deadline
from returns import services
from returns.models import Supplier
from returns.policies.handovers import Kind
from returns.services.handing_over import handovers_make
from returns.services.supplying import Shipment
from returns.writing import read
from servicedesk.clock import day_end, from_local, local_date

pytestmark = pytest.mark.django_db


def row_of(subject, thing):
    return Deadline.objects.get(subject=subject, subject_id=thing.pk)


@pytest.fixture
def shipped(receive_one, make_customer, counter, now):
    """A faulty item on its way to a supplier since Thursday 15 October."""
    item = receive_one(make_customer("other"), remedy="repair")
    supplier = Supplier.objects.create(name="锐翔")
    trip = services.into_basket(item_id=item.pk, by=counter, now=now, supplier=supplier, wanted="repair")
    services.parcel_ship(
        trip_ids=[trip.pk], by=counter, now=now, shipment=Shipment(supplier.pk, carrier="顺丰", waybill="SF1")
    )
    trip.refresh_from_db()
    return trip


def test_d2_is_due_on_the_third_day_at_six(shipped, counter):
    row = row_of("trip", shipped)
    assert (row.kind, row.due_at) == ("supplier", from_local(datetime(2026, 10, 18, 18, 0)))
    assert (row.owner, row.role, row.number) == (counter, "purchasing", shipped.item.item_no)


def test_d2_is_met_when_the_supplier_confirms(shipped, counter, now):
    later = now + timedelta(days=2)
    services.trips_confirm(trip_ids=[shipped.pk], by=counter, now=later, received_on=local_date(later), word="小赵")
    assert row_of("trip", shipped).state == "met"


@pytest.fixture
def handover(receive_one, make_customer, counter, now):
    item = read(receive_one(make_customer("other"), condition="intact", fault="").pk)
    return handovers_make(item, [Kind.STOCK_IN], by=counter, now=now)[0]


def test_d6_is_the_roles_until_the_end_of_the_day(handover, now):
    row = row_of("handover", handover)
    assert (row.kind, row.role, row.owner, row.due_at) == ("handover", "warehouse", None, day_end(local_date(now)))


def test_d6_is_met_by_a_signature(handover, warehouse, now):
    services.handover_sign(handover_id=handover.pk, by=warehouse, now=now + timedelta(hours=1))
    assert row_of("handover", handover).state == "met"


def test_d6_is_due_anew_when_a_refused_one_is_offered_again(handover, warehouse, counter, now):
    services.handover_refuse(handover_id=handover.pk, by=warehouse, now=now, reason="缺包装")
    assert row_of("handover", handover).state == "running"
    services.handover_offer_again(
        handover_id=handover.pk, by=counter, now=now + timedelta(days=0, hours=2), note_="已补"
    )
    handover.refresh_from_db()
    assert row_of("handover", handover).due_at == handover.due_at


def test_d6_withdrawn_is_called_off(handover, counter, now):
    services.handovers_withdraw(read(handover.item_id), by=counter, now=now, reason="改修", kinds=list(Kind))
    assert row_of("handover", handover).state == "cancelled"
