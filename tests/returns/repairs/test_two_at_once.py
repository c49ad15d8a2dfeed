"""Two people at one quote or one item at the same instant: one wins, the other is told, nothing is written twice."""

import threading
from functools import partial

import pytest

from records.models import Entry
from returns.models import Quote, ReturnedItem
from returns.services import item_give_to_technician, quote_answer, quote_make, quote_settle, quote_withdraw, quoting
from servicedesk.errors import DomainError
from tests.returns.repairs.conftest import LINES
from tests.tickets.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 8


def losers(results):
    return [result.code for result in results if isinstance(result, DomainError)]


def entries(item, code):
    return Entry.objects.of("item", item.pk).filter(code=code).count()


def test_two_clerks_answer_one_quote(quoted, counter, service_manager, now):
    for _round in range(ROUNDS):
        item = quoted()
        quote = item.quotes.get()
        told = {"item_id": item.pk, "quote_no": quote.quote_no, "now": now, "seen": item.standing}
        told |= {"answered_by": "李雷", "answered_how": "phone"}
        results = at_once(
            partial(quote_answer, by=counter, accepted=True, **told),
            partial(quote_answer, by=service_manager, accepted=False, **told),
        )
        assert losers(results) == ["goods.moved_meanwhile"]
        item.refresh_from_db()
        quote.refresh_from_db()
        assert (quote.state, item.state) in {("accepted", "chosen"), ("refused", "ready")}
        assert entries(item, "goods.quote_accepted") + entries(item, "goods.quote_refused") == 1


def test_two_answer_a_quote_for_goods_that_are_elsewhere(to_repair, do, counter, service_manager, now):
    from returns.services import item_send_outside

    for _round in range(ROUNDS):
        item = do(item_send_outside, to_repair(), counter, repairer="宏图")
        do(quote_make, item, counter, lines=LINES)
        told = {"item_id": item.pk, "quote_no": item.quotes.get().quote_no, "now": now, "seen": item.standing}
        told |= {"answered_by": "李雷", "answered_how": "phone"}
        results = at_once(
            partial(quote_answer, by=counter, accepted=True, **told),
            partial(quote_answer, by=service_manager, accepted=False, **told),
        )
        assert losers(results) == ["quote.moved_meanwhile"]


def test_two_make_a_quote(to_repair, counter, service_manager, now):
    for _round in range(ROUNDS):
        item = to_repair()
        make = partial(quote_make, item_id=item.pk, now=now, lines=LINES, seen=item.standing)
        results = at_once(partial(make, by=counter), partial(make, by=service_manager))
        assert losers(results) == ["goods.moved_meanwhile"]
        assert Quote.objects.filter(item=item).count() == 1


def test_one_withdraws_what_another_settles(quoted, answer, do, technician, counter, service_manager, now):
    from returns.services import item_repaired

    for _round in range(ROUNDS):
        item = do(item_repaired, answer(quoted()), technician, work_done="x")
        quote = item.quotes.get()
        charged = {line.position: line.amount for line in quote.lines.all()}
        told = {"item_id": item.pk, "now": now, "seen": item.standing}
        results = at_once(
            partial(quote_settle, by=counter, charged=charged, **told),
            partial(quote_withdraw, by=service_manager, quote_no=quote.quote_no, reason="x", **told),
        )
        assert len(losers(results)) <= 1
        quote.refresh_from_db()
        owed = item.handovers.open().filter(kind="collect_charge").count()
        assert (quote.state, quote.settled_at is not None, owed) in {("accepted", True, 1), ("withdrawn", False, 0)}


def test_two_technicians_take_the_same_goods(to_repair, technician, other_technician, now):
    for _round in range(ROUNDS):
        item = to_repair()
        take = partial(item_give_to_technician, item_id=item.pk, now=now, seen=item.standing)
        results = at_once(
            partial(take, by=technician, to=technician), partial(take, by=other_technician, to=other_technician)
        )
        assert losers(results) == ["goods.moved_meanwhile"]
        assert entries(item, "goods.given_to_technician") == 1


def test_without_holding_the_item_both_would_win(quoted, counter, service_manager, now, monkeypatch):
    """The control: what keeps the second answer out is the held row, not chance."""
    item, both_know_it_open = quoted(), threading.Barrier(2)
    read_unheld = ReturnedItem.objects.select_related("holder", "job").get
    monkeypatch.setattr(quoting, "read", lambda item_id: read_unheld(pk=item_id))
    monkeypatch.setattr(quoting, "may_move", lambda old, new: both_know_it_open.wait(30) >= 0)
    told = {"item_id": item.pk, "quote_no": item.quotes.get().quote_no, "now": now}
    told |= {"answered_by": "李雷", "answered_how": "phone"}
    results = at_once(
        partial(quote_answer, by=counter, accepted=True, **told),
        partial(quote_answer, by=service_manager, accepted=False, **told),
    )
    assert losers(results) == []
    assert entries(item, "goods.quote_accepted") + entries(item, "goods.quote_refused") == 2
