"""What is done on a visit's page: each step is one form and one service."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from field_visits import receipt_services, services
from field_visits.forms import STEP_FORMS
from field_visits.labels import DONE_LABELS
from field_visits.policies import Step
from field_visits.receipt_forms import CorrectForm
from field_visits.views import fetch, visit_page
from servicedesk.access import allowed
from tickets.writing import actions_of


def _take_step(request, receipt_no: str, step: Step, service):
    """Form, one service, back to the visit; what is refused stays on the page with its reason."""
    found = fetch(request, receipt_no)
    form = STEP_FORMS[step](request.POST, visit=found, person=request.user, now=request.now)
    if form.carry_out(lambda: service(visit_id=found.pk, by=request.user, now=request.now, **form.values())):
        messages.success(request, str(DONE_LABELS[step.value]))
        return redirect("visits:visit", found.receipt_no)
    return visit_page(request, fetch(request, receipt_no), bound=form)


@allowed("plan_visits", "file_visit")
@require_POST
def move(request, receipt_no):
    """Agrees another time or technician."""
    return _take_step(request, receipt_no, Step.MOVE, services.visit_move)


@allowed("plan_visits", "file_visit")
@require_POST
def cancel(request, receipt_no):
    """Calls a visit off."""
    return _take_step(request, receipt_no, Step.CANCEL, services.visit_cancel)


@allowed("file_visit")
@require_POST
def turn_back(request, receipt_no):
    """Puts a visit whose technician turned back into the plan again."""
    return _take_step(request, receipt_no, Step.TURN_BACK, services.visit_turn_back)


@allowed("file_visit")
@require_POST
def report(request, receipt_no):
    """Reports what is not solved to the service manager (V4)."""
    return _take_step(request, receipt_no, Step.REPORT, receipt_services.visit_report)


@allowed("steer_visits", "file_visit")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, receipt_no):
    """Corrects a filed receipt: a new version beside the earlier ones."""
    found = fetch(request, receipt_no)
    if found.refusal_for(request.user, Step.CORRECT, actions_of(request.user)):
        return redirect("visits:visit", found.receipt_no)
    form = CorrectForm(request.POST or None, visit=found, person=request.user)

    def act():
        receipt_services.visit_correct(
            visit_id=found.pk,
            by=request.user,
            now=request.now,
            changes=form.changes(),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        )

    if request.method == "POST" and form.carry_out(act):
        messages.success(request, str(DONE_LABELS[Step.CORRECT.value]))
        return redirect("visits:visit", found.receipt_no)
    return render(request, "field_visits/correct.html", {"visit": found, "form": form})
