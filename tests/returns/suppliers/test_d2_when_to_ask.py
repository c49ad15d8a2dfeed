"""D2: from noon of the third day after shipping, due at six; then every day until the item is back."""

from datetime import date, time

import pytest

from returns.policies.trips import ChaseState, chase_state
from returns.services import trips_chase, trips_confirm
from returns.supplier_selectors import chase_counts, chase_list
from rulebook.models import Parameter
from rulebook.policies import DEFAULTS, terms_with

pytestmark = pytest.mark.django_db
EARLY, TODAY, LATE, ASKED = ChaseState.EARLY, ChaseState.TODAY, ChaseState.LATE, ChaseState.ASKED


def listed(now, **narrowed):
    return [(row.trip.item.item_no, row.state) for row in chase_list(now=now, **narrowed).rows]


@pytest.mark.parametrize(
    ("day", "hour", "minute", "state"),
    [
        (17, 23, 59, EARLY), (18, 11, 59, EARLY), (18, 12, 0, TODAY), (18, 18, 0, TODAY), (18, 18, 1, LATE),
        (19, 0, 0, LATE), (30, 9, 0, LATE),
    ],
)  # fmt: skip
def test_d2_shipped_on_the_15th(away, his, clock, day, hour, minute, state):
    trip = away(his())
    now = clock(day, hour, minute)
    assert chase_state(date(2026, 10, 15), received_on=None, asked_on=None, now=now, terms=DEFAULTS) == state
    assert listed(now) == ([] if state == EARLY else [(trip.item.item_no, state)])


def test_d2_the_list_says_what_the_policy_says(away, his, clock, counter):
    """Every trip at every hour of ten days: confirmed, asked, or neither."""
    trips = [away(his(serial=f"SN{n}"), at=clock(13 + n // 2, 10 + n)) for n in range(4)]
    trips_confirm(trip_ids=[trips[0].pk], by=counter, now=clock(17), received_on=date(2026, 10, 16), word="丁经理")
    trips_chase(trip_ids=[trips[1].pk, trips[2].pk], by=counter, now=clock(18))
    for trip in trips:
        trip.refresh_from_db()
    for hour in range(24 * 10):
        now = clock(13 + hour // 24, hour % 24, 1)
        said = {
            trip.item.item_no: chase_state(
                trip.sent_on, received_on=trip.received_on, asked_on=trip.asked_on, now=now, terms=DEFAULTS
            )
            for trip in trips
        }
        assert dict(listed(now)) == {number: state for number, state in said.items() if state != EARLY}, now


def test_d2_a_number_changed_meanwhile_keeps_its_old_value(away, his, clock, now):
    old, new = away(his(), at=clock(15)), away(his(serial="SN101"), at=clock(17))
    for key, value in (("supplier_confirm_days", "1"), ("supplier_confirm_opens", "09:00")):
        Parameter.objects.create(key=key, value=value, valid_from=date(2026, 10, 16), at=now)
    assert listed(clock(18, 8, 59)) == []
    assert listed(clock(18, 9, 0)) == [(new.item.item_no, TODAY)]
    assert [number for number, _state in listed(clock(18, 12, 0))] == [old.item.item_no, new.item.item_no]


def test_d2_an_hour_of_their_own():
    terms = terms_with([("supplier_confirm_due", "15:30")])
    assert terms.supplier_confirm_due == time(15, 30)


def test_d2_confirmed_goods_are_still_asked_after_every_day(away, his, clock, counter):
    trip = away(his())
    trips_confirm(trip_ids=[trip.pk], by=counter, now=clock(18, 14), received_on=date(2026, 10, 17), word="丁经理")
    assert listed(clock(18, 20)) == [(trip.item.item_no, ASKED)]  # they were spoken to today
    assert listed(clock(19, 9)) == [(trip.item.item_no, TODAY)]  # not late: they have it, and still owe it
    trips_chase(trip_ids=[trip.pk], by=counter, now=clock(19, 10), word="下周一发回")
    assert listed(clock(19, 11)) == [(trip.item.item_no, ASKED)]
    assert listed(clock(20, 0)) == [(trip.item.item_no, TODAY)]


def test_d2_late_ones_first_then_the_longest_away(away, his, clock, counter):
    items = [his(serial=f"SN{n}") for n in range(4)]
    for item, day in zip(items, (15, 13, 14, 12), strict=True):
        away(item, at=clock(day))
    confirmed, asked = items[1].trips.get(), items[2].trips.get()
    trips_confirm(trip_ids=[confirmed.pk], by=counter, now=clock(17), received_on=date(2026, 10, 15), word="丁")
    trips_chase(trip_ids=[asked.pk], by=counter, now=clock(19, 9))
    order = [(items[3], LATE), (items[0], LATE), (items[1], TODAY), (items[2], ASKED)]
    assert listed(clock(19, 12)) == [(item.item_no, state) for item, state in order]


def test_d2_off_the_list_once_it_is_back(away, his, come_back, clock):
    trip = away(his())
    come_back(trip, "repaired", at=clock(19))
    assert listed(clock(19, 12)) == []


def test_by_supplier_with_counts(away, his, put, ship, other_supplier, supplier, clock, django_assert_num_queries):
    here = [away(his(serial=f"SN{n}"), at=clock(13)) for n in range(3)]
    there = put(his(serial="SN9"), supplier=other_supplier)
    ship(there, to=other_supplier, at=clock(18))
    with django_assert_num_queries(5):
        page = chase_list(now=clock(21, 13), supplier=other_supplier.pk)
    assert [row.trip.pk for row in page.rows] == [there.pk]
    assert [(count.name, count.late, count.today) for count in page.counts] == [("华北板卡", 3, 0), ("南方存储", 0, 1)]
    assert (page.late, page.to_ask, page.more) == (3, 4, False)
    assert len(here) == 3
    assert [row.to_ask for row in chase_counts(now=clock(21, 13))] == [3, 1]


def test_a_list_of_bounded_length_says_that_there_is_more(away, his, clock):
    for n in range(3):
        away(his(serial=f"SN{n}"))
    page = chase_list(now=clock(20), limit=2)
    assert (len(page.rows), page.more, page.to_ask) == (2, True, 3)
