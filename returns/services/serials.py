"""Which serial number took the place of which when goods reach the customer (W9), and what becomes of his machine."""

from datetime import datetime

from customers.models import Machine
from customers.policies import Left
from customers.services import machine_leave, machine_replace, machine_update
from returns.models import ReturnedItem, SerialLink
from returns.policies.choices import LabelBasis
from returns.policies.handovers import HandOverState, Kind
from returns.policies.states import Finding
from returns.policies.ways_back import LinkKind, label_date
from servicedesk.clock import local_date

LINKS = {Finding.SWAPPED: LinkKind.SWAP, Finding.EXCHANGED: LinkKind.EXCHANGE}
OTHER_UNITS = (Finding.GOOD_UNIT, Finding.NEW_UNIT)


def serials_follow(item: ReturnedItem, *, by, now: datetime):
    """Lets serial numbers and the customer's machine follow what a held item's customer has got in his hands: other
    goods, another unit from the supplier, or money. Without a machine on record only the link of the numbers is made.
    """
    if item.finding in LINKS:
        _other_goods(item, by, now)
    elif item.finding in OTHER_UNITS:
        _other_unit(item, by, now)
    elif item.finding == Finding.REFUNDED:
        machine = machine_of(item)
        if machine is not None:
            machine_leave(machine_id=machine.pk, by=by, now=now, how=Left.REFUNDED, item_no=item.item_no)


def machine_of(item: ReturnedItem) -> Machine | None:
    """The item's machine, as long as it is the same customer's."""
    machine = item.machine
    return machine if machine is not None and machine.customer_id == item.customer_id else None


def _other_goods(item: ReturnedItem, by, now: datetime):
    """A swap or an exchange: the number that the warehouse wrote down when it released the new goods takes the place of
    the old one, under the old dates or from today on (W9)."""
    release = (
        item.handovers.filter(kind=Kind.RELEASE_NEW.value, state=HandOverState.SIGNED.value)
        .order_by("-signed_at", "-pk")
        .first()
    )
    choice = item.choices.filter(current=True).first()
    serial = release.serial if release else ""
    basis = choice.label_basis if choice else LabelBasis.KEEP
    old = machine_of(item)
    if old is None and not item.serial and not serial:
        return
    old_label, today = item.label_on or item.purchased_on, local_date(now)
    new = None
    if old is not None:
        bought = label_date(basis, old=old.purchased_on or item.purchased_on, given_on=today)
        other_model = {}
        if item.finding == Finding.EXCHANGED and choice is not None:
            other_model = {"model": choice.new_product, "sale_price": choice.new_price}
        new = machine_replace(
            machine_id=old.pk, by=by, now=now, item_no=item.item_no, serial=serial, purchased_on=bought, **other_model
        )
    SerialLink.objects.create(
        item=item,
        kind=LINKS[Finding(item.finding)].value,
        at=now,
        old_serial=item.serial,
        new_serial=serial,
        old_label_on=old_label,
        new_label_on=label_date(basis, old=old_label, given_on=today),
        old_machine=old,
        new_machine=new,
    )


def _other_unit(item: ReturnedItem, by, now: datetime):
    """The supplier sent another unit for the customer's own: the same machine under another number, with its old
    dates."""
    link = item.serial_links.filter(kind=LinkKind.FROM_SUPPLIER.value, trip__ours=False).order_by("-at", "-pk").first()
    machine = machine_of(item)
    if link is None or machine is None or not link.new_serial:
        return
    machine_update(machine_id=machine.pk, by=by, now=now, serial=link.new_serial)
    link.old_machine = link.new_machine = machine
    link.save(update_fields=["old_machine", "new_machine"])
