"""Shortcuts for tests that only need goods to be somewhere, not how they came there."""

from returns.models import ReturnedItem


def given_back(item: ReturnedItem, at):
    """Marks an item as given back at that time, and closed."""
    ended = {"state": "given_back", "delivered_at": at, "ended_at": at, "closed_at": at}
    ReturnedItem.objects.filter(pk=item.pk).update(**ended)
    item.refresh_from_db()


def made_ready(item: ReturnedItem, at, finding="repaired"):
    """Marks an item as ready for its customer since that time."""
    ReturnedItem.objects.filter(pk=item.pk).update(state="ready", ready_at=at, finding=finding)
    item.refresh_from_db()
    return item
