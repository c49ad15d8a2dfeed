"""The manager's month: proposals, objections, what is still open, preview and closing; and single sheets."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servicedesk.access import allowed
from servicedesk.errors import DomainError
from settlement import progress
from settlement.forms import AnewForm, AnswerForm, DecideForm, RestForm, WageForm
from settlement.labels import RUN_LABELS, RUN_STATE_LABELS
from settlement.models import Objection, Payout, Run
from settlement.month_page_selectors import month_page, part_of, part_with_work, sums_to_freeze
from settlement.months import month_or_404, month_to_close
from settlement.policies import Month
from settlement.policies.runs import RUN_BADGES, RunKind, RunState
from settlement.run_words import refusal_words
from settlement.services import lines_decide, objection_answer, rest_decide, run_add, wage_set
from settlement.sheet_selectors import reconsidered, sheet_page
from staff.models import User


@allowed("settle_month")
@require_safe
def current(request):
    """The month that is to be closed next."""
    return redirect("settlement:month", month_to_close(request.now))


@allowed("settle_month")
@require_safe
def month(request, month):
    """Everything about a month that a manager decides."""
    return _month(request, month)


def _month(request, text: str, **bound):
    wanted = month_or_404(text)
    part = part_of(wanted, request.GET.get("people", ""))
    page = month_page(wanted, by=request.user, rule=request.GET.get("rule", ""), now=request.now, part=part)
    context = {"page": page, "month": wanted, "decide": DecideForm(), "answer": AnswerForm(), **bound}
    return render(request, "settlement/month.html", context)


def _back(request, month: Month):
    """The page that a form was sent from."""
    query = request.GET.urlencode()
    return redirect(reverse("settlement:month", args=[month]) + (f"?{query}" if query else ""))


@allowed("settle_month")
@require_POST
def decide(request, month):
    """Confirms or waives the ticked lines, all or none."""
    wanted, form, done = month_or_404(month), DecideForm(request.POST), []

    def act():
        keys, told = form.keys(request.POST), form.cleaned_data
        verdict, reason = told["verdict"], told["reason"]
        done.extend(
            lines_decide(month=wanted, keys=keys, verdict=verdict, reason=reason, by=request.user, now=request.now)
        )

    if form.carry_out(act):
        messages.success(request, _("Decided: %(count)d.") % {"count": len(done)})
        return _back(request, wanted)
    return _month(request, month, decide=form, ticked=request.POST.getlist("lines"))


@allowed("settle_month")
@require_POST
def answer(request, month, pk):
    """Answers an objection, and waives the line where it is justified."""
    wanted, form = month_or_404(month), AnswerForm(request.POST)
    objection = get_object_or_404(Objection, pk=pk)
    about = {"objection_id": objection.pk, "month": wanted, "by": request.user, "now": request.now}
    if form.carry_out(lambda: objection_answer(**about, **form.cleaned_data)):
        messages.success(request, _("Answered."))
        return _back(request, wanted)
    return _month(request, month, answer=form, answered=objection.pk)


@allowed("settle_month")
@require_POST
def rest(request, month, pk):
    """S10: what the wage guard left over of a closed month is withheld later, or let go."""
    wanted, form = month_or_404(month), RestForm(request.POST)
    payout = get_object_or_404(Payout, pk=pk)
    if form.carry_out(lambda: rest_decide(payout_id=payout.pk, by=request.user, now=request.now, **form.cleaned_data)):
        messages.success(request, _("Decided."))
        return _back(request, wanted)
    return _month(request, month, rest=form, rest_of=payout.pk)


@allowed("settle_month")
@require_safe
def close(request, month):
    """The dry run: what the closing would freeze, and what has changed since the last preview. Closes nothing."""
    wanted = month_or_404(month)
    page = month_page(wanted, by=request.user, rule="", now=request.now)
    if not page.can_close or page.work.blocks:
        if page.closings and not page.mine:
            words = _("This month is closed already. What is closed never changes (S7).")
        else:
            words = _("This month cannot be closed now: the list says what is still to do.")
        messages.warning(request, words)
        where = f"?people={part_with_work(page)}" if page.work.blocks and part_of(wanted, "") else ""
        return redirect(reverse("settlement:month", args=[wanted]) + where)
    return render(request, "settlement/close.html", {"page": page, "month": wanted, "sums": sums_to_freeze(page)})


@allowed("settle_month")
@require_POST
def ask(request, month):
    """Asks for a preview or for the closing; the page of the run tells how far it is."""
    wanted = month_or_404(month)
    kind = request.POST.get("kind", "")
    if kind not in (RunKind.PREVIEW, RunKind.CLOSE):
        return redirect("settlement:month", wanted)
    try:
        run = run_add(kind=kind, month=wanted, by=request.user, now=request.now)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("settlement:month", wanted)
    return redirect("settlement:run", run.pk)


@allowed("see_settlement")
@require_safe
def run(request, pk):
    """A preview or closing: how far it is, or what came of it."""
    return _run(request, pk, "settlement/run.html")


@allowed("see_settlement")
@require_safe
def run_progress(request, pk):
    """The part of the page that moves."""
    return _run(request, pk, "settlement/_run.html")


def _run(request, pk: int, template: str):
    found = get_object_or_404(Run.objects.select_related("asked_by"), pk=pk)
    colour, icon = RUN_BADGES[RunState(found.state)]
    _stage, done, total = progress.of(found.pk) or ("", 0, 1)
    context = {
        "run": found,
        "month": f"{found.month:%Y-%m}",
        "kind": RUN_LABELS[found.kind],
        "state": RUN_STATE_LABELS[found.state],
        "colour": colour,
        "icon_name": icon,
        "share": 100 * done // max(total, 1),
        "refusal": refusal_words(found.refusal),
    }
    return render(request, template, context)


@allowed("see_settlement")
@require_safe
def sheet(request, month, staff_no):
    """One person's sheet."""
    return _sheet(request, month, staff_no)


