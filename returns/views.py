"""Pages of returned goods: the intake and the list."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from customers.selectors import customer_by_no
from records.picture_forms import refuse_too_large
from records.picture_services import pictures_add
from returns.chain_selectors import chain_of
from returns.forms import GoodsFilter, IntakeForm
from returns.labels import AT_INTAKE, COMMON_FAULTS
from returns.models import Paper
from returns.paper_selectors import find_papers
from returns.policies import MOST_ITEMS
from returns.selectors import (
    goods_page,
    known_by,
    number_is_mistyped,
)
from returns.services import goods_receive, goods_receive_from_new
from servicedesk.access import allowed


def _typed(request, name: str) -> str:
    """A value of the query as far as anybody means it: no more than 100 characters."""
    return request.GET.get(name, "").strip()[:100]


# Intake


@allowed("receive_goods")
def intake(request):
    """One screen to log returned goods (A1). `?serial=` (or `?machine=`) and `?customer=` fill in what is known."""
    build = partial(IntakeForm, user=request.user, now=request.now)
    if request.method != "POST":
        return _intake_page(request, build(**_asked_for(request)))
    form = build(request.POST, request.FILES)
    block = request.POST.get("remove", "")
    if "add" in request.POST or block:
        typed, blocks = form.as_typed(add="add" in request.POST, remove=int(block) if block.isdecimal() else None)
        return _intake_page(request, build(initial=typed, items=blocks))
    refuse_too_large(request, form)
    if pk := form.make_once("paper", request.now, lambda: _receive(request, form)):
        return redirect(reverse("returns:paper", args=[Paper.objects.get(pk=pk).paper_no]) + "?now")
    return _intake_page(request, form)


def _receive(request, form: IntakeForm) -> Paper:
    paper = _register(request, form)
    for item, photos in zip(paper.items.order_by("pk"), form.new_photos(), strict=True):
        pictures_add(
            by=request.user, now=request.now, subject="item", subject_id=item.pk, kind=AT_INTAKE, images=photos
        )
    return paper


def _register(request, form: IntakeForm) -> Paper:
    common = {"by": request.user, "now": request.now, "items": form.new_items()}
    newcomer = form.newcomer()
    if newcomer is None:
        return goods_receive(customer=form.cleaned_data["customer"], **common)
    return goods_receive_from_new(newcomer=newcomer, **common)


def _asked_for(request) -> dict:
    """The first values of a fresh intake page, from the links that lead to it."""
    scanned, number = _typed(request, "serial") or _typed(request, "machine"), _typed(request, "customer")
    known = known_by(scanned, customer_no=number) if scanned else None
    customer = (customer_by_no(number) if number else None) or (known.customer if known else None)
    block = known.fill(with_cost=request.user.may("see_cost"), customer_no=number) if known else {}
    return {"initial": {"customer": customer}, "items": [block]}


def _intake_page(request, form: IntakeForm):
    context = {"form": form, "faults": COMMON_FAULTS, "most": MOST_ITEMS}
    return render(request, "returns/intake.html", context)


@allowed("receive_goods")
def lookup(request):
    """What the desk knows of `?q=` (a serial, machine or item number), for the intake screen, as JSON.

    `fill` are values by field name, `customer` whose it is, `html` what the clerk should see.
    """
    words, chosen = _typed(request, "q"), _typed(request, "customer")
    known = known_by(words, customer_no=chosen)
    customer = known.customer
    context = {
        "known": known,
        "links": chain_of(known.serial).links,
        "chosen": chosen,
        "strange": bool(chosen and customer and customer.customer_no != chosen),
    }
    owner = customer and {
        "no": customer.customer_no,
        "name": customer.name,
        "text": str(customer),
        "tier": customer.tier,
        "agent_kind": customer.agent_kind,
    }
    return JsonResponse(
        {
            "found": known.found,
            "here": bool(known.here),
            "fill": known.fill(with_cost=request.user.may("see_cost"), customer_no=chosen),
            "customer": owner,
            "html": render_to_string("returns/_known.html", context, request=request),
        }
    )


# Goods


@allowed("see_goods")
def items(request):
    """The goods in the house, or all of them, newest first; by number, serial, customer or holder."""
    asked = {**request.GET.dict(), "state": request.GET.get("state") or "house"}
    form = GoodsFilter(asked)
    form.is_valid()
    wanted = form.cleaned_data
    words = wanted.get("q", "")
    page = goods_page(
        words=words,
        state=wanted.get("state", ""),
        customer=wanted.get("customer"),
        holder=wanted.get("holder"),
        after=_typed(request, "after"),
    )
    kept = request.GET.copy()
    kept["after"] = page.following
    context = {
        "form": form,
        "page": page,
        "papers": find_papers(words) if words else [],
        "mistyped": bool(words) and not page.items and number_is_mistyped(words),
        "next_query": kept.urlencode() if page.following else "",
        "paged": bool(request.GET.get("after")),
    }
    return render(request, "returns/items.html", context)
