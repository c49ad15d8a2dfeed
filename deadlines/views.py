"""The boards, and the page that explains one date."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from deadlines import selectors, services
from deadlines.forms import BoardForm, PauseForm
from deadlines.kinds import SEEN_WITH
from deadlines.models import Deadline
from deadlines.policies import State
from servicedesk.access import allowed
from servicedesk.errors import DomainError


@allowed("see_deadlines")
@require_safe
def board(request):
    """What is missed, about to be missed and due today; by person, kind and tier. Managers see everybody's first."""
    data = request.GET
    if "person" not in data and not request.user.may("steer_job") and not request.user.may("expedite_job"):
        data = {**data.dict(), "person": "me"}
    form = BoardForm(data, user=request.user)
    filters = form.filters()
    context = {"form": form, "parts": selectors.board(request.user, filters=filters, now=request.now)}
    is_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, "deadlines/_board.html" if is_part else "deadlines/board.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _seen(request, pk: int) -> Deadline:
    """The deadline, for somebody who may see what it belongs to; of another technician's visit there is none."""
    found = get_object_or_404(Deadline.objects.select_related("customer", "owner"), pk=pk)
    if not request.user.may(SEEN_WITH[found.subject]):
        raise PermissionDenied
    return get_object_or_404(selectors.seen_by(request.user).select_related("customer", "owner"), pk=pk)


def _page(request, found: Deadline, form: PauseForm):
    may_pause = request.user.may("pause_deadline") and found.meta.pausable
    context = {
        "deadline": found,
        "told": selectors.explain(found, now=request.now),
        "form": form if may_pause and found.state == State.RUNNING and request.now <= found.due_at else None,
        "may_resume": may_pause and found.state == State.PAUSED,
    }
    return render(request, "deadlines/deadline.html", context)


@allowed("see_deadlines")
@require_safe
def deadline(request, pk):
    """Why this is due when it is, and what happens on the way."""
    return _page(request, _seen(request, pk), PauseForm())


@allowed("pause_deadline")
@require_POST
def pause(request, pk):
    """Lets a deadline wait for the customer."""
    found = _seen(request, pk)
    form = PauseForm(request.POST)
    if form.carry_out(
        lambda: services.deadline_pause(deadline_id=pk, by=request.user, now=request.now, **form.cleaned_data)
    ):
        messages.success(request, _("It waits for the customer now. Let it run on as soon as he has answered."))
        return redirect("deadlines:deadline", pk)
    return _page(request, found, form)


@allowed("pause_deadline")
@require_POST
def resume(request, pk):
    """Lets a deadline run on."""
    _seen(request, pk)
    try:
        services.deadline_resume(deadline_id=pk, by=request.user, now=request.now)
        messages.success(request, _("It runs again."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("deadlines:deadline", pk)
