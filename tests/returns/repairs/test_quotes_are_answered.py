"""A quote with its items: made, answered, withdrawn; one at a time (L4, P)."""

from decimal import Decimal
from functools import partial

import pytest

from records.policies import is_well_formed
from returns.policies.quotes import NewLine
from returns.services import item_give_to_technician, quote_answer, quote_make, quote_withdraw
from tests.returns.repairs.conftest import LINES, TOTAL

pytestmark = pytest.mark.django_db


def test_a_quote_has_a_number_its_lines_and_their_sum(quoted):
    item = quoted()
    quote = item.quotes.get()
    assert quote.quote_no.startswith("HJ2610")
    assert is_well_formed(quote.quote_no)
    assert [(line.kind, line.text, line.quantity, line.amount) for line in quote.lines.all()] == [
        ("labour", "清灰", 1, Decimal("80.00")),
        ("part", "风扇", 2, Decimal("91.00")),
    ]
    assert (quote.total, quote.state, item.state) == (TOTAL, "open", "quoted")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "quote.lines.missing"),
        ([NewLine("labour", " ", Decimal("1"))], "quote.line.text"),
        ([NewLine("gift", "x", Decimal("1"))], "quote.line.text"),
        ([NewLine("labour", "x", Decimal("-0.01"))], "quote.line.price"),
        ([NewLine("labour", "x", Decimal("0.001"))], "quote.line.price"),
        ([NewLine("labour", "x", Decimal("1"), 0)], "quote.line.quantity"),
        ([NewLine("labour", "x", Decimal("9999999999"), 999)], "quote.line.price"),
        ([NewLine("labour", "x", Decimal("9999999999")), *LINES], "quote.lines.total"),
        ([NewLine("labour", "x", Decimal("1"))] * 21, "quote.lines.many"),
    ],
)
def test_lines_that_are_no_quote(to_repair, counter, now, refused_with, lines, code):
    item = to_repair()
    refused_with(code, partial(quote_make, item_id=item.pk, by=counter, now=now, lines=lines), item)


def test_there_is_one_quote_at_a_time(quoted, answer, counter, now, refused_with):
    item = answer(quoted())
    refused_with("quote.standing", partial(quote_make, item_id=item.pk, by=counter, now=now, lines=LINES), item)


def test_accepted_goods_go_to_the_technician_who_has_them(to_repair, do, answer, counter, technician):
    item = do(item_give_to_technician, to_repair(), counter, to=technician)
    item = answer(do(quote_make, item, technician, lines=LINES))
    assert (item.state, item.holder) == ("with_technician", technician)


def test_accepted_goods_that_nobody_has_on_the_bench_wait_for_a_technician(quoted, answer):
    assert answer(quoted()).state == "chosen"


def test_a_technician_who_quotes_takes_the_goods_with_it(to_repair, do, answer, technician):
    item = answer(do(quote_make, to_repair(), technician, lines=LINES))
    assert (item.state, item.holder) == ("with_technician", technician)


def test_refused_goods_are_ready_to_go_back_as_they_came(quoted, answer):
    item = answer(quoted(), accepted=False)
    assert (item.state, item.finding) == ("ready", "quote_refused")


def test_who_answered_when_and_how_is_kept(quoted, answer, counter, now):
    quote = answer(quoted()).quotes.get()
    kept = quote.answered_by, quote.answered_how, quote.answered_at, quote.recorded_by
    assert kept == ("李小雷", "phone", now, counter)


@pytest.mark.parametrize(
    ("told", "code"), [({"answered_by": " "}, "goods.reason_missing"), ({"answered_how": "dream"}, "quote.how")]
)
def test_an_answer_says_who_and_how(quoted, counter, now, refused_with, told, code):
    item = quoted()
    fields = {"quote_no": item.quotes.get().quote_no, "accepted": True, "answered_by": "李", "answered_how": "phone"}
    refused_with(code, partial(quote_answer, item_id=item.pk, by=counter, now=now, **fields | told), item)


def test_a_quote_that_was_made_anew_is_not_answered_by_a_page_of_the_old_one(quoted, do, answer, counter, now):
    from servicedesk.errors import DomainError

    item = quoted()
    old = item.quotes.get().quote_no
    do(quote_withdraw, item, counter, quote_no=old, reason="漏了一项")
    do(quote_make, item, counter, lines=LINES)
    with pytest.raises(DomainError) as error:
        answer(item, quote_no=old)
    assert error.value.code == "quote.moved_meanwhile"
    assert item.quotes.latest("pk").state == "open"
