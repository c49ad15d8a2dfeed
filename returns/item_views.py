"""The page of one item: everything about it, and what this person may do to it now."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from records.history import ABOUT_COST
from records.selectors import latest
from returns.models import ReturnedItem
from returns.policies import answer_due_on
from returns.policies.states import State, Step
from returns.selectors import item_by_no, item_page
from returns.services.leaving import what_waits
from returns.step_labels import STEP_LABELS
from returns.steps import possible_forms
from rulebook.selectors import terms_on
from servicedesk.access import allowed
from servicedesk.clock import local_date
from tickets.writing import actions_of


def item_response(request, item: ReturnedItem, bound=None):
    """The page of an item; `bound` is the form of a step that was refused, shown open with its errors."""
    page = item_page(item)
    wanted = "" if bound else request.GET.get("step", "")  # a notice leads to the step that it asks for
    forms = possible_forms(item, user=request.user, now=request.now, bound=bound)
    waits = what_waits(item, page.handovers) if item.state in (State.READY, State.UNCOLLECTED) else ""
    if waits:  # it could only be refused
        forms = [form for form in forms if form is bound or form.step != Step.GIVE_BACK]
    received_on = local_date(item.received_at)
    hidden = () if request.user.may("see_cost") else ABOUT_COST
    context = {
        "item": item,
        "page": page,
        "entries": latest({"item": [item.pk]}, hidden=hidden, limit=200).entries,
        "due": answer_due_on(received_on, terms=terms_on(received_on)),
        "steps": [(form, STEP_LABELS[form.step], form is bound or form.step == wanted) for form in forms],
        "waits": waits,
        "refused": bound if bound not in forms else None,
        "may_choose": item.refusal_for(Step.CHOOSE, actions_of(request.user)) is None and not _is_served(item),
    }
    return render(request, "returns/item.html", context)


def _is_served(item: ReturnedItem) -> bool:
    """Whether money or other goods wait for the customer already, so that no other remedy is chosen."""
    return item.state == State.READY and item.is_ours


@allowed("see_goods")
@require_safe
def item(request, item_no):
    """Everything about one item."""
    found = item_by_no(item_no)
    if found is None:
        raise Http404
    return item_response(request, found)
