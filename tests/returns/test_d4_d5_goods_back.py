"""D4 and D5: goods are back in 10 days or explained and reported; nobody explained them for 20: the company manager."""

from datetime import timedelta
from decimal import Decimal

import pytest

from deadlines.models import Deadline, Mark
from deadlines.services import sweep
from returns.services import item_explain, item_find, item_lose
from returns.services.losing import Found
from returns.writing import move, read
from servicedesk.clock import day_end, local_date
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_item():
    """of_item(item) -> its deadlines by kind."""

    def read_all(item):
        return {row.kind: row for row in Deadline.objects.of("item", item.pk)}

    return read_all


def codes(person):
    return list(person.notices.order_by("at", "pk").values_list("code", "data__kind"))


def test_they_begin_with_the_receipt(receive_one, make_customer, of_item, counter, now):
    rows = of_item(receive_one(make_customer("other")))
    assert set(rows) == {"goods_back", "goods_late"}
    assert rows["goods_back"].due_at == day_end(local_date(now) + timedelta(days=10))
    assert rows["goods_late"].due_at == day_end(local_date(now) + timedelta(days=20))
    assert rows["goods_back"].owner == counter


def test_d3_begins_for_faulty_goods_of_tiers_two_to_four_alone(receive_one, make_customer, of_item):
    for tier in ("industry", "network", "quasi_industry"):
        assert "spare" in of_item(receive_one(make_customer(tier)))
    assert "spare" not in of_item(receive_one(make_customer("agent")))
    assert "spare" not in of_item(receive_one(make_customer("industry"), condition="intact", fault=""))


def test_never_explained_ten_days_warn_twice_and_go_up_twenty_reach_the_company_manager(
    receive_one, make_customer, counter, service_manager, company_manager, now
):
    receive_one(make_customer("other"))
    for day in range(1, 23):
        sweep(now=now + timedelta(days=day))
    told = [code for code, kind in codes(counter) if kind == "goods_back"]
    assert told == ["notice.warn", "notice.warn_again", "notice.missed"]
    assert ("notice.escalated", "goods_back") in codes(service_manager)
    assert codes(company_manager) == [("notice.escalated", "goods_late")]


def test_explained_in_time_settles_both(receive_one, make_customer, of_item, counter, now):
    item, later = receive_one(make_customer("other")), now + timedelta(days=9)
    item_explain(
        item_id=item.pk, by=counter, now=later, explanation="等厂家配件", channel="phone",
        estimate=local_date(later) + timedelta(days=5),
    )  # fmt: skip
    assert {row.state for row in of_item(item).values()} == {"explained"}


def test_explained_after_the_tenth_day_the_twentieth_is_settled(receive_one, make_customer, of_item, counter, now):
    item, later = receive_one(make_customer("other")), now + timedelta(days=12)
    item_explain(
        item_id=item.pk, by=counter, now=later, explanation="等厂家配件", channel="phone",
        estimate=local_date(later) + timedelta(days=5),
    )  # fmt: skip
    assert {kind: row.state for kind, row in of_item(item).items()} == {
        "goods_back": "missed",
        "goods_late": "explained",
    }


@pytest.mark.parametrize("days", [-1, 367])
def test_a_slip_of_the_year_explains_nothing(receive_one, make_customer, of_item, counter, now, days):
    item = receive_one(make_customer("other"))
    with pytest.raises(DomainError) as refused:
        item_explain(
            item_id=item.pk, by=counter, now=now, explanation="等厂家配件", channel="phone",
            estimate=local_date(now) + timedelta(days=days),
        )  # fmt: skip
    assert (refused.value.code, refused.value.field) == ("goods.estimate", "estimate")
    assert "explained" not in {row.state for row in of_item(item).values()}


