"""Gives the items that are there a state and their trips to suppliers a row, and takes both back.

Spelled out here, not by the policies of today: what a migration does must not change when they do. In batches by key,
so that a full table is no problem.
"""

from django.db import migrations

BATCH = 2000
SHEET = ("supplier", "sent_to_supplier_on", "supplier_received_on", "back_from_supplier_on")
BOUGHT_BACK = {"refund": "refunded", "exchange": "exchanged", "swap": "swapped"}
NOBODY = "—"  # a supplier whose name the books did not give


def forwards(apps, schema_editor):
    Item, Trip, Supplier = (
        apps.get_model("returns", name) for name in ("ReturnedItem", "Trip", "Supplier")
    )
    suppliers = {}
    for items in _batches(Item.objects.order_by("pk")):
        trips = []
        for item in items:
            state = _trip_state(item)
            if state is not None:
                name = item.supplier or NOBODY
                if name not in suppliers:
                    suppliers[name] = Supplier.objects.get_or_create(name=name)[0]
                trips.append(
                    Trip(
                        item=item,
                        supplier=suppliers[name],
                        state=state,
                        sent_on=item.sent_to_supplier_on,
                        received_on=item.supplier_received_on,
                        back_on=item.back_from_supplier_on,
                        ours=item.remedy in BOUGHT_BACK,
                    )
                )
            _set_state(item, state)
        Trip.objects.bulk_create(trips)
        Item.objects.bulk_update(items, ["state", "finding", "out", "ended_at", "closed_at"])


def _trip_state(item):
    if not any(getattr(item, name) for name in SHEET):
        return None
    bought_back = item.remedy in BOUGHT_BACK
    if item.back_from_supplier_on or (item.delivered_at and not bought_back):
        return "back"
    if item.sent_to_supplier_on or item.supplier_received_on:
        return "away"
    return "back" if item.delivered_at else "basket"


def _set_state(item, trip):
    bought_back = BOUGHT_BACK.get(item.remedy, "")
    item.out = 1 if trip in ("basket", "away") else 0
    if item.delivered_at:
        item.state, item.finding, item.ended_at = "given_back", bought_back, item.delivered_at
        item.closed_at = None if item.out else item.delivered_at
    elif trip and not bought_back:
        item.state = {"away": "at_supplier", "basket": "basket", "back": "ready"}[trip]
    else:
        item.state = "chosen" if item.remedy else "received"


def backwards(apps, schema_editor):
    Item, Trip = apps.get_model("returns", "ReturnedItem"), apps.get_model("returns", "Trip")
    for trips in _batches(Trip.objects.select_related("item", "supplier").order_by("pk")):
        items = []
        for trip in trips:
            item = trip.item
            item.supplier = "" if trip.supplier.name == NOBODY else trip.supplier.name
            item.sent_to_supplier_on = trip.sent_on
            item.supplier_received_on = trip.received_on
            item.back_from_supplier_on = trip.back_on
            items.append(item)
        Item.objects.bulk_update(items, SHEET)
    Trip.objects.all().delete()


def _batches(rows):
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("returns", "0004_ways_of_goods")]
    operations = [migrations.RunPython(forwards, backwards)]
