"""Shortcuts of the tests of the way back: goods brought to where they are given back."""

from datetime import date
from decimal import Decimal

from returns.models import HandOver
from returns.services import handover_sign, remedy_choose
from returns.services.choosing import Wish
from returns.services.handing_over import Signature

BOUGHT = date(2026, 10, 10)
SOLD = {"purchased_on": BOUGHT, "sale_price": Decimal("500.00"), "price_today": Decimal("480.00")}


def choose(item, remedy, *, by, now, **wish):
    """Chooses a remedy with the customer; a manager overrules what is refused."""
    wish = Wish(remedy=remedy, agreed_by="张三", **{"overrule": "老客户", **wish})
    return remedy_choose(item_id=item.pk, by=by, now=now, wish=wish)


def sign_all(item, *, people, now, serial="NEW1", reference="B1"):
    """Everybody signs what is open of the item, one after the other, until nothing is."""
    while handover := HandOver.objects.filter(item=item).open().order_by("pk").first():
        handover_sign(
            handover_id=handover.pk,
            by=people[handover.role],
            now=now,
            signature=Signature(
                reference=reference,
                voucher_no=handover.paper.paper_no if handover.paper else "",
                serial=serial if handover.meta.needs == "serial" else "",
                expected_on=now.date(),
            ),
        )
    item.refresh_from_db()
    return item