def test_back_with_the_customer_is_met_and_lost_is_called_off(receive_one, make_customer, of_item, now):
    back, lost = receive_one(make_customer("other")), receive_one(make_customer("other"))
    later = now + timedelta(days=1)
    move(read(back.pk), state_of("ready"), now=later)
    move(read(back.pk), state_of("given_back"), now=later, delivered_at=later, delivery_kind="collected", signed=True)
    move(read(lost.pk), state_of("lost"), now=later)
    assert {row.state for row in of_item(back).values()} == {"met"}
    assert {row.state for row in of_item(lost).values()} == {"cancelled"}


def test_a_quote_that_waits_for_the_customer_stops_the_clock(receive_one, make_customer, of_item, now):
    item = receive_one(make_customer("other"), remedy="repair")
    move(read(item.pk), state_of("quoted"), now=now + timedelta(days=1))
    assert of_item(item)["goods_back"].state == "paused"
    move(read(item.pk), state_of("chosen"), now=now + timedelta(days=4))
    row = of_item(item)["goods_back"]
    assert (row.state, row.due_at) == ("running", day_end(local_date(now) + timedelta(days=13)))


def test_d6_ready_goods_are_told_the_same_day(receive_one, make_customer, of_item, counter, now):
    from returns.services import item_tell_ready

    item = receive_one(make_customer("other"))
    move(read(item.pk), state_of("ready"), now=now)
    assert of_item(item)["told_ready"].due_at == day_end(local_date(now))
    item_tell_ready(item_id=item.pk, by=counter, now=now, told_whom="李雷", told_how="phone")
    assert of_item(item)["told_ready"].state == "met"


def test_another_tier_brings_the_spare_unit_and_takes_it_away(receive_one, make_customer, of_item, counter, now):
    from customers.services import customer_update

    customer = make_customer("other")
    item = receive_one(customer)
    customer_update(customer_id=customer.pk, by=counter, now=now, tier="network")
    assert of_item(item)["spare"].state == "running"
    customer_update(customer_id=customer.pk, by=counter, now=now, tier="other")
    assert of_item(item)["spare"].state == "cancelled"


def state_of(name):
    from returns.policies.states import State

    return State(name)


def test_found_goods_are_owed_by_the_same_days_and_nothing_happens_twice(
    receive_one, make_customer, of_item, service_manager, now
):
    item = receive_one(make_customer("other"))
    before = of_item(item)
    sweep(now=now + timedelta(days=8))
    lost = now + timedelta(days=8)
    item_lose(item_id=item.pk, by=service_manager, now=lost, found=Found(reason="找不到", value=Decimal(100)))
    sweep(now=now + timedelta(days=12))
    assert {row.state for row in of_item(item).values()} == {"cancelled"}
    item_find(item_id=item.pk, by=service_manager, now=now + timedelta(days=12), reason="在柜子后面")
    rows = of_item(item)
    assert {kind: row.due_at for kind, row in rows.items()} == {kind: row.due_at for kind, row in before.items()}
    assert {row.state for row in rows.values()} == {"running"}
    sweep(now=now + timedelta(days=12))
    marks = Mark.objects.filter(deadline=rows["goods_back"]).order_by("at", "pk")
    assert list(marks.values_list("stage", flat=True)) == ["warn", "warn_again", "missed", "escalated"]
    assert of_item(item)["goods_back"].state == "missed"
    assert marks.get(stage="missed").at == rows["goods_back"].due_at


def test_what_was_missed_before_the_loss_is_open_again_once_found(
    receive_one, make_customer, of_item, service_manager, now
):
    item, late = receive_one(make_customer("other")), now + timedelta(days=11)
    sweep(now=late)
    item_lose(item_id=item.pk, by=service_manager, now=late, found=Found(reason="找不到", value=Decimal(100)))
    item_find(item_id=item.pk, by=service_manager, now=late, reason="在柜子后面")
    row = of_item(item)["goods_back"]
    assert (row.state, row.ended_at, row.next_at) == ("missed", None, None)
