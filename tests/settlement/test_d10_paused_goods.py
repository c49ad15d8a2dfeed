"""D10, S-R4: while we wait for the customer the days do not run, nor do they for the deduction."""

from datetime import date, datetime, timedelta

import pytest

from deadlines.models import Deadline, Pause
from returns.models import ReturnedItem
from servicedesk.clock import day_end, from_local
from tests.settlement.facts import AFTER, OCTOBER, at, item, of_t1, told

RECEIVED = from_local(datetime(2026, 10, 1, 9, 0))


def test_the_limits_are_where_the_pauses_moved_them():
    moved = item(limits=(date(2026, 10, 16), date(2026, 10, 26)))
    assert told(of_t1(items=[moved])) == [("S-R4", "F1", 16, "-10.00"), ("S-R4", "F1", 26, "-10.00")]
    assert told(of_t1(items=[item(limits=(date.max, date.max))])) == []


@pytest.fixture
def goods(technician, customer):
    """Goods of 1 October, deadlines of which were paused from a day for so many days; None: they still are."""

    def make(days: int | None, kinds=("goods_back", "goods_late"), since=5):
        found = ReturnedItem.objects.create(
            item_no="F1", customer=customer, product="主板", category="board", condition="faulty",
            received_at=RECEIVED, received_by=technician,
        )  # fmt: skip
        for kind, span in (("goods_back", 10), ("goods_late", 20)):
            if kind not in kinds:
                continue
            deadline = Deadline.objects.create(
                kind=kind, subject="item", subject_id=found.pk, number="F1", started_at=RECEIVED,
                due_at=day_end(date(2026, 10, 1) + timedelta(days=span + (days or 0))), terms_version="rulebook",
                plan=[], state="running" if days else "paused",
            )  # fmt: skip
            ended = at(since) + timedelta(days=days) if days else None
            Pause.objects.create(deadline=deadline, reason="等客户答复", began_at=at(since), ended_at=ended)

    return make


def test_a_pause_moves_both_lines(goods, technician, sheet):
    goods(days=7)
    assert told(sheet(technician)) == [("S-R4", "F1", 18, "-10.00"), ("S-R4", "F1", 28, "-10.00")]


def test_a_long_pause_moves_a_line_into_a_later_month(goods, technician, sheet):
    goods(days=40)
    assert sheet(technician) is None
    assert told(sheet(technician, OCTOBER.following)) == [("S-R4", "F1", 20, "-10.00"), ("S-R4", "F1", 30, "-10.00")]


def test_while_it_goes_on_nothing_falls_due(goods, technician, sheet):
    goods(days=None)
    assert [sheet(technician, month, AFTER) for month in (OCTOBER, OCTOBER.following)] == [None, None]


def test_who_waits_for_the_customer_after_the_tenth_day_moves_the_twentieth_alone(goods, technician, sheet):
    goods(days=5, kinds=("goods_late",), since=15)
    assert told(sheet(technician)) == [("S-R4", "F1", 11, "-10.00"), ("S-R4", "F1", 26, "-10.00")]


def test_a_pause_of_the_first_limit_alone_leaves_the_second_where_it_was(goods, technician, sheet):
    goods(days=4, kinds=("goods_back",))
    assert told(sheet(technician)) == [("S-R4", "F1", 15, "-10.00"), ("S-R4", "F1", 21, "-10.00")]


def test_the_second_limit_never_comes_before_the_first(goods, technician, sheet):
    goods(days=15, kinds=("goods_back",))
    assert [line[2:] for line in told(sheet(technician))] == [(26, "-10.00"), (26, "-10.00")]
