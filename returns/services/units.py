"""The serial number of a new unit is taken down once (W9): no label is read for two customers."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from returns.models import HandOver, ReturnedItem, SerialLink
from returns.policies.handovers import HandOverState, Kind
from returns.policies.ways_back import LinkKind
from returns.selectors import spellings
from servicedesk.errors import DomainError


def check_unit_is_free(serial: str, item: ReturnedItem, *, code: str, field: str, from_stock: bool = False):
    """Refuses a serial number that stands for a customer's new unit already, unless that unit has come in since.

    What a supplier gave for the shop's own goods is stock from then on, and may be given out (`from_stock`).
    """
    taken = _taken(serial, item, from_stock) if serial else None
    if taken is None:
        return
    other, at = taken
    if ReturnedItem.objects.filter(serial__in=spellings(serial), received_at__gt=at).exists():
        return
    message = _("%(serial)s is on record already as the new unit for %(item)s. Read the label of this one again (W9).")
    raise DomainError(code, message % {"serial": serial, "item": other}, field=field)


def _taken(serial: str, item: ReturnedItem, from_stock: bool) -> tuple[str, datetime] | None:
    """The item for which this number was taken down last, and when: another one, or this one whose customer has got
    the unit while his faulty goods went to the supplier. What a supplier gave for this one before is told elsewhere."""
    links = SerialLink.objects.filter(new_serial=serial).exclude(item=item, kind=LinkKind.FROM_SUPPLIER.value)
    if from_stock:
        links = links.exclude(kind=LinkKind.FROM_SUPPLIER.value, trip__ours=True)
    released = HandOver.objects.filter(  # and not with the customer yet, from when on a link tells of it
        kind=Kind.RELEASE_NEW.value, state=HandOverState.SIGNED.value, serial=serial, item__ended_at__isnull=True
    )
    known = [*links.values_list("item__item_no", "at"), *released.values_list("item__item_no", "signed_at")]
    return max(known, key=lambda each: each[1], default=None)