def _sheet(request, text: str, staff_no: str, wage: WageForm | None = None, anew: AnewForm | None = None):
    wanted = month_or_404(text)
    person = get_object_or_404(User, staff_no=staff_no)
    page = sheet_page(person, wanted, now=request.now)
    context = {"page": page, "month": wanted, "person": person, "wage": wage or WageForm(), "own": False, "anew": anew}
    context["reconsidered"] = reconsidered(page, request.user, now=request.now)
    return render(request, "settlement/sheet.html", context)


@allowed("settle_month")
@require_POST
def decide_anew(request, month, staff_no):
    """S8: a manager thinks again about a decided line while its month is open, with a reason."""
    wanted, form = month_or_404(month), AnewForm(request.POST)

    def act():
        names = ("verdict", "reason", "instead_of")
        told = {name: form.cleaned_data[name] for name in names}
        lines_decide(month=wanted, keys=form.keys(request.POST), by=request.user, now=request.now, **told)

    if form.carry_out(act):
        messages.success(request, _("Decided anew."))
        return redirect("settlement:sheet", wanted, staff_no)
    return _sheet(request, month, staff_no, anew=form)


@allowed("settle_month")
@require_POST
def wage(request, month, staff_no):
    """Records a person's monthly wage (S10)."""
    person = get_object_or_404(User, staff_no=staff_no)
    form = WageForm(request.POST)
    if form.is_valid():
        try:
            wage_set(person=person, by=request.user, now=request.now, **form.cleaned_data)
        except DomainError as error:
            if error.code == "wage.own":
                raise PermissionDenied from error
            form.refuse(error)
        else:
            messages.success(request, _("Recorded."))
            return redirect("settlement:sheet", month_or_404(month), staff_no)
    return _sheet(request, month, staff_no, wage=form)
