"""Papers to print, the customer's own page behind the code of his, and making a paper void."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from returns.labels import COPIES, INTERNAL_COPIES
from returns.models import Paper, ReturnedItem
from returns.paper_forms import VoidForm
from returns.paper_selectors import handovers_on, in_force, internal_vouchers_of, items_on, paper_by_no, paper_by_token
from returns.policies import answer_due_on
from returns.qr import qr_svg
from returns.selectors import item_by_no
from returns.services import paper_void
from rulebook.selectors import terms_on
from servicedesk.access import allowed, public
from servicedesk.clock import local_date

SIZES = ("a5", "a4", "80mm")


def _paper(paper_no: str) -> Paper:
    found = paper_by_no(paper_no)
    if found is None:
        raise Http404
    return found


def _received_at(found: Paper, items: list[ReturnedItem]):
    """When the goods came in; a paper in the place of a void one is younger than its goods."""
    return items[0].received_at if items else found.issued_at


def _answer_due(found: Paper, items: list[ReturnedItem]):
    received_on = local_date(_received_at(found, items))
    return answer_due_on(received_on, terms=terms_on(received_on))


@allowed("see_goods")
@require_safe
def paper(request, paper_no):
    """The paper to print: three copies of a voucher, a county/city agent's list (A1), or the station's voucher to the
    company (A3). `?paper=a4` for a larger sheet, `?paper=80mm` for a roll."""
    found = _paper(paper_no)
    size = request.GET.get("paper")
    context = {
        "paper": found,
        "size": size if size in SIZES else "a5",
        "fresh": "now" in request.GET,
        "instead": in_force(found) if found.is_void else None,
        "shows_contact": request.user.may("see_customer"),
    }
    return _internal(request, found, context) if found.is_internal else _customers(request, found, context)


def _customers(request, found: Paper, context: dict):
    status_url = request.build_absolute_uri(reverse("returns:status", args=[found.token]))
    items = items_on(found)
    context |= {
        "items": items,
        "copies": COPIES if found.is_voucher else (None,),
        "received_at": _received_at(found, items),
        "due": _answer_due(found, items),
        "qr": qr_svg(status_url),
        "status_url": status_url,
        "internal": internal_vouchers_of(items),
    }
    return render(request, "returns/receipt.html" if context["size"] == "80mm" else "returns/paper.html", context)


def _internal(request, found: Paper, context: dict):
    """The code of an internal voucher leads staff to the item, and carries the number for the warehouse's scanner."""
    item = item_by_no(found.item.item_no)
    choice = (
        item.choices.filter(chosen_at__lte=found.issued_at).select_related("by", "lowered_by").latest("chosen_at", "pk")
    )
    address = reverse("returns:item", args=[item.item_no]) + "?" + urlencode({"voucher": found.paper_no})
    context |= {
        "item": item,
        "items": [item],
        "choice": choice,
        "case": choice.advice.case if choice.advice else None,
        "rate": terms_on(local_date(item.received_at)).wear_percent_per_day,
        "copies": INTERNAL_COPIES,
        "handovers": handovers_on(found, choice),
        "qr": qr_svg(request.build_absolute_uri(address)),
    }
    return render(request, "returns/internal.html", context)


@public
def status(request, token):
    """The customer's own page behind the code: how far the goods are, and nothing about any person. A void paper only
    says which one stands in its place."""
    found = paper_by_token(token)
    if found is None:
        raise Http404
    instead = in_force(found) if found.is_void else None
    items = [] if instead else items_on(found)
    context = {"paper": found, "items": items, "instead": instead, "due": _answer_due(found, items)}
    response = render(request, "returns/status.html", {**context, "received_at": _received_at(found, items)})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@allowed("manage_goods")
@require_http_methods(["GET", "HEAD", "POST"])
def void(request, paper_no):
    """Makes a paper void with a reason, and opens the one in its place to be printed."""
    found = _paper(paper_no)
    form = VoidForm(request.POST or None)
    about = {"paper_id": found.pk, "by": request.user, "now": request.now}
    if pk := form.make_once("paper.void", request.now, lambda: paper_void(reason=form.cleaned_data["reason"], **about)):
        return redirect(reverse("returns:paper", args=[Paper.objects.get(pk=pk).paper_no]) + "?now")
    return render(request, "returns/void.html", {"paper": found, "form": form})
