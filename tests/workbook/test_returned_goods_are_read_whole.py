"""formats.md, returned_goods: whatever legal rows a shop's books hold, the desk gives back every column as it was told,
knows where the goods stand, and takes the same file again without a change."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns.imports import items_known
from returns.models import ReturnedItem, Trip
from servicedesk.clock import from_local
from workbook.schema import BY_NAME

COLUMNS = [column.name for column in BY_NAME["returned_goods"].columns]
TEXTS = {"spec", "serial", "fault", "remedy", "supplier", "voucher_no", "delivery_kind", "received_by", "holder"}
days = st.none() | st.dates(date(2025, 1, 1), date(2026, 10, 15))
times = st.none() | st.datetimes(datetime(2026, 9, 1), datetime(2026, 10, 15, 9)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
prices = st.none() | st.decimals("0", "99999", places=2, allow_nan=False, allow_infinity=False)
yes_no = st.sampled_from([None, "yes", "no"])
people = st.sampled_from([None, "T01", "C01", "W01"])


@st.composite
def a_row(draw, number: int) -> dict:
    """One row as a shop may have kept it: what A1 asks for, and anything of the rest, known or not."""
    received = draw(times.filter(bool))
    given_back = draw(st.booleans())
    stay, owned = timedelta(days=draw(st.integers(0, 28))), timedelta(days=draw(st.integers(0, 900)))
    customer = draw(st.sampled_from(["K0001", "K0003", "K0004"]))
    return {
        "item_no": f"R{number:04}",
        "customer_no": customer,
        "product": "主板",
        "category": "board",
        "condition": draw(st.sampled_from(["intact", "faulty"])),
        "received_at": received,
        "purchased_on": draw(st.sampled_from([None, (received - owned).date()])),
        "delivered_at": received + stay if given_back else None,
        "delivery_kind": draw(st.sampled_from([None, "delivered", "collected", "shipped"])) if given_back else None,
        "signed": draw(yes_no) if given_back else draw(st.sampled_from([None, "no"])),
        "voucher_no": draw(st.sampled_from([None, f"V{customer}"])),
        "supplier": draw(st.sampled_from([None, "省城售后", "深圳总代"])),
        "spec": draw(st.sampled_from([None, "DDR4 8G"])),
        "serial": draw(st.sampled_from([None, "SN-77", "SN1002"])),
        "fault": draw(st.sampled_from([None, "蓝屏"])),
        "remedy": draw(st.sampled_from([None, "refund", "exchange", "swap", "repair"])),
        **{name: draw(people) for name in ("received_by", "holder")},
        "packaging_complete": draw(yes_no),
        **{name: draw(prices) for name in ("sale_price", "cost", "price_today")},
        **{name: draw(times) for name in ("explained_at", "reported_at")},
        **{name: draw(days) for name in (
            "sent_to_supplier_on", "supplier_received_on", "back_from_supplier_on", "estimate"
        )},
    }  # fmt: skip


rows_of_a_shop = st.integers(1, 12).flatmap(lambda count: st.tuples(*map(a_row, range(count)))).map(list)


def as_told(name: str, value):
    """What the desk should give back for a cell."""
    if value is None:
        return "" if name in TEXTS else None
    if value in {"yes", "no"}:
        return value == "yes"
    if isinstance(value, datetime):
        return from_local(value)
    return Decimal(value) if isinstance(value, Decimal) else value


@contextmanager
def undone():
    """What is done within is undone, so that each example meets the same desk."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=rows_of_a_shop)
def test_every_column_is_given_back_and_a_second_import_changes_nothing(take, shop, contents, rows):
    books = {"staff": shop["staff"], "customers": shop["customers"], "returned_goods": rows}
    with undone():
        assert take(books).faults == []
        known = items_known([row["item_no"] for row in rows])
        assert set(next(iter(known.values()))) == set(COLUMNS)
        for row in rows:
            told = {name: as_told(name, row[name]) for name in COLUMNS}
            there = {
                name: value if value is not None or name not in TEXTS else ""
                for name, value in known[row["item_no"]].items()
            }
            assert there == told
            _stands_where_the_row_says(row)
        before = contents()
        again = take(books)
        assert (again.new, again.notes, again.faults) == (0, [], [])
        assert contents() == before


def _stands_where_the_row_says(row: dict):
    """D2: what was sent and is not back is owed to us. What the customer has is over; all else is in the house."""
    item = ReturnedItem.objects.get(item_no=row["item_no"])
    trip = Trip.objects.filter(item=item).first()
    names = ("supplier", "sent_to_supplier_on", "supplier_received_on", "back_from_supplier_on")
    assert (trip is not None) == any(row[name] for name in names)
    assert (item.ended_at is None) == (row["delivered_at"] is None)
    assert (item.state == "given_back") == (row["delivered_at"] is not None)
    assert ReturnedItem.objects.in_house().filter(pk=item.pk).exists() == (row["delivered_at"] is None)
    sent = row["sent_to_supplier_on"] or row["supplier_received_on"]
    shops_own = row["remedy"] in {"refund", "exchange", "swap"}
    owed = bool(sent) and not row["back_from_supplier_on"] and (shops_own or row["delivered_at"] is None)
    assert Trip.objects.away().filter(item=item).exists() == owed
    assert item.out == (1 if trip and trip.state in {"away", "basket"} else 0)
    assert (item.closed_at is not None) == (item.ended_at is not None and item.out == 0)
