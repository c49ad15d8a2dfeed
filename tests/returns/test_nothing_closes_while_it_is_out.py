"""Neither an item nor its job closes while anything of it is out: a hand-over, a supplier, a repairer."""

import pytest
from django.db import IntegrityError, transaction

from returns.models import HandOver, OutsideRepair, ReturnedItem, Supplier, Trip
from returns.policies.handovers import Kind
from returns.services import Handing, NewJob, handover_sign, handovers_make, item_give_back
from returns.services.handing_over import Signature
from returns.writing import count_out
from servicedesk.errors import DomainError
from tests.support.goods import made_ready
from tickets.services import job_close, take_next

pytestmark = pytest.mark.django_db
TAKEN = Handing("collected", "张三", voucher_back=True)


@pytest.fixture
def item(receive_one, make_customer, now):
    """A ready item with a job for the technicians."""
    job = NewJob("hardware", "ordinary", "work")
    return made_ready(receive_one(make_customer(), serial="S1", remedy="repair", job=job), now)


@pytest.fixture(params=["handover", "supplier", "repairer"])
def out(request, item, counter, now):
    """Something of the item that is out, and what brings it back."""
    if request.param == "handover":
        (handover,) = handovers_make(item, [Kind.PAY_REPAIRER], by=counter, now=now)

        def back(finance):
            handover_sign(handover_id=handover.pk, by=finance, now=now, signature=Signature(reference="B1"))

    elif request.param == "supplier":
        trip = Trip.objects.create(
            item=item, supplier=Supplier.objects.create(name="上家"), state="away", sent_on=now.date(), ours=True
        )

        def back(_finance):
            Trip.objects.filter(pk=trip.pk).update(state="back")
            _count(item, now)

    else:
        repair = OutsideRepair.objects.create(item=item, repairer="隔壁", sent_at=now, sent_by=counter)

        def back(_finance):
            OutsideRepair.objects.filter(pk=repair.pk).update(state="back", back_at=now, repaired=True)
            _count(item, now)

    _count(item, now)
    return back


def _count(item, now):
    count_out(ReturnedItem.objects.get(pk=item.pk), now=now)


def test_the_item_ends_but_closes_with_the_last_errand_only(item, out, counter, finance, now):
    item_give_back(item_id=item.pk, by=counter, now=now, handing=TAKEN)
    item.refresh_from_db()
    assert (item.ended_at, item.out, item.closed_at) == (now, 1, None)
    out(finance)
    item.refresh_from_db()
    assert (item.out, item.closed_at) == (0, now)


def test_the_job_closes_after_it_only(item, out, technician, finance, now):
    job = take_next(by=technician, now=now)
    close = {"job_id": job.pk, "by": technician, "now": now, "outcome": "solved", "work_done": "换电容"}
    with pytest.raises(DomainError) as caught:
        job_close(**close)
    assert caught.value.code == "job.out"
    out(finance)
    job_close(**close)


def test_the_database_itself_refuses_it(item, counter, now):
    handovers_make(item, [Kind.PAY_REPAIRER], by=counter, now=now)
    with pytest.raises(IntegrityError, match="returns_item_closed_with_nothing_out"), transaction.atomic():
        ReturnedItem.objects.filter(pk=item.pk).update(
            state="given_back", ended_at=now, delivered_at=now, closed_at=now
        )
    assert HandOver.objects.open().exists()
