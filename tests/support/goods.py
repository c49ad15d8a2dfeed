"""Shortcuts for tests that only need goods to be somewhere, not how they came there."""

from decimal import Decimal

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


def settled_quote(item: ReturnedItem, by, at):
    """Takes an item through a paid repair up to its settlement list; gives the quote."""
    from returns import services
    from returns.policies.quotes import NewLine
    from returns.services.choosing import Wish

    step = {"item_id": item.pk, "by": by, "now": at}
    services.remedy_choose(**step, wish=Wish("repair"))
    lines = [NewLine("labour", "人工", Decimal("80")), NewLine("part", "风扇" * 20, Decimal("45.50"), 2)]
    quote = services.quote_make(**step, lines=lines, message="含清洁")
    told = {"quote_no": quote.quote_no, "answered_by": "李小雷", "answered_how": "phone"}
    services.quote_answer(**step, accepted=True, **told)
    services.item_repaired(**step, work_done="换风扇")
    return services.quote_settle(**step, charged={0: Decimal("60"), 1: Decimal("91")}, discount=Decimal("1"))
