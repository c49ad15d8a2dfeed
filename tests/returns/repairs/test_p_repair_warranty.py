"""P: for 180 days after a repair the same fault is free of charge; that the customer pays is a manager's word."""

from datetime import date, timedelta
from functools import partial

import pytest

from records.models import Entry
from returns.models import RemedyChoice
from returns.policies.choices import repair_offer
from returns.policies.remedies import Repair
from returns.services import item_repaired, quote_make, remedy_choose
from returns.services.choosing import Wish
from servicedesk.errors import DomainError
from tests.returns.repairs.conftest import LINES
from tests.support.goods import given_back, made_ready
from tickets.services import job_open

pytestmark = pytest.mark.django_db
PAID, FREE = Repair(True, "L4", False), Repair(True, "W4", True)


@pytest.fixture
def repaired(to_repair, now):
    """Goods that were repaired and given back today, out of guarantee."""
    item = to_repair(serial="SN9")
    made_ready(item, now)
    given_back(item, now)
    return item


@pytest.fixture
def again(repaired, receive_one, now):
    """again(days, **fields): they come in again, to be repaired."""

    def make(days=180, **fields):
        known = {"purchased_on": repaired.purchased_on, "sale_price": repaired.sale_price, **fields}
        at = now + timedelta(days=days)
        return receive_one(repaired.customer, serial="sn 9", remedy="repair", at=at, **known)

    return make


def choose(item, by, overrule="", days=180):
    wish = Wish("repair", overrule=overrule)
    remedy_choose(item_id=item.pk, by=by, now=item.received_at, wish=wish)
    item.refresh_from_db()
    return item.choices.get(current=True)


@pytest.mark.parametrize(
    ("told", "covered", "paid", "offered"),
    [
        (PAID, False, False, (True, "L4", False)),
        (PAID, True, False, (True, "P", True)),
        (PAID, True, True, (False, "P", False)),
        (FREE, True, True, (True, "W4", True)),
        (None, False, False, (True, "W4", None)),
        (None, True, False, (True, "P", True)),
    ],
)
def test_what_a_repair_costs(told, covered, paid, offered):
    found = repair_offer(told, covered=covered, paid=paid)
    assert (found.allowed, found.rule, found.free) == offered


@pytest.mark.parametrize(("days", "rule", "free"), [(180, "P", True), (181, "L4", False)])
def test_within_180_days_it_is_free_from_the_intake_on(again, technician, days, rule, free):
    item = again(days)
    choice = RemedyChoice.objects.get(item=item, current=True)
    assert (choice.rule, choice.free) == (rule, free)
    repair = partial(item_repaired, item_id=item.pk, by=technician, now=item.received_at, work_done="换风扇")
    if free:
        assert repair().state == "ready"
    else:
        with pytest.raises(DomainError):
            repair()


def test_also_while_facts_are_missing(again):
    assert RemedyChoice.objects.get(item=again(sale_price=None), current=True).rule == "P"


def test_intact_goods_are_not_repaired_under_warranty(again):
    assert RemedyChoice.objects.get(item=again(condition="intact", fault=""), current=True).rule != "P"


def test_a_fault_of_another_kind_is_not_covered(repaired, again, counter, now):
    about = {"customer": repaired.customer, "severity": "ordinary", "purpose": "work", "brand_class": "", "fault": "x"}
    opened = {name: job_open(by=counter, now=now, domain=name, **about) for name in ("hardware", "software")}
    item = again()
    for mine, earlier, rule in [
        ("hardware", "software", "L4"), ("hardware", "hardware", "P"), ("hardware", None, "P"), (None, "software", "P"),
    ]:  # fmt: skip
        type(item).objects.filter(pk=item.pk).update(job=opened.get(mine))
        type(item).objects.filter(pk=repaired.pk).update(job=opened.get(earlier))
        assert choose(item, counter).rule == rule


def test_a_paid_quote_takes_a_managers_reason(again, counter, service_manager, refused_with):
    item = again()
    quote = partial(quote_make, item_id=item.pk, by=counter, now=item.received_at, lines=LINES)
    refused_with("quote.free", quote, item)
    with pytest.raises(DomainError) as error:
        choose(item, counter, overrule="另一处故障")
    assert error.value.code == "remedy.refused"
    choice = choose(item, service_manager, overrule="另一处故障")
    assert (choice.rule, choice.free, choice.overruled, choice.overrule_reason) == ("P", False, True, "另一处故障")
    assert Entry.objects.of("item", item.pk).filter(code="goods.remedy_overruled", data__reason="另一处故障").exists()
    assert quote().item_id == item.pk


def test_a_choice_made_before_it_was_known_is_chosen_anew(again, counter, refused_with):
    item = again()
    RemedyChoice.objects.filter(item=item).update(rule="L4", free=False)
    refused_with(
        "quote.in_warranty", partial(quote_make, item_id=item.pk, by=counter, now=item.received_at, lines=LINES), item
    )


def test_the_desk_says_so_at_intake_and_when_choosing(repaired, again, client_of, counter, now):
    with_serial = {"serial": "SN9", "condition": "faulty", "on": (now + timedelta(days=9)).date().isoformat()}
    told = client_of(counter).get("/returns/what-if/", with_serial).content.decode()
    item = again(9, purchased_on=date(2024, 1, 5))
    chosen = client_of(counter).get(f"/returns/items/{item.item_no}/remedy/").content.decode()
    shown = client_of(counter).get(f"/returns/items/{item.item_no}/").content.decode()
    assert "free for the same fault until 2027-04-13" in chosen
    for page in (told, chosen, shown):
        assert f"Repaired before ({repaired.item_no}), under warranty until 2027-04-13" in page
