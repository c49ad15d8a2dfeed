"""W13, A3 under concurrency: one remedy is in force, and what finance has paid out is never chosen away."""

import itertools
import threading
from functools import partial

import pytest
from django.db import IntegrityError

from records.models import Entry
from returns.models import HandOver, ReturnedItem
from returns.services import Signature, choosing, handing_over, handover_sign, remedy_choose
from returns.services.choosing import Wish
from servicedesk.errors import DomainError
from tests.tickets.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 8
SWAP, REFUND = (Wish(remedy, agreed_by="李雷", overrule="老客户") for remedy in ("swap", "refund"))


def losers(results) -> list[str]:
    return [result.code for result in results if isinstance(result, DomainError)]


def chosen(item) -> list[str]:
    """The remedies that the history tells of."""
    entries = Entry.objects.of("item", item.pk).filter(code="goods.remedy_chosen")
    return [entry.data["remedy"] for entry in entries]


@pytest.fixture
def faulty_board(county_board):
    """faulty_board() -> a county agent's faulty board, each with a serial number of its own."""
    serials = itertools.count(1)
    return lambda: county_board(condition="faulty", fault="不亮", serial=f"SN{next(serials)}")


@pytest.fixture
def two_choose(faulty_board, service_manager, company_manager, now):
    """two_choose() -> the item and the results of two people who choose for it at the same instant, each from a page
    that shows it as received."""

    def race():
        item = faulty_board()
        choose = partial(remedy_choose, item_id=item.pk, now=now, seen=item.standing)
        results = at_once(
            partial(choose, by=service_manager, wish=SWAP), partial(choose, by=company_manager, wish=REFUND)
        )
        item.refresh_from_db()
        return item, results

    return race


@pytest.fixture
def chosen_while_paid(faulty_board, service_manager, finance, now):
    """chosen_while_paid(before=) -> an item whose refund finance pays at the instant in which a swap is chosen instead,
    and the results (signed, chosen)."""

    def race(before=lambda: None):
        item = faulty_board()
        remedy_choose(item_id=item.pk, by=service_manager, now=now, wish=REFUND)
        pay = item.handovers.get(kind="pay_refund").pk
        before()
        results = at_once(
            partial(handover_sign, handover_id=pay, by=finance, now=now, signature=Signature(reference="B1")),
            partial(remedy_choose, item_id=item.pk, by=service_manager, now=now, wish=SWAP),
        )
        item.refresh_from_db()
        return item, results

    return race


@pytest.fixture
def nothing_held(monkeypatch):
    """nothing_held() -> from now on items are read as the ORM would have it, without holding their rows, and two people
    meet when both have looked and neither has written."""

    def unheld(item_id):
        return ReturnedItem.objects.select_related("customer", "machine", "job", "paper", "holder").get(pk=item_id)

    def meeting(look, met):
        def meets(*given):
            found = look(*given)
            met.wait(30)
            return found

        return meets

    def make():
        met = threading.Barrier(2)
        monkeypatch.setattr(choosing, "read", unheld)
        monkeypatch.setattr(handing_over, "read_all", lambda ids: {pk: unheld(pk) for pk in set(ids)})
        monkeypatch.setattr(choosing, "_replace_earlier", meeting(choosing._replace_earlier, met))
        monkeypatch.setattr(handing_over, "_to_answer", meeting(handing_over._to_answer, met))

    return make


def test_two_clerks_choose_a_remedy_for_one_item(two_choose):
    for _round in range(ROUNDS):
        item, results = two_choose()
        assert losers(results) == ["goods.moved_meanwhile"]
        (choice,) = item.choices.all()
        assert chosen(item) == [choice.remedy] == [item.remedy]
        assert item.internal_papers.count() == 1
        wanted = {"swap": {"book_faulty", "release_new"}, "refund": {"book_faulty", "pay_refund"}}[choice.remedy]
        assert set(item.handovers.values_list("kind", flat=True)) == wanted
        assert item.out == len(wanted)


def test_another_remedy_is_chosen_while_finance_pays_the_first(chosen_while_paid):
    for _round in range(ROUNDS):
        item, (signed, choice) = chosen_while_paid()
        paid = item.handovers.get(kind="pay_refund")
        if isinstance(signed, HandOver):
            assert choice.code == "remedy.already_signed"
            assert (item.remedy, paid.state, item.state) == ("refund", "signed", "ready")
            assert not HandOver.objects.filter(item=item, kind="release_new").exists()
        else:
            assert signed.code == "handover.moved_meanwhile"
            assert (item.remedy, paid.state, paid.signed_by) == ("swap", "withdrawn", None)
        assert item.choices.filter(current=True).count() == 1
        assert item.out == item.handovers.open().count()


def test_without_holding_the_item_only_the_constraint_would_stop_a_second_choice(two_choose, nothing_held):
    """The negative control: both find the item as received, and one runs into the database instead of being told."""
    nothing_held()
    with pytest.raises(IntegrityError, match="returns_choice_one_current"):
        two_choose()


def test_without_holding_the_item_money_is_paid_for_what_was_chosen_away(chosen_while_paid, nothing_held):
    """The negative control: the refund is paid, and the swap is on its way as well."""
    item, results = chosen_while_paid(before=nothing_held)
    assert losers(results) == []
    assert item.handovers.get(kind="pay_refund").state == "signed"
    assert item.handovers.get(kind="release_new").state == "open"
