"""The way back (A4, D6): what is ready for whom, told, given back and shipped, several items at once; packing lists."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from records.picture_forms import refuse_too_large
from returns.giving_forms import GiveBackManyForm, ManyForm, ShipForm, TellManyForm
from returns.models import Consignment
from returns.policies.ways_back import Told
from returns.qr import qr_svg
from returns.services import goods_give_back, goods_ship, goods_tell_ready
from returns.way_back_selectors import (
    Going,
    consignment_by_no,
    consignments_page,
    items_named,
    items_of,
    ready_page,
    waiting_of,
)
from servicedesk.access import allowed

SHOWS = {
    "": _("All"),
    "untold": _("To be told"),
    "told": _("Told already"),
    "agents": _("County/city agents"),
    "uncollected": _("Not collected"),
}


@allowed("give_back", "manage_goods")
@require_safe
def ready(request):
    """What is ready, customer by customer, told or not; `?show=` narrows it down."""
    show = request.GET.get("show", "")
    page = ready_page(now=request.now, show=show, after=request.GET.get("after", ""))
    kept = request.GET.copy()
    kept["after"] = page.following
    context = {
        "page": page,
        "show": show if show in SHOWS else "",
        "shows": SHOWS,
        "next_query": kept.urlencode() if page.following else "",
        "paged": bool(request.GET.get("after")),
    }
    return render(request, "returns/ready.html", context)


# One step with several items of one customer


@dataclass(frozen=True)
class Act:
    """A step with several items: its words and icon, its form, the goods that it is for, and how it is done."""

    heading: object
    button: object
    done: object
    icon: str
    form: type[ManyForm]
    is_for: Callable[[Going], bool]
    carry_out: Callable


TELL = Act(
    _("Tell the customer that it is ready"),
    _("Save"),
    _("Kept: the customer knows."),
    "telephone",
    TellManyForm,
    lambda row: row.told != Told.TOLD,
    lambda form, **step: goods_tell_ready(**step, **form.told)[0],
)
GIVE_BACK = Act(
    _("Give back"),
    _("Give back"),
    _("The goods are given back."),
    "bag-check",
    GiveBackManyForm,
    lambda row: not (row.ships_now or row.shipping or row.waits),
    lambda form, **step: goods_give_back(**step, handing=form.handing())[0],
)
SHIP = Act(
    _("Ship now"),
    _("Ship"),
    _("The goods are on their way. Enclose the packing list."),
    "truck",
    ShipForm,
    lambda row: row.ships_now,
    lambda form, **step: goods_ship(**step, transport=form.transport()),
)


def _act(request, act: Act):
    """Chosen items, one form, one service. Without a choice it is for all goods of the customer that it fits; what has
    moved on meanwhile is told by the service, and nothing is written."""
    if request.method == "POST":
        rows = items_named(request.POST.getlist("item"), now=request.now)
    else:
        chosen = request.GET.getlist("item")
        rows = waiting_of(request.GET.get("customer", ""), chosen, now=request.now)
        rows = rows if chosen else [row for row in rows if act.is_for(row)] or rows
    if not rows:
        messages.warning(request, _("Choose goods that are ready."))
        return redirect("returns:ready")
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = act.form(*data, items=[row.item for row in rows], user=request.user)
    refuse_too_large(request, form)
    step = {"item_ids": [row.item.pk for row in rows], "by": request.user, "now": request.now}
    if made := form.make_once(f"goods.{act.icon}", request.now, lambda: act.carry_out(form, **step)):
        messages.success(request, str(act.done))
        return redirect(_after(act, made))
    return render(request, "returns/way_back.html", {"act": act, "form": form, "rows": rows})


def _after(act: Act, made: int) -> str:
    """The packing list is printed next; everything else leads back to what is ready."""
    if act is SHIP:
        return reverse("returns:consignment", args=[Consignment.objects.get(pk=made).consignment_no])
    return reverse("returns:ready")


@allowed("give_back")
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request):
    """A4: the customer is told of several items; a county/city agent chooses for all of them."""
    return _act(request, TELL)


@allowed("give_back")
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request):
    """A4: several items of one customer go back in one act, with one signature."""
    return _act(request, GIVE_BACK)


@allowed("give_back")
@require_http_methods(["GET", "HEAD", "POST"])
def ship(request):
    """A4: several items of one county/city agent are shipped together, with their packing list."""
    return _act(request, SHIP)


# Packing lists


@allowed("see_goods")
@require_safe
def consignments(request):
    """The packing lists of goods for county/city agents, newest first."""
    page = consignments_page(after=request.GET.get("after", ""))
    context = {"page": page, "paged": bool(request.GET.get("after"))}
    return render(request, "returns/consignments.html", context)


def _with_its_goods(request, consignment_no: str) -> dict:
    found = consignment_by_no(consignment_no)
    if found is None:
        raise Http404
    return {"consignment": found, "rows": items_of(found, now=request.now)}


@allowed("see_goods")
@require_safe
def consignment(request, consignment_no):
    """One packing list: what it holds, how it travels, what the warehouse has still to sign."""
    return render(request, "returns/consignment.html", _with_its_goods(request, consignment_no))


@allowed("see_goods")
@require_safe
def consignment_print(request, consignment_no):
    """The packing list to print and enclose; `?paper=a4` for the large sheet."""
    context = _with_its_goods(request, consignment_no)
    page = request.build_absolute_uri(reverse("returns:consignment", args=[consignment_no]))
    context |= {
        "qr": qr_svg(page),
        "large": request.GET.get("paper") == "a4",
        "shows_contact": request.user.may("see_customer"),
    }
    return render(request, "returns/consignment_print.html", context)
