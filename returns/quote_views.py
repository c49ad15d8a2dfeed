"""What is printed of a paid repair: the quote for the customer to sign, and the list by which it is settled."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from returns.models import Quote
from returns.qr import qr_svg
from returns.repair_selectors import collection_of, quote_by_no
from servicedesk.access import allowed

SIZES = ("a5", "a4", "80mm")


@allowed("see_goods")
@require_safe
def quote(request, quote_no):
    """The quote, item by item (L4, P); `?paper=a4` or `80mm` in another size."""
    return _print(request, _quote(quote_no), "returns/quote.html")


@allowed("see_goods")
@require_safe
def settlement(request, quote_no):
    """The settlement list, which the customer is given before he pays; there is none before the repair is settled."""
    found = _quote(quote_no)
    if found.settled_at is None:
        raise Http404
    return _print(request, found, "returns/settlement.html", parts=found.item.parts.all(), due=collection_of(found))


def _quote(quote_no: str) -> Quote:
    found = quote_by_no(quote_no)
    if found is None:
        raise Http404
    return found


def _print(request, found: Quote, template: str, **more):
    paper = found.item.paper
    status_url = request.build_absolute_uri(reverse("returns:status", args=[paper.token])) if paper else ""
    context = {
        "quote": found,
        "item": found.item,
        "lines": found.lines.all(),
        "size": request.GET.get("paper") if request.GET.get("paper") in SIZES else SIZES[0],
        "status_url": status_url,
        "qr": qr_svg(status_url) if status_url else "",
        "shows_contact": request.user.may("see_customer"),
        **more,
    }
    return render(request, template, context)
