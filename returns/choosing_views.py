"""Choosing a remedy with the customer, and the form that is printed of it (W1–W13)."""

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from returns.choosing_forms import ChoiceForm, told_before
from returns.labels import REMEDY_LABELS
from returns.models import ReturnedItem
from returns.policies import Remedy
from returns.policies.choices import offer, repair_offer
from returns.policies.states import Refusal, Step
from returns.qr import qr_svg
from returns.remedy_selectors import advice_of_goods
from returns.selectors import item_by_no, item_page
from returns.services import remedy_choose
from returns.step_labels import DONE_LABELS
from returns.writing import moved_meanwhile
from rulebook.selectors import calendar, terms_on
from servicedesk.access import allowed
from servicedesk.clock import local_date
from tickets.writing import actions_of


def _item(item_no: str) -> ReturnedItem:
    found = item_by_no(item_no)
    if found is None:
        raise Http404
    return found


@allowed("decide_remedy")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, item_no):
    """All four remedies of an item as they stood when it came in, and the one that is agreed on. A part of the page
    shows them anew while the facts are typed; nothing is saved by that."""
    item = _item(item_no)
    latest = item.choices.filter(current=True).first()
    told = told_before(item, latest)
    if request.method == "POST":
        form = ChoiceForm(request.POST, item=item, told=told, user=request.user)
        if form.make_once("goods.choose", request.now, lambda: _choose(request, item, form)):
            messages.success(request, str(DONE_LABELS[Step.CHOOSE]))
            return redirect("returns:item", item.item_no)
    else:
        form = ChoiceForm(request.GET or None, item=item, told=told, user=request.user)
        if not form.is_bound and item.refusal_for(Step.CHOOSE, actions_of(request.user)) == Refusal.STATE:
            messages.error(request, str(moved_meanwhile(item).message))
            return redirect("returns:item", item.item_no)
    part = request.htmx and not request.htmx.boosted
    context = {"form": form, "item": item, "earlier": latest, **_shown(item, form, told, request.user)}
    return render(request, "returns/_offers.html" if part else "returns/choose.html", context)


def _choose(request, item: ReturnedItem, form: ChoiceForm):
    return remedy_choose(
        item_id=item.pk,
        by=request.user,
        now=request.now,
        wish=form.wish(),
        corrections=form.corrections(),
        seen=form.cleaned_data["seen"],
    )


def _shown(item: ReturnedItem, form: ChoiceForm, told: dict, user) -> dict:
    """The four answers for what is filled in, and the offer of the remedy that is marked."""
    if not form.is_bound:  # what a fresh page holds, read as if it had been sent
        form = ChoiceForm(QueryDict(), item=item, told=told, user=user)
    form.is_valid()
    day = local_date(item.received_at)
    advice = advice_of_goods(item, form.goods(), form.circumstances())
    wanted = form.cleaned_data.get("remedy", "") or item.remedy
    offered = None
    if wanted == Remedy.REPAIR and (advice.decision or advice.before):
        told_repair = advice.decision.repair if advice.decision else None
        paid = bool(form.cleaned_data.get("overrule", ""))
        offered = repair_offer(told_repair, covered=advice.before is not None, paid=paid)
    elif advice.decision is not None and wanted:
        offered = offer(wanted, advice.case, advice.decision, terms=terms_on(day), calendar=calendar())
    labels = {"remedy_labels": REMEDY_LABELS}
    return {"advice": advice, "wanted": wanted, "offered": offered, "day": day, **labels}


@allowed("see_goods")
@require_safe
def remedy_form(request, item_no):
    """The form of the remedy in force, to print (退/调/换货单): basis, prices, money, approvals, who signed."""
    item = _item(item_no)
    page = item_page(item)
    if page.choice is None:
        raise Http404
    link = request.build_absolute_uri(reverse("returns:item", args=[item.item_no]))
    context = {
        "item": item,
        "choice": page.choice,
        "rate": terms_on(local_date(item.received_at)).wear_percent_per_day,
        "case": page.choice.advice.case if page.choice.advice else None,
        "handovers": [each for each in page.handovers if each.made_at >= page.choice.chosen_at],
        "internal": page.internal,
        "qr": qr_svg(link),
        "shows_contact": request.user.may("see_customer"),
    }
    return render(request, "returns/remedy_form.html", context)
