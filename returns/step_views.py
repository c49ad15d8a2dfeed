"""What is done to an item on its page: each step is one form and one service."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from records.picture_forms import refuse_too_large
from returns.item_views import item_response
from returns.policies.states import Step
from returns.selectors import item_by_no
from returns.step_labels import DONE_LABELS
from returns.steps import DOINGS
from servicedesk.access import allowed


@allowed("decide_remedy", "work_goods", "ship_goods", "give_back", "manage_goods")
@require_POST
def step(request, item_no, step):
    """Form, one service, back to the item; what is refused stays on the page with its reason.

    A form that was sent twice does its step once, and both are told that it is done.
    """
    item = item_by_no(item_no)
    doing = DOINGS.get(step)
    if item is None or doing is None:
        raise Http404
    form = doing.form(request.POST, request.FILES, item=item, user=request.user, now=request.now)
    refuse_too_large(request, form)
    if form.make_once(
        f"goods.{step}"[:20],
        request.now,
        lambda: doing.service(item_id=item.pk, by=request.user, now=request.now, **form.values()),
    ):
        messages.success(request, str(DONE_LABELS[Step(step)]))
        return redirect("returns:item", item.item_no)
    return item_response(request, item_by_no(item_no), bound=form)
