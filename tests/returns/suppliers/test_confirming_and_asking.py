"""D2: the supplier's confirmation has a day and a name, item by item; a note a day keeps what they said."""

from datetime import date

import pytest

from records.models import Entry
from returns.services import supplier_asked, supplier_has_it, trips_chase, trips_confirm
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
SAID = {"received_on": date(2026, 10, 17), "word": "丁经理"}


def refused_code(call, **fields):
    with pytest.raises(DomainError) as refused:
        call(**fields)
    return refused.value.code


def test_what_the_supplier_misses_is_left_out(away, his, put, ship, counter, clock):
    here, missing = put(his()), put(his(serial="SN101"))
    ship(here, missing)
    trips_confirm(trip_ids=[here.pk], by=counter, now=clock(18, 13), **SAID)
    here.refresh_from_db()
    missing.refresh_from_db()
    assert (here.received_on, here.received_word, here.asked_on) == (date(2026, 10, 17), "丁经理", date(2026, 10, 18))
    assert (missing.received_on, missing.received_word) == (None, "")


def test_confirmed_once(away, his, counter, clock):
    trip = away(his())
    trips_confirm(trip_ids=[trip.pk], by=counter, now=clock(18, 13), **SAID)
    assert refused_code(trips_confirm, trip_ids=[trip.pk], by=counter, now=clock(18, 14), **SAID) == "trip.confirmed"
    assert Entry.objects.filter(code="goods.supplier_has_it").count() == 1


@pytest.mark.parametrize("day", [14, 19])
def test_not_before_it_was_sent_nor_to_come(away, his, counter, clock, day):
    trip = away(his())
    told = {"received_on": date(2026, 10, day), "word": "丁"}
    assert refused_code(trips_confirm, trip_ids=[trip.pk], by=counter, now=clock(18), **told) == "trip.day"


def test_somebody_said_so(away, his, counter, clock):
    told = {**SAID, "word": "  "}
    trip = away(his())
    assert refused_code(trips_confirm, trip_ids=[trip.pk], by=counter, now=clock(18), **told) == "goods.reason_missing"


def test_only_what_is_away(put, his, counter, clock):
    trip = put(his())
    assert refused_code(trips_confirm, trip_ids=[trip.pk], by=counter, now=clock(18), **SAID) == "trip.not_away"
    assert refused_code(trips_chase, trip_ids=[trip.pk], by=counter, now=clock(18)) == "trip.not_away"
    assert refused_code(supplier_asked, item_id=trip.item_id, by=counter, now=clock(18)) == "trip.not_away"


def test_nothing_ticked_and_ticked_out_of_the_air(counter, clock):
    assert refused_code(trips_confirm, trip_ids=[], by=counter, now=clock(18), **SAID) == "trip.none"
    assert refused_code(trips_chase, trip_ids=[987654], by=counter, now=clock(18)) == "trip.none"


def test_every_note_stays_in_the_history_the_last_one_on_the_list(away, his, counter, clock):
    trip = away(his())
    for day, word in ((18, "还没拆包"), (19, ""), (20, "明天发回")):
        trips_chase(trip_ids=[trip.pk], by=counter, now=clock(day), word=word)
    trip.refresh_from_db()
    assert (trip.asked_on, trip.note) == (date(2026, 10, 20), "明天发回")
    notes = Entry.objects.filter(code="goods.supplier_asked").order_by("at")
    assert [entry.data["word"] for entry in notes] == ["还没拆包", "", "明天发回"]


def test_from_the_items_own_page_too(away, his, counter, clock):
    trip = away(his())
    supplier_has_it(item_id=trip.item_id, by=counter, now=clock(18), **SAID)
    supplier_asked(item_id=trip.item_id, by=counter, now=clock(19), word="在修")
    trip.refresh_from_db()
    assert (trip.received_on, trip.asked_on, trip.note) == (date(2026, 10, 17), date(2026, 10, 19), "在修")


@pytest.mark.parametrize("role", ["finance", "warehouse", "company_manager"])
def test_not_everybodys(away, his, cast, clock, role):
    trip = away(his())
    for call, fields in ((trips_confirm, SAID), (trips_chase, {})):
        assert refused_code(call, trip_ids=[trip.pk], by=cast[role], now=clock(18), **fields) == "goods.not_yours"
