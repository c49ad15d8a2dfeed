"""The technician's phone: the day, the ribbon of one visit, taps and receipts, sent by the page or later by its outbox.

Everything that is sent carries a key, so that it is taken once however often it arrives. The outbox asks for JSON: 200
is done, 409 a conflict that a person looks at, 422 something to mend on the receipt.
"""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from field_visits import services
from field_visits.labels import DONE_LABELS, NEED_LABELS
from field_visits.models import Visit
from field_visits.policies import PHOTO_AFTER, PHOTO_BEFORE, Need, State, Step, missing
from field_visits.policies.timing import by_our_clock
from field_visits.receipt_forms import RibbonForm
from field_visits.receipt_services import Incomplete, visit_file, visit_note
from field_visits.selectors import own_day, rows_of
from field_visits.views import fetch
from field_visits.word_services import link_make
from records.models import Picture
from records.picture_forms import refuse_too_large
from records.services import once
from servicedesk.access import allowed, public
from servicedesk.errors import DomainError
from servicedesk.qr import qr_svg

TAPPED = frozenset({Need.CUSTOMER, Need.ARRIVED_AT, Need.LEFT_AT})  # not typed on the ribbon

# What nobody can mend on the receipt: it was somebody else's turn meanwhile.
CONFLICTS = frozenset({"visit.filed_already", "visit.noted_elsewhere", "visit.not_yours", "visit.moved_meanwhile"})


class TapForm(forms.Form):
    """A tap: the key of this one, when it was made and when it was sent, by the phone's clock."""

    key = forms.UUIDField(required=False)
    at = forms.DateTimeField(required=False)
    sent = forms.DateTimeField(required=False)


