"""Incidents with their evidence, and money made at the station."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from records.models import Picture
from records.picture_forms import refuse_too_large
from records.responses import picture_response
from records.selectors import latest
from servicedesk.access import allowed, everyone
from servicedesk.errors import DomainError
from settlement.forms import IncidentForm, ReasonForm, RevenueForm
from settlement.models import Incident, Revenue
from settlement.services import incident_add, incident_withdraw, revenue_add, revenue_sign

PAGE = 100


@allowed("settle_month")
@require_safe
def incidents(request):
    """The newest incidents."""
    rows = Incident.objects.newest_first().select_related("person", "visit", "item", "entered_by")[:PAGE]
    return render(request, "settlement/incidents.html", {"rows": rows})


@allowed("settle_month")
@require_http_methods(["GET", "HEAD", "POST"])
def incident_new(request):
    """Enters an incident, once however often the form is sent."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = IncidentForm(*posted, now=request.now)
    refuse_too_large(request, form) if form.is_bound else None
    if pk := form.make_once(
        "incident", request.now, lambda: incident_add(by=request.user, now=request.now, **form.values())
    ):
        return redirect("settlement:incident", Incident.objects.get(pk=pk).incident_no)
    return render(request, "settlement/incident_new.html", {"form": form})


def _seen(request, incident_no: str) -> Incident:
    """The incident, for those who look at settlements and for the person it is about; for others there is none."""
    found = get_object_or_404(
        Incident.objects.select_related("person", "visit", "item", "entered_by", "withdrawn_by"),
        incident_no=incident_no,
    )
    shared = found.person_id is None
    if request.user.may("see_settlement") or shared or found.person_id == request.user.pk:
        return found
    raise Http404


@everyone
@require_safe
def incident(request, incident_no):
    """One incident with its evidence and what happened to it."""
    return _incident(request, incident_no, ReasonForm())


def _incident(request, incident_no: str, form: ReasonForm):
    found = _seen(request, incident_no)
    context = {
        "incident": found,
        "form": form,
        "pictures": Picture.objects.of("incident", found.pk).seen_by(request.user),
        "history": latest({"incident": [found.pk]}).entries,
    }
    return render(request, "settlement/incident.html", context)


@everyone
@require_safe
def picture(request, incident_no, stem):
    """A piece of evidence; `?small` is the small one."""
    found = _seen(request, incident_no)
    wanted = Picture.objects.of("incident", found.pk).seen_by(request.user).named(stem).first()
    if wanted is None:
        raise Http404
    return picture_response(request, wanted, thumb="small" in request.GET)


@allowed("settle_month")
@require_POST
def withdraw(request, incident_no):
    """Takes an incident back, with a reason."""
    found = _seen(request, incident_no)
    form = ReasonForm(request.POST)
    if form.carry_out(
        lambda: incident_withdraw(
            incident_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=request.now
        )
    ):
        messages.success(request, _("Taken back."))
        return redirect("settlement:incident", incident_no)
    return _incident(request, incident_no, form)


@allowed("enter_revenue", "sign_money", "see_settlement")
@require_http_methods(["GET", "HEAD", "POST"])
def revenue(request):
    """Money made at the station: entered by those who make it, signed for by finance (V6, S5)."""
    may_enter = request.user.may("enter_revenue")
    posted = (request.POST,) if request.method == "POST" and may_enter else ()
    form = RevenueForm(*posted, user=request.user, now=request.now)
    if form.make_once("revenue", request.now, lambda: revenue_add(by=request.user, now=request.now, **form.values())):
        messages.success(request, _("Entered. Hand it in to finance."))
        return redirect("settlement:revenue")
    rows = Revenue.objects.select_related("person").order_by("handed_in_on", "-on", "-pk")
    if not (request.user.may("sign_money") or request.user.may("see_settlement")):
        rows = rows.filter(person=request.user)
    waiting = list(rows.filter(handed_in_on__isnull=True)[:PAGE])
    done = rows.filter(handed_in_on__isnull=False).order_by("-handed_in_on", "-pk")[:PAGE]
    context = {"form": form, "waiting": waiting, "done": done, "may_enter": may_enter}
    return render(request, "settlement/revenue.html", context)


@allowed("sign_money")
@require_POST
def sign(request, revenue_no):
    """Finance signs that the money is there."""
    found = get_object_or_404(Revenue, revenue_no=revenue_no)
    try:
        revenue_sign(revenue_id=found.pk, by=request.user, now=request.now)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Signed."))
    return redirect("settlement:revenue")
