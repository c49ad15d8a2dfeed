"""Papers are made out and made void; a number never comes again (A1, A3)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from records.services import next_number
from returns.labels import DESK_REASONS
from returns.models import Paper, ReturnedItem
from returns.policies import PAPER_PREFIX, PaperKind, paper_for
from returns.writing import needed, note, read_all
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.policies import Action


def internal_voucher_make(item: ReturnedItem, *, by, now: datetime, instead_of: Paper | None = None) -> Paper:
    """Makes out the station's voucher to the company for a held item (A3). Its origin is the customer's paper, or the
    void one in whose place it comes."""
    paper = _make(PaperKind.INTERNAL, item.customer_id, by, now, origin=instead_of or item.paper, item=item)
    note(item, "goods.internal_voucher", by=by, now=now, paper_no=paper.paper_no)
    return paper


def _make(kind: PaperKind, customer_id: int, by, now: datetime, **about) -> Paper:
    number = next_number(prefix=PAPER_PREFIX[kind], day=local_date(now))
    return Paper.objects.create(
        paper_no=number, kind=kind.value, customer_id=customer_id, issued_at=now, issued_by=by, **about
    )


def make_void(paper: Paper, *, by, now: datetime, reason: str):
    """Makes a paper void whose items are held."""
    paper.voided_at, paper.voided_by, paper.void_reason = now, by, reason
    paper.save(update_fields=["voided_at", "voided_by", "void_reason"])


def internal_vouchers_end(item: ReturnedItem, *, by, now: datetime, reason: str):
    """Makes the internal vouchers of a held item void: what they were made out for does not hold any more."""
    for paper in item.internal_papers.filter(voided_at__isnull=True):
        make_void(paper, by=by, now=now, reason=reason)


@transaction.atomic
def paper_void(*, paper_id: int, by, now: datetime, reason: str) -> Paper:
    """A manager makes a paper void, with a reason; gives the one made out in its place at once.

    A customer's voucher or list: the same items go onto the new paper, as long as one of them is still the desk's to
    answer for. An internal voucher: what is not signed yet is signed against the new one alone; what was signed stays
    on the old. Raises `goods.not_yours`, `paper.void_already`, `paper.done`, `goods.reason_missing`.
    """
    if not by.may(Action.MANAGE_GOODS):
        raise DomainError("goods.not_yours", _("Your role does not include this. A manager can change roles."))
    paper = Paper.objects.get(pk=paper_id)
    ids = [paper.item_id] if paper.is_internal else paper.items.values_list("pk", flat=True)
    items = list(read_all(ids).values())
    paper = Paper.objects.select_for_update(of=("self",), no_key=True).select_related("customer").get(pk=paper_id)
    if paper.is_void:
        message = _("%(paper)s is void already (%(reason)s).")
        why = DESK_REASONS.get(paper.void_reason, paper.void_reason)
        raise DomainError("paper.void_already", message % {"paper": paper.paper_no, "reason": why})
    reason = needed(reason, "reason", _("Say why the paper is void."))
    replace = _replace_internal if paper.is_internal else _replace_customers
    new = replace(paper, items, by, now, reason)
    for item in items:
        note(
            item,
            "goods.paper_void",
            by=by,
            now=now,
            paper=paper.kind,
            old=paper.paper_no,
            new=new.paper_no,
            reason=reason,
        )
    return new


def _replace_internal(paper: Paper, items: list[ReturnedItem], by, now: datetime, reason: str) -> Paper:
    waiting = paper.handovers.open()
    if not waiting.exists():
        raise DomainError("paper.done", _("Everything of this voucher is signed. It stays as the proof of it."))
    make_void(paper, by=by, now=now, reason=reason)
    new = internal_voucher_make(items[0], by=by, now=now, instead_of=paper)
    waiting.update(paper=new)
    return new


def _replace_customers(paper: Paper, items: list[ReturnedItem], by, now: datetime, reason: str) -> Paper:
    if not any(item.ended_at is None for item in items):
        raise DomainError("paper.done", _("All goods of this paper have gone. It stays as it is."))
    make_void(paper, by=by, now=now, reason=reason)
    kind = paper_for(is_county_agent=paper.customer.is_county_agent)
    new = _make(kind, paper.customer_id, by, now, origin=paper)
    for item in items:
        item.paper = new
        item.save(update_fields=["paper"])
    return new
