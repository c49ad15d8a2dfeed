"""The list of complaints, a new one, and what is done to one on its page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints import selectors, services
from complaints.forms import STEP_FORMS, LogForm
from complaints.labels import STEP_LABELS
from complaints.models import Complaint
from complaints.policies import Step, steps_in_turn
from servicedesk.access import allowed
from tickets.writing import actions_of

SERVICES = {
    Step.ANSWER: services.complaint_answer,
    Step.CHECK: services.complaint_check,
    Step.DECIDE: services.complaint_decide,
    Step.NAME: services.complaint_name,
    Step.GIVE: services.complaint_give,
    Step.WITHDRAW: services.complaint_withdraw,
}


@allowed("see_complaints")
@require_safe
def complaints(request):
    """The open complaints, or all, newest first, and the month's figures."""
    show_all = request.GET.get("show") == "all"
    page = selectors.complaint_page(open_only=not show_all, before=request.GET.get("before", ""), now=request.now)
    return render(request, "complaints/list.html", {"page": page, "show_all": show_all})


@allowed("log_complaint")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Logs a complaint. `?about=` (a number) and `?customer=` fill these in."""
    initial = {name: request.GET.get(name, "")[:30] for name in ("about", "customer")}
    form = LogForm(request.POST or None, user=request.user, now=request.now, initial=initial)
    if pk := form.make_once(
        "complaint", request.now, lambda: services.complaint_log(by=request.user, now=request.now, **form.values())
    ):
        logged = Complaint.objects.get(pk=pk)
        messages.success(request, _("Complaint %(no)s is logged.") % {"no": logged.complaint_no})
        return redirect("complaints:complaint", logged.complaint_no)
    return render(request, "complaints/new.html", {"form": form})


def _page(request, complaint: Complaint, bound=None):
    actions = actions_of(request.user)
    wanted = "" if bound else request.GET.get("step", "")
    steps = steps_in_turn(is_answered=complaint.answered_at is not None)
    forms = [
        bound if bound and bound.step == step else STEP_FORMS[step](complaint=complaint, now=request.now)
        for step in steps
        if complaint.refusal_for(request.user, step, actions) is None
    ]
    context = {
        "complaint": complaint,
        "history": selectors.history_of(complaint),
        "steps": [(form, STEP_LABELS[form.step], form is bound or form.step == wanted) for form in forms],
        "refused": bound if bound not in forms else None,
        "main_step": forms[0].step if forms else None,
        "is_about_me": complaint.is_open and complaint.concerns_id == request.user.pk,
    }
    return render(request, "complaints/complaint.html", context)


def _one(complaint_no: str) -> Complaint:
    return get_object_or_404(Complaint.objects.select_related(*selectors.JOINED), complaint_no=complaint_no)


@allowed("see_complaints")
@require_safe
def complaint(request, complaint_no):
    """Everything about a complaint, and what this person may do to it now."""
    return _page(request, _one(complaint_no))


@allowed("work_complaint", "decide_complaint")
@require_POST
def step(request, complaint_no, step):
    """Form, one service, back to the complaint; what is refused stays on the page with its reason."""
    if step not in list(Step):
        raise Http404
    found = _one(complaint_no)
    form = STEP_FORMS[Step(step)](request.POST, complaint=found, now=request.now)
    if form.make_once(
        f"complaint.{step}",
        request.now,
        lambda: SERVICES[Step(step)](complaint_id=found.pk, by=request.user, now=request.now, **form.values()),
    ):
        messages.success(request, _("Saved."))
        return redirect("complaints:complaint", found.complaint_no)
    return _page(request, _one(complaint_no), bound=form)
