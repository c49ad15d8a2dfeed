"""Finding papers and the goods they stand for, also by the number of one that is void."""

from django.db.models import Q

from returns.models import HandOver, Paper, RemedyChoice, ReturnedItem
from returns.policies import PaperKind, plain_code
from returns.policies.handovers import OF_REMEDIES, HandOverState

INTERNAL = Q(kind=PaperKind.INTERNAL.value)


def paper_by_no(paper_no: str) -> Paper | None:
    """The paper of exactly this number with its customer and who made it out; None where there is none."""
    joined = ("customer", "issued_by", "voided_by", "origin", "item")
    return Paper.objects.filter(paper_no=paper_no).select_related(*joined).first()


def paper_by_token(token: str) -> Paper | None:
    """The customer's paper whose random link this is; None for any other text. An internal voucher has no such page."""
    return Paper.objects.filter(~INTERNAL, token=token).first()


def find_papers(words: str, limit: int = 20) -> list[Paper]:
    """The paper of exactly this number, in any case and width, customer joined; one at most."""
    number = plain_code(words)
    return list(Paper.objects.filter(paper_no=number).select_related("customer")[:limit]) if number else []


def in_force(paper: Paper) -> Paper:
    """The paper itself, or where it is void the one that stands in its place; the last void one where none does."""
    while paper.is_void:
        same_kind = INTERNAL if paper.is_internal else ~INTERNAL
        follower = paper.followers.filter(same_kind).order_by("-pk").first()
        if follower is None:
            break
        paper = follower
    return paper


def of_paper(number: str) -> Q:
    """The items that a paper of exactly this number stands for; those of a void one are on the paper in its place."""
    paper = Paper.objects.filter(paper_no=number).first()
    if paper is None:
        return Q(pk__in=[])
    return Q(pk=paper.item_id) if paper.is_internal else Q(paper=in_force(paper))


def items_on(paper: Paper) -> list[ReturnedItem]:
    """The items of a customer's paper, or of the one in its place, with whether a quote waits for an answer."""
    items = ReturnedItem.objects.filter(paper=in_force(paper))
    return list(items.with_open_quotes().select_related("received_by", "job").order_by("item_no"))


def internal_vouchers_of(items: list[ReturnedItem]) -> list[Paper]:
    """The internal vouchers in force of these items."""
    return list(Paper.objects.filter(INTERNAL, item__in=items, voided_at__isnull=True).order_by("paper_no"))


def handovers_on(voucher: Paper, choice: RemedyChoice) -> list[HandOver]:
    """What an internal voucher lists: the goods that are signed for against it, and what its remedy brought beside
    them, finance's money and purchasing's order."""
    beside = Q(item=voucher.item, paper=None, kind__in=[kind.value for kind in OF_REMEDIES], made_at=choice.chosen_at)
    rows = HandOver.objects.filter(Q(paper=voucher) | beside & ~Q(state=HandOverState.WITHDRAWN.value))
    return list(rows.select_related("signed_by").order_by("made_at", "pk"))


def papers_of(item: ReturnedItem) -> list[Paper]:
    """Every paper of an item, the void ones too, the newest first. One query."""
    void_ones = Q(customer=item.customer_id, voided_at__isnull=False) & ~INTERNAL
    found = {paper.pk: paper for paper in Paper.objects.filter(Q(item=item) | Q(pk=item.paper_id) | void_ones)}
    kept = {pk for pk, paper in found.items() if paper.item_id == item.pk}
    paper = found.get(item.paper_id)
    while paper is not None:
        kept.add(paper.pk)
        paper = found.get(paper.origin_id)
    return sorted((found[pk] for pk in kept), key=lambda paper: (paper.issued_at, paper.pk), reverse=True)