def _wants_json(request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _ribbon_address(visit: Visit) -> str:
    return reverse("visits:go", args=[visit.receipt_no])


def _refused(error: DomainError, visit: Visit) -> JsonResponse:
    """What an outbox shows beside what it could not send."""
    told = {"code": error.code, "message": str(error.message), "url": reverse("visits:visit", args=[visit.receipt_no])}
    return JsonResponse(told, status=409)


# The day


@allowed("file_visit")
@require_safe
def day(request):
    """The technician's own visits: what is open up to today, what comes, what waits on the phone."""
    context = {"day": own_day(request.user, request.now)}
    return render(request, "field_visits/day.html", context)


@public
@require_safe
def service_worker(request):
    """The script that keeps the day on the phone. It knows nothing about anybody."""
    response = render(request, "field_visits/sw.js", content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@allowed("file_visit")
@require_safe
def token(request):
    """Whose desk this is, and the token with which an outbox may send."""
    response = JsonResponse({"token": get_token(request), "staff_no": request.user.staff_no})
    response["Cache-Control"] = "no-store"
    return response


# Taps


def _tap(request, receipt_no: str, step: Step, service):
    """One tap, once; back to the ribbon, or to the visit for those at the desk."""
    found = fetch(request, receipt_no)
    form = TapForm(request.POST)
    form.is_valid()
    told = form.cleaned_data.get
    key, at = told("key") or uuid4(), by_our_clock(told("at"), sent=told("sent"), now=request.now)

    def make():
        return service(visit_id=found.pk, by=request.user, now=request.now, at=at)

    try:
        once(key=key, subject=f"visit.{step.value}"[:20], at=request.now, make=make)
    except DomainError as error:
        if _wants_json(request):
            return _refused(error, found)
        messages.error(request, str(error.message))
    else:
        if _wants_json(request):
            return JsonResponse({"done": True, "message": str(DONE_LABELS[step.value])})
        messages.success(request, str(DONE_LABELS[step.value]))
    mine = found.technician_id == request.user.pk and request.user.may("file_visit")
    return redirect("visits:go" if mine else "visits:visit", found.receipt_no)


@allowed("file_visit")
@require_POST
def depart(request, receipt_no):
    """The departure report (V1)."""
    return _tap(request, receipt_no, Step.DEPART, services.visit_depart)


@allowed("file_visit")
@require_POST
def arrive(request, receipt_no):
    """Arrived at the customer's."""
    return _tap(request, receipt_no, Step.ARRIVE, services.visit_arrive)


@allowed("file_visit", "plan_visits")
@require_POST
def explain(request, receipt_no):
    """The delay was explained to the customer (D7)."""
    return _tap(request, receipt_no, Step.EXPLAIN, services.visit_explain_delay)


# The ribbon


def _ribbon(request, visit: Visit, form: RibbonForm, needs=(), status: int = 200):
    """The page; `needs` are what the desk said is missing when the receipt was sent."""
    context = {
        "visit": visit,
        "row": rows_of([visit], now=request.now)[0],
        "form": form,
        "lacking": [need.value for need in needs or missing(visit.facts) if need not in TAPPED],
        "refused": bool(needs),
        "needs": NEED_LABELS,
        "pictures": list(Picture.objects.of("visit", visit.pk).current().filter(kind__in=(PHOTO_BEFORE, PHOTO_AFTER))),
        "asked": [need for need in NEED_LABELS if need not in TAPPED],
    }
    return render(request, "field_visits/ribbon.html", context, status=status)


@allowed("file_visit")
@require_safe
def go(request, receipt_no):
    """One visit on the phone, from the departure to the filed receipt."""
    found = fetch(request, receipt_no)
    if found.technician_id != request.user.pk or not found.is_open:
        return redirect("visits:visit", found.receipt_no)
    form = RibbonForm(visit=found)
    form.fields["key"].initial, form.fields["seen"].initial = uuid4(), found.wording
    return _ribbon(request, found, form)


def _sent(request, receipt_no: str) -> tuple[Visit, RibbonForm]:
    found = fetch(request, receipt_no)
    form = RibbonForm(request.POST, request.FILES, visit=found)
    refuse_too_large(request, form)
    return found, form


@allowed("file_visit")
@require_POST
def save(request, receipt_no):
    """Keeps what is on the receipt so far."""
    found, form = _sent(request, receipt_no)
    if form.carry_out(lambda: _note(request, found, form)):
        messages.success(request, str(DONE_LABELS[Step.NOTE.value]))
        return redirect("visits:go", found.receipt_no)
    return _ribbon(request, found, form)


def _note(request, found: Visit, form: RibbonForm):
    sent = {"noted": form.noted(), "photos": form.photos(), "seen": form.cleaned_data["seen"]}
    visit_note(visit_id=found.pk, by=request.user, now=request.now, **sent)


@allowed("file_visit")
@require_POST
def link(request, receipt_no):
    """Keeps the receipt so far and shows the code by which the customer gives their word on their own phone."""
    found, form = _sent(request, receipt_no)

    def act():
        _note(request, found, form)
        return link_make(visit_id=found.pk, by=request.user, now=request.now)

    if not form.carry_out(act):
        return _ribbon(request, found, form)
    address = request.build_absolute_uri(reverse("visits:word", args=[form.result]))
    response = render(request, "field_visits/link.html", {"visit": found, "address": address, "qr": qr_svg(address)})
    response["Cache-Control"] = "no-store"
    return response


@allowed("file_visit")
@require_safe
def word_state(request, receipt_no):
    """Whether the customer has given their word, as a part of the page that shows the code."""
    return render(request, "field_visits/_word_state.html", {"visit": fetch(request, receipt_no)})


@allowed("file_visit")
@require_POST
def file(request, receipt_no):
    """Files the receipt, once."""
    found, form = _sent(request, receipt_no)
    needs = []
    if form.is_valid():
        try:
            once(
                key=form.cleaned_data["key"],
                subject="visit.file",
                at=request.now,
                make=lambda: visit_file(
                    visit_id=found.pk, by=request.user, now=request.now, filing=form.filing(request.now)
                ),
            )
        except Incomplete as error:
            needs = error.needs
            form.refuse(error)
        except DomainError as error:
            if _wants_json(request) and error.code in CONFLICTS:
                return _refused(error, found)
            form.refuse(error)
        except ValidationError as error:
            form.refuse(error)
        else:
            return _filed(request, fetch(request, receipt_no))
    if _wants_json(request):
        return _to_mend(form, needs, found)
    found = fetch(request, receipt_no)
    if found.state != State.ON_SITE:
        messages.error(request, " ".join(form.non_field_errors()))
        return redirect("visits:visit", found.receipt_no)
    return _ribbon(request, found, form, needs)


def _filed(request, filed: Visit):
    message = _("Receipt %(no)s is filed.") % {"no": filed.receipt_no}
    address = reverse("visits:visit", args=[filed.receipt_no])
    if _wants_json(request):
        return JsonResponse({"done": True, "message": message, "url": address})
    messages.success(request, message)
    return redirect(address)


def _to_mend(form: RibbonForm, needs, found: Visit) -> JsonResponse:
    """What is wrong with a receipt that came from an outbox: the phone shows it, and the draft is there again."""
    told = [str(error) for error in form.non_field_errors()]
    for name, errors in form.errors.items():
        told += [f"{form.fields[name].label}: {error}" for error in errors if name in form.fields]
    missed = [str(NEED_LABELS[need.value]) for need in needs]
    return JsonResponse({"message": " ".join(told), "missing": missed, "url": _ribbon_address(found)}, status=422)
