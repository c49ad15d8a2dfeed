"""A3 under concurrency: one hand-over has one name under it, and the last signature makes the item ready, once."""

import threading
from functools import partial

import pytest

from records.models import Entry
from returns.models import HandOver, ReturnedItem
from returns.services import Signature, handing_over, handover_offer_again, handover_refuse, handover_sign
from servicedesk.errors import DomainError
from tests.tickets.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 8


def losers(results) -> list[str]:
    return [result.code for result in results if isinstance(result, DomainError)]


def told(item, code: str) -> int:
    return Entry.objects.of("item", item.pk).filter(code=code).count()


@pytest.fixture
def two_sign_one(handed_over, warehouse, make_staff, now):
    """two_sign_one() -> the item and the results of two people who sign for the same goods at the same instant."""
    second = make_staff("W2", roles={"warehouse"})

    def race():
        item = handed_over("refund")
        sign = partial(handover_sign, handover_id=item.handovers.get(kind="stock_in").pk, now=now)
        return item, at_once(partial(sign, by=warehouse), partial(sign, by=second))

    return race


@pytest.fixture
def two_gates(handed_over, finance, warehouse, now):
    """two_gates() -> an exchange whose money and whose new goods are signed at the same instant, and the results."""

    def race():
        item = handed_over("exchange")
        book, release = (item.handovers.get(kind=kind).pk for kind in ("book_difference", "release_new"))
        new = Signature(serial=f"NEW{item.pk}")  # no unit is given out twice (W9)
        results = at_once(
            partial(handover_sign, handover_id=book, by=finance, now=now, signature=Signature(reference="B1")),
            partial(handover_sign, handover_id=release, by=warehouse, now=now, signature=new),
        )
        item.refresh_from_db()
        return item, results

    return race


@pytest.fixture
def nothing_held(monkeypatch):
    """Items are read as the ORM would have it, without holding their rows."""

    def read_all(item_ids):
        return {pk: ReturnedItem.objects.select_related("customer", "job").get(pk=pk) for pk in set(item_ids)}

    monkeypatch.setattr(handing_over, "read_all", read_all)


def test_two_people_sign_one_handover(two_sign_one):
    for _round in range(ROUNDS):
        item, results = two_sign_one()
        assert losers(results) == ["handover.moved_meanwhile"]
        assert told(item, "goods.handover_signed") == 1
        winner = next(result for result in results if isinstance(result, HandOver))
        assert item.handovers.get(kind="stock_in").signed_by == winner.signed_by


def test_unless_the_item_is_held_both_of_them_sign(two_sign_one, nothing_held, monkeypatch):
    """The negative control: both find it open, and the second name is written over the first."""
    answer, met = handing_over._to_answer, threading.Barrier(2)

    def answer_together(*given):
        found = answer(*given)
        met.wait(30)
        return found

    monkeypatch.setattr(handing_over, "_to_answer", answer_together)
    item, results = two_sign_one()
    assert losers(results) == []
    assert told(item, "goods.handover_signed") == 2


def test_the_last_of_two_signatures_makes_the_item_ready_once(two_gates):
    for _round in range(ROUNDS):
        item, results = two_gates()
        assert losers(results) == []
        assert (item.state, item.finding, item.out) == ("ready", "exchanged", 1)  # the goods go into stock yet
        assert told(item, "goods.ready") == 1


def test_unless_the_item_is_held_neither_makes_it_ready(two_gates, nothing_held, monkeypatch):
    """The negative control: each sees the other's as open still, and the customer waits for ever."""
    ready, met = handing_over._ready_when_all_signed, threading.Barrier(2)

    def ready_together(item, by, now):
        waits = any(each.meta.gates for each in item.handovers.open())
        met.wait(30)
        if not waits:
            ready(item, by, now)

    monkeypatch.setattr(handing_over, "_ready_when_all_signed", ready_together)
    item, results = two_gates()
    assert losers(results) == []
    assert not item.handovers.open().filter(kind__in=["book_difference", "release_new"]).exists()
    assert item.state == "handing_over"


def test_people_with_the_same_pile_in_another_order(handed_over, warehouse, make_staff, now):
    """All or none: whoever comes second is told, and nothing of the pile has two names."""
    second = make_staff("W2", roles={"warehouse"})
    for _round in range(ROUNDS):
        ids = [handed_over("refund").handovers.get(kind="stock_in").pk for _n in range(3)]
        sign = partial(handing_over.handovers_sign, now=now)
        results = at_once(
            partial(sign, by=warehouse, handover_ids=ids), partial(sign, by=second, handover_ids=ids[::-1])
        )
        assert losers(results) == ["handover.moved_meanwhile"]
        assert HandOver.objects.filter(pk__in=ids).values("signed_by").distinct().count() == 1


def test_signed_while_a_colleague_refuses_it(handed_over, finance, make_staff, now):
    second = make_staff("F2", roles={"finance"})
    for _round in range(ROUNDS):
        pay = handed_over("refund").handovers.get(kind="pay_refund")
        results = at_once(
            partial(handover_sign, handover_id=pay.pk, by=finance, now=now, signature=Signature(reference="B1")),
            partial(handover_refuse, handover_id=pay.pk, by=second, now=now, reason="不符"),
        )
        pay.refresh_from_db()
        assert losers(results) == ["handover.moved_meanwhile"]
        assert pay.state in {"signed", "refused"}
        assert (pay.reason == "") == (pay.state == "signed")


def test_two_clerks_offer_it_again(handed_over, finance, counter, technician, now):
    for _round in range(ROUNDS):
        pay = handed_over("refund").handovers.get(kind="pay_refund")
        handover_refuse(handover_id=pay.pk, by=finance, now=now, reason="不符")
        offer = partial(handover_offer_again, handover_id=pay.pk, now=now)
        results = at_once(partial(offer, by=counter, note_="改好"), partial(offer, by=technician, note_="改好了"))
        assert losers(results) == ["handover.moved_meanwhile"]
        assert told(pay.item, "goods.handover_offered_again") == 1
