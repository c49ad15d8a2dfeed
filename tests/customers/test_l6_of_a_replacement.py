"""L6, W9: a replacement under the old dates takes over the days its predecessor was in repair; a fresh one does not."""

from datetime import date, timedelta

import pytest

from customers.selectors import machine_overview
from customers.services import machine_come_back, machine_leave, machine_replace
from returns.models import ReturnedItem
from servicedesk.clock import local_date

pytestmark = pytest.mark.django_db
BOUGHT = date(2026, 1, 10)


@pytest.fixture
def old(make_customer, make_machine, now):
    """A brand host bought on 10 January, ten days in repair since."""
    machine = make_machine(make_customer(), serial="S1", brand_class="brand", purchased_on=BOUGHT, model="TCL S3")
    came = now - timedelta(days=30)
    went = came + timedelta(days=10)
    ReturnedItem.objects.create(
        item_no="F1", customer=machine.customer, machine=machine, product="主机", category="desktop_host",
        condition="faulty", remedy="repair", received_at=came, state="given_back", ended_at=went, delivered_at=went,
    )  # fmt: skip
    return machine


def replaced(old, now, bought):
    return machine_replace(machine_id=old.pk, by=None, now=now, item_no="F2", serial="S2", purchased_on=bought)


def test_under_the_old_dates_the_days_in_repair_go_on_counting(old, now):
    new = replaced(old, now, BOUGHT)
    page = machine_overview(new, now=now)
    assert (page.warranty.ends_on, page.warranty.days_added) == (date(2029, 1, 20), 10)
    assert page.before == [old]


def test_afresh_they_do_not(old, now):
    page = machine_overview(replaced(old, now, local_date(now)), now=now)
    assert (page.warranty.ends_on, page.warranty.days_added) == (date(2029, 10, 15), 0)


def test_what_is_in_the_house_now_moves_the_end_every_day(old, now):
    new = replaced(old, now, BOUGHT)
    ReturnedItem.objects.create(
        item_no="F3", customer=new.customer, machine=new, product="主机", category="desktop_host",
        condition="faulty", remedy="repair", received_at=now,
    )  # fmt: skip
    assert machine_overview(new, now=now + timedelta(days=3)).warranty.days_added == 13


def test_goods_that_got_lost_do_not_move_it_for_ever(old, now):
    ReturnedItem.objects.filter(item_no="F1").update(state="lost", delivered_at=None)
    assert machine_overview(old, now=now).warranty.days_added == 10


def test_a_machine_is_replaced_once(old, now):
    new = replaced(old, now, BOUGHT)
    assert replaced(old, now, BOUGHT) is None
    old.refresh_from_db()
    assert old.replaced_by == new
    machine_leave(machine_id=old.pk, by=None, now=now, how="refunded", item_no="F9")
    old.refresh_from_db()
    assert old.left_as == "replaced"


def test_only_a_lost_one_comes_back(old, now):
    for how, back in (("lost", None), ("refunded", local_date(now))):
        machine_leave(machine_id=old.pk, by=None, now=now, how=how, item_no="F9")
        machine_come_back(machine_id=old.pk, by=None, now=now, item_no="F9")
        old.refresh_from_db()
        assert old.left_on == back


def test_it_is_no_longer_offered_but_its_page_stays(old, client_of, counter, now):
    replaced(old, now, BOUGHT)
    desk = client_of(counter)
    page = desk.get(f"/machines/{old.machine_no}/").content.decode()
    assert "the customer's no more: Replaced" in page
    assert f"machine={old.machine_no}" not in page
    detail = desk.get(f"/customers/{old.customer.customer_no}/").context["page"]
    assert [each.serial for each in detail.machines] == ["S2"]
    assert detail.former == [old]
    form = desk.get("/jobs/new/", {"customer": old.customer.customer_no}).context["form"]
    assert [each.serial for each in form.fields["machine"].queryset] == ["S2"]
