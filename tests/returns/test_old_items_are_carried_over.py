"""Goods logged before there was a table of states keep every column, forwards and back, and stand where the rules say
they stand; the importer and the migration say the same of the same columns."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from returns.policies.history import standing_of
from servicedesk.clock import from_local

BEFORE, AFTER = "0003_remedy_decision", "0006_states_enforced"
RECEIVED, DELIVERED = (from_local(datetime(2026, month, 5, 9)) for month in (9, 10))
TRIP = ("item", "state", "ours", "sent_on", "received_on", "back_on", "supplier__name")
CHOICES = {
    "supplier": ["", "省城售后"],
    "sent_to_supplier_on": [None, date(2026, 9, 10)],
    "supplier_received_on": [None, date(2026, 9, 12)],
    "back_from_supplier_on": [None, date(2026, 9, 20)],
    "delivered_at": [None, DELIVERED],
    "remedy": ["", "refund", "exchange", "swap", "repair"],
}
ROWS = [
    {"item_no": f"F{number:03}", **dict(zip(CHOICES, values, strict=True))}
    for number, values in enumerate(product(*CHOICES.values()))
]


BOUGHT_BACK = {"refund", "exchange", "swap"}


def migrate(*targets):
    """Takes the app to those migrations; gives its models as they were then."""
    executor = MigrationExecutor(connection)
    executor.loader.build_graph()
    return executor.migrate(list(targets or executor.loader.graph.leaf_nodes())).apps


@dataclass
class Journey:
    """What the tables held before, after the migrations, and when they had been taken back."""

    before: list[dict]
    items: dict[str, dict]
    trips: dict[int, dict]
    back_again: list[dict]


@pytest.fixture(scope="module")
def journey(django_db_setup, django_db_blocker) -> Journey:
    """One item of each combination of the supplier's columns, given back or not, and of the remedy, carried over and
    back. Made once, for the tables take long to be rebuilt; afterwards they are today's again, and empty."""
    with django_db_blocker.unblock():
        then = migrate(("returns", BEFORE))
        try:
            item, customer = then.get_model("returns", "ReturnedItem"), then.get_model("customers", "Customer")
            whose = customer.objects.create(customer_no="K1", name="李雷", tier="other")
            fixed = {"customer": whose, "product": "内存", "category": "memory", "condition": "faulty", "cost": "1.50"}
            item.objects.bulk_create(item(**row, **fixed, received_at=RECEIVED) for row in ROWS)
            before = list(item.objects.order_by("item_no").values())
            later = migrate(("returns", AFTER))
            items = {row["item_no"]: row for row in later.get_model("returns", "ReturnedItem").objects.values()}
            trips = later.get_model("returns", "Trip").objects.values(*TRIP)
            trips = {trip["item"]: trip for trip in trips}
            migrate(("returns", BEFORE))
            back_again = list(item.objects.order_by("item_no").values())
        finally:
            migrate(("returns", BEFORE))
            item.objects.all().delete()
            customer.objects.all().delete()
            migrate()
    return Journey(before, items, trips, back_again)


def test_forwards_and_back_no_column_is_lost(journey):
    assert len(journey.before) == len(ROWS) == 160
    assert journey.back_again == journey.before


def test_each_stands_where_the_importer_would_put_it(journey):
    for row in ROWS:
        item, standing = journey.items[row["item_no"]], standing_of(row)
        assert (item["state"], item["finding"]) == (standing.state, str(standing.finding)), row
        assert item["out"] == standing.out
        assert item["ended_at"] == row["delivered_at"]
        assert item["closed_at"] == (None if standing.out else row["delivered_at"])
        trip = journey.trips.get(item["id"])
        assert (trip and trip["state"]) == standing.trip, row
        if trip:
            assert trip["ours"] == (row["remedy"] in BOUGHT_BACK)
            assert [trip["sent_on"], trip["received_on"], trip["back_on"]] == [row[name] for name in list(CHOICES)[1:4]]
            assert trip["supplier__name"] == (row["supplier"] or "—")


def test_d2_what_was_owed_to_us_is_owed_to_us_still(journey):
    """Sent and not back stays on the chase list; an item that the customer has again came back somehow, unless it was
    bought back from him."""
    for row in ROWS:
        sent = row["sent_to_supplier_on"] or row["supplier_received_on"]
        has_it_again = row["delivered_at"] and row["remedy"] not in BOUGHT_BACK
        owed = bool(sent and not row["back_from_supplier_on"] and not has_it_again)
        trip = journey.trips.get(journey.items[row["item_no"]]["id"])
        assert bool(trip and trip["state"] == "away") == owed, row


def test_nothing_that_was_in_the_house_is_out_of_sight(journey):
    for row in ROWS:
        item = journey.items[row["item_no"]]
        assert (item["ended_at"] is None) == (row["delivered_at"] is None), row
        assert (item["state"] == "given_back") == (row["delivered_at"] is not None), row
