"""The words for what happens to goods."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from customers.labels import CATEGORY_LABELS
from records.history import ABOUT_COST, PICTURE_KINDS, changes, register
from returns.labels import (
    CONDITION_LABELS,
    DESK_REASONS,
    FINDING_LABELS,
    HANDOVER_LABELS,
    PAPER_LABELS,
    PHOTO_LABELS,
    PROOF_BACK_LABELS,
    PROOF_LABELS,
    REMEDY_LABELS,
    SHIP_LABELS,
    TRIP_OUTCOME_LABELS,
    WANTED_LABELS,
    WAY_LABELS,
)
from returns.models import ReturnedItem, Supplier
from returns.services.correcting import CORRECTABLE
from returns.services.supplying import SUPPLIER_FIELDS
from staff.labels import ROLE_LABELS
from tickets.labels import CHANNEL_LABELS


def register_phrases():
    """Gives every code that this app records its words, and every kind of picture."""
    PICTURE_KINDS.update(PHOTO_LABELS)
    ABOUT_COST.update({"goods.cost_corrected", "goods.supplier_credit"})
    register(
        "goods.received",
        _("Received %(product)s (%(condition)s) from %(customer)s; %(paper)s %(paper_no)s"),
        condition=CONDITION_LABELS,
        paper=PAPER_LABELS,
    )
    register("goods.job_opened", _("Job %(job_no)s opened for the technicians"))
    register(
        "goods.brought", _("Brought in goods (%(count)s); %(paper)s %(paper_no)s: %(products)s"), paper=PAPER_LABELS
    )
    register("goods.came_in", _("Came in as returned goods %(item_no)s, brought by %(customer)s; fault: %(fault)s"))
    register("goods.came_in_intact", _("Came in intact as returned goods %(item_no)s, brought by %(customer)s"))
    register(
        "goods.remedy_chosen", _("Remedy chosen: %(remedy)s (%(rule)s), agreed with %(agreed)s"), remedy=REMEDY_LABELS
    )
    register("goods.remedy_overruled", _("A refusal (%(rule)s) was overruled (W12). Reason: %(reason)s"))
    register("goods.top_up_lowered", _("Top-up lowered from %(old)s to %(new)s yuan (W8). Reason: %(reason)s"))
    register("goods.internal_voucher", _("Internal voucher %(paper_no)s made out to the company (A3)"))
    register(
        "goods.paper_void",
        _("%(paper)s %(old)s is void; %(new)s stands in its place. Reason: %(reason)s"),
        paper=PAPER_LABELS,
    )
    _register_handovers()
    register("goods.order_expected", _("Ordered goods are expected on %(new)s instead of %(old)s. Reason: %(reason)s"))
    register("goods.ready", _("Ready for the customer: %(finding)s"), finding=FINDING_LABELS)
    _register_trips()
    _register_way_back()
    _register_repairs()
    register("goods.corrected", _("Corrected. %(changed)s"), changed=_columns())
    register("goods.cost_corrected", _("Cost corrected. %(changed)s"), changed=_columns())
    register(
        "goods.explained",
        _("Explained to the customer (%(channel)s) and reported: %(explanation)s Expected %(estimate)s."),
        channel=CHANNEL_LABELS,
    )


def _register_handovers():
    register("goods.handover_made", _("Hand-over for %(role)s: %(kind)s"), role=ROLE_LABELS, kind=HANDOVER_LABELS)
    register("goods.handover_signed", _("Signed: %(kind)s%(written)s"), kind=HANDOVER_LABELS, written=_written)
    register("goods.handover_refused", _("Refused: %(kind)s. Reason: %(reason)s"), kind=HANDOVER_LABELS)
    register("goods.handover_offered_again", _("Offered again: %(kind)s. %(note)s"), kind=HANDOVER_LABELS)
    register(
        "goods.handover_withdrawn",
        _("Withdrawn: %(kind)s. Reason: %(reason)s"),
        kind=HANDOVER_LABELS,
        reason=DESK_REASONS,
    )


WRITTEN = {"reference": _("number %s"), "serial": _("serial number %s"), "amount": _("%s yuan")}


def _written(told: dict) -> str:
    """What was written down with a signature, as far as there was anything."""
    return "".join(f" · {WRITTEN[name] % value}" for name, value in told.items() if value)


def _said(word: str) -> str:
    """What somebody said or noted, as far as he did."""
    return f" · {word}" if word else ""


def _register_way_back():
    register("goods.told", _("%(whom)s was told that it is ready (%(how)s)"), how=CHANNEL_LABELS)
    register(
        "goods.told_and_chose",
        _("%(whom)s was told that it is ready (%(how)s), and chose: %(way)s"),
        how=CHANNEL_LABELS,
        way=SHIP_LABELS,
    )
    register(
        "goods.given_back",
        _("Given back (%(kind)s) to %(receiver)s: %(proof)s"),
        kind=WAY_LABELS,
        proof=PROOF_BACK_LABELS,
    )
    register(
        "goods.given_back_unsigned",
        _("Given back (%(kind)s) to %(receiver)s without a signature (S-R3). Reason: %(reason)s"),
        kind=WAY_LABELS,
    )
    register("goods.refund_booked", _("The refund is booked to the agent's account"))
    register(
        "goods.shipped",
        _("Shipped with packing list %(consignment_no)s: %(carrier)s, %(waybill)s, phone %(phone)s"),
    )
    register("goods.shipped_with_others", _("Shipped by the warehouse with other goods, on shipping list %(list_no)s"))
    register("goods.uncollected", _("Not collected. Reason: %(reason)s"))
    register(
        "goods.scrapped",
        _("Scrapped; %(consent)s agreed (%(how)s). Reason: %(reason)s"),
        how=CHANNEL_LABELS,
    )
    register("goods.lost", _("Lost (S-R2): value %(value)s yuan, borne by %(bearer)s. %(reason)s"))
    register("goods.lost_shared", _("Lost (S-R2): value %(value)s yuan, shared by the station. %(reason)s"))
    register("goods.found", _("It has turned up again: %(reason)s"))
    register("goods.found_paid", _("It has turned up again, after the customer was paid for it: %(reason)s"))


def _register_trips():
    """What happens between the faulty basket and the day on which the goods are back (D2)."""
    register(
        "goods.into_basket",
        _("Into the faulty basket for %(supplier)s; wanted: %(wanted)s; enclosed: %(accessories)s (W10)"),
        wanted=WANTED_LABELS,
    )
    register("goods.out_of_basket", _("Out of the faulty basket for %(supplier)s. Reason: %(reason)s"))
    register(
        "goods.shipped_to_supplier",
        _("Shipped to %(supplier)s in parcel %(parcel_no)s: %(carrier)s, %(waybill)s"),
    )
    register("goods.supplier_has_it", _("%(supplier)s has had it since %(on)s, by the word of %(word)s (D2)"))
    register("goods.supplier_asked", _("%(supplier)s was asked after it (D2)%(word)s"), word=_said)
    register(
        "goods.back_from_supplier",
        _("Back from %(supplier)s: %(outcome)s%(serial)s%(note)s"),
        outcome=TRIP_OUTCOME_LABELS,
        serial=lambda serial: _written({"serial": serial}),
        note=_said,
    )
    register("goods.supplier_credit", _("%(supplier)s credits %(credit)s yuan"))
    register("supplier.created", _("Supplier added"))
    names = {name: capfirst(Supplier._meta.get_field(name).verbose_name) for name in SUPPLIER_FIELDS}
    register("supplier.changed", _("Changed. %(changed)s"), changed=changes(names))


def _register_repairs():
    register("goods.given_to_technician", _("Given to %(name)s"))
    register("goods.quoted", _("Quote %(quote_no)s made: %(total)s yuan"))
    register(
        "goods.quote_accepted",
        _("Quote %(quote_no)s accepted by %(answered_by)s (%(how)s) (L4)"),
        how=CHANNEL_LABELS,
    )
    register("goods.quote_refused", _("Quote %(quote_no)s refused by %(answered_by)s (%(how)s)"), how=CHANNEL_LABELS)
    register("goods.quote_withdrawn", _("Quote %(quote_no)s withdrawn. Reason: %(reason)s"), reason=DESK_REASONS)
    register(
        "goods.settled",
        _(
            "Settlement list of quote %(quote_no)s: %(total)s yuan to pay, discount %(discount)s, "
            "days of warranty on the repair: %(days)s"
        ),
    )
    register("goods.repaired", _("Repaired: %(work)s"))
    register(
        "goods.part_changed",
        _("Part put in: %(name)s, serial number %(new_serial)s; taken out: %(old_serial)s"),
    )
    register("goods.unrepairable", _("Not repairable. Reason: %(reason)s"))
    register("goods.withdrawn", _("The customer takes it back untreated. Reason: %(reason)s"))
    register("goods.sent_outside", _("Sent to the repairer %(repairer)s (A5), expected back on %(expected)s"))
    register("goods.back_repaired", _("Back from %(repairer)s, repaired. %(message)s"), message=str)
    register("goods.nothing_back", _("Nothing comes back from %(repairer)s any more. %(message)s"), message=str)
    register("goods.back_unrepaired", _("Back from %(repairer)s, not repaired. %(message)s"), message=str)


def _columns():
    """The corrected columns with their names and the words of their values."""
    names = {name: ReturnedItem._meta.get_field(name).verbose_name for name in CORRECTABLE}
    return changes(
        {name: capfirst(word) for name, word in names.items()},
        category=CATEGORY_LABELS,
        condition=CONDITION_LABELS,
        proof=PROOF_LABELS,
    )
