"""D6: a hand-over is due by the end of the day on which goods change hands; ordered goods, of the day they come in."""

from datetime import date, datetime, timedelta

import pytest

from returns.models import HandOver
from returns.policies.handovers import due_at
from returns.services import handover_expect
from rulebook.policies import Terms
from servicedesk.clock import from_local
from servicedesk.errors import DomainError

TOMORROW, NEXT_WEEK = date(2026, 10, 16), date(2026, 10, 22)


def end_of(day: date) -> datetime:
    return from_local(datetime(day.year, day.month, day.day, 23, 59, 59))


@pytest.mark.parametrize("hour", [0, 10, 23])
def test_d6_the_end_of_the_same_day(hour):
    made = from_local(datetime(2026, 10, 15, hour, 30))
    assert due_at(made, terms=Terms()).replace(microsecond=0) == end_of(date(2026, 10, 15))


def test_ordered_goods_are_due_when_they_are_expected_but_never_in_the_past():
    made = from_local(datetime(2026, 10, 15, 10, 0))
    for expected, due in ((NEXT_WEEK, NEXT_WEEK), (date(2026, 10, 1), date(2026, 10, 15))):
        assert due_at(made, terms=Terms(), expected_on=expected).replace(microsecond=0) == end_of(due)


@pytest.fixture
def ordered(handed_over, sign):
    """A swap whose new item purchasing has ordered for tomorrow; gives its release."""
    item = handed_over("swap", "faulty", in_stock=False)
    sign(item, "order_new", reference="CG-1", expected_on=TOMORROW)
    return item.handovers.get(kind="release_new")


@pytest.mark.django_db
def test_a3_what_was_ordered_is_released_once_it_is_in(ordered):
    item = ordered.item
    assert (ordered.state, ordered.role, ordered.paper) == ("open", "warehouse", item.internal_papers.get())
    assert ordered.due_at.replace(microsecond=0) == end_of(TOMORROW)
    item.refresh_from_db()
    assert item.state == "handing_over"


@pytest.mark.django_db
def test_purchasing_corrects_the_day_with_a_reason_and_the_order_keeps_what_was_signed(ordered, purchasing, now):
    handover_expect(handover_id=ordered.pk, by=purchasing, now=now, expected_on=NEXT_WEEK, reason="厂家缺货")
    ordered.refresh_from_db()
    assert (ordered.expected_on, ordered.due_at.replace(microsecond=0)) == (NEXT_WEEK, end_of(NEXT_WEEK))
    assert ordered.item.handovers.get(kind="order_new").expected_on == TOMORROW


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "day", "reason", "code"),
    [
        ("warehouse", NEXT_WEEK, "厂家缺货", "handover.not_yours"),
        ("purchasing", date(2026, 10, 14), "厂家缺货", "handover.order"),
        ("purchasing", NEXT_WEEK, " ", "goods.reason_missing"),
    ],
)
def test_what_is_no_correction_changes_nothing(ordered, cast, now, who, day, reason, code):
    with pytest.raises(DomainError) as refused:
        handover_expect(handover_id=ordered.pk, by=cast[who], now=now, expected_on=day, reason=reason)
    ordered.refresh_from_db()
    assert (refused.value.code, ordered.expected_on) == (code, TOMORROW)


@pytest.mark.django_db
def test_what_is_given_out_is_not_expected_any_more(ordered, sign, purchasing, now):
    sign(ordered.item, "release_new", voucher_no=ordered.paper.paper_no, serial="NEW1")
    with pytest.raises(DomainError) as refused:
        handover_expect(handover_id=ordered.pk, by=purchasing, now=now, expected_on=NEXT_WEEK, reason="厂家缺货")
    assert refused.value.code == "handover.moved_meanwhile"


@pytest.mark.django_db
def test_d6_late_is_what_is_open_past_its_day(handed_over, sign, now):
    item = handed_over("refund", "intact")
    assert not HandOver.objects.late(now).exists()
    tomorrow = now + timedelta(days=1)
    assert {each.kind for each in HandOver.objects.late(tomorrow)} == {"pay_refund", "stock_in"}
    signed = sign(item, "stock_in", at=tomorrow)
    assert signed.signed_late
    assert [each.kind for each in HandOver.objects.late(tomorrow)] == ["pay_refund"]
