"""Pages of visits at the desk: plan, appointments, who is out, receipts, hints, money, calendar feeds. The ribbon on
the phone is in `ribbon_views`, what is done on the page of a visit in `step_views`."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.selectors import pick_customer
from field_visits import ics
from field_visits.forms import STEP_FORMS, AgreeForm, DayForm, ReceiptFilter
from field_visits.hint_selectors import hints_now, hints_of
from field_visits.models import CalendarLink, Visit
from field_visits.policies import State, Step, differing, seal_of
from field_visits.receipt_services import content_of, money_sign
from field_visits.selectors import (
    advice_for,
    feed_of,
    job_for,
    money_out,
    plan_of,
    receipts_page,
    rows_of,
    visit_for,
    who_is_out,
)
from field_visits.services import Appointment, calendar_renew, visit_agree
from field_visits.version_labels import COLUMN_LABELS
from records.models import Entry, Picture
from records.responses import picture_response
from servicedesk.access import allowed, public
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from servicedesk.qr import qr_svg
from tickets.writing import actions_of

LONGEST = 140


def _typed(request, name: str) -> str:
    return request.GET.get(name, "")[:LONGEST].strip()


def fetch(request, receipt_no: str) -> Visit:
    """The visit, for those who may see it; for anybody else there is none."""
    visit = visit_for(request.user, receipt_no)
    if visit is None:
        raise Http404
    return visit


# Plans


@allowed("see_visits")
@require_safe
def plan(request):
    """A day's visits by technician; `?day=` is another day."""
    form = DayForm(request.GET)
    day = (form.is_valid() and form.cleaned_data["day"]) or local_date(request.now)
    context = {
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "today": local_date(request.now),
        "form": DayForm({"day": day}),
        "lanes": plan_of(day, person=request.user, now=request.now),
    }
    return render(request, "field_visits/plan.html", context)


@allowed("steer_visits")
@require_safe
def out(request):
    """V1: who is out, where, since when."""
    return render(request, "field_visits/out.html", {"rows": who_is_out(request.now)})


@allowed("agree_visit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Agrees a visit. `?customer=` and `?job=` fill these in."""
    data = request.POST if request.method == "POST" else None
    job = job_for(_typed(request, "job")[:20])
    typed = (data or request.GET).get("customer", "")[:LONGEST]
    customer = job.customer if job and data is None else pick_customer(typed).customer if typed.strip() else None
    form = AgreeForm(data, person=request.user, now=request.now, customer=customer, job=job)
    if data is not None and "look" in data:
        form.errors.clear()
    elif data is not None and (
        pk := form.make_once(
            "visit",
            request.now,
            lambda: visit_agree(by=request.user, now=request.now, asked=Appointment(**form.values())),
        )
    ):
        agreed = Visit.objects.get(pk=pk)
        messages.success(request, _("Visit %(no)s is agreed.") % {"no": agreed.receipt_no})
        return redirect("visits:visit", agreed.receipt_no)
    context = {"form": form, "told": _told(data or request.GET, customer, job)}
    return render(request, "field_visits/new.html", context)


@allowed("agree_visit", "log_job", "receive_goods")
@require_safe
def advice(request):
    """What is advised for what is typed so far (B1, H1), as a part of a page."""
    job = job_for(_typed(request, "job")[:20])
    typed = _typed(request, "customer")
    customer = pick_customer(typed).customer if typed else None
    return render(request, "field_visits/_advice.html", {"told": _told(request.GET, customer, job)})


def _told(data, customer, job=None):
    if customer is None:
        return None
    machine = data.get("machine", "")
    brand = data.get("brand_class", "")
    if machine.isascii() and machine.isdigit() and len(machine) < 19:
        brand = customer.machines.filter(pk=machine).values_list("brand_class", flat=True).first() or brand
    domain = data.get("domain", "") or (job.domain if job else "")
    brand = brand or (job.brand_class if job else "")
    zone = {"true": True, "false": False}.get(data.get("in_urban_area", ""))
    return advice_for(
        customer=customer, domain=domain, brand_class=brand, phone_tried=bool(data.get("phone_tried")), zone=zone
    )


# Receipts


@allowed("see_visits")
@require_safe
def receipts(request):
    """Filed receipts, newest first: everybody's, or a technician's own."""
    form = ReceiptFilter(request.GET, person=request.user)
    form.is_valid()
    wanted = form.cleaned_data
    page = receipts_page(
        request.user,
        words=wanted.get("q", ""),
        technician=wanted.get("technician"),
        site_kind=wanted.get("site_kind", ""),
        verdict=wanted.get("verdict", ""),
        lacking=wanted.get("lacking", False),
        after=_typed(request, "after"),
    )
    kept = request.GET.copy()
    kept["after"] = page.following
    context = {
        "form": form,
        "page": page,
        "next_query": kept.urlencode() if page.following else "",
        "paged": bool(request.GET.get("after")),
    }
    return render(request, "field_visits/receipts.html", context)


def visit_page(request, visit: Visit, bound=None):
    """The page of a visit; `bound` is the form of a step that was refused, shown open with its errors."""
    actions = actions_of(request.user)
    possible = [step for step in Step if visit.refusal_for(request.user, step, actions) is None]
    if not (visit.state == State.FILED and visit.result == "not_solved" and not visit.reported_at):
        possible = [step for step in possible if step != Step.REPORT]
    about = {"visit": visit, "person": request.user, "now": request.now}
    forms = [
        bound if bound and bound.step == step else form(**about)
        for step, form in STEP_FORMS.items()
        if step in possible
    ]
    steers = request.user.may("steer_visits")
    versions = list(visit.versions.select_related("by").order_by("-number"))
    context = {
        "visit": visit,
        "row": rows_of([visit], now=request.now)[0],
        "possible": {step.value for step in possible},
        "steps": [(form, form is bound) for form in forms],
        "refused": bound if bound not in forms else None,
        "versions": told_versions(versions),
        "sealed": _seal_holds(visit, versions),
        "hints": hints_of(visit) if steers and visit.state == State.FILED else [],
        "pictures": list(Picture.objects.of("visit", visit.pk).seen_by(request.user)),
        "history": list(Entry.objects.of("visit", visit.pk).select_related("by")),
    }
    return render(request, "field_visits/visit.html", context)


def _seal_holds(visit: Visit, versions: list) -> bool | None:
    """Whether the receipt is what was sealed: each version upon the one before, and the columns as the newest one says.
    None for history that was brought in."""
    if not versions:
        return None
    previous = ""
    for version in reversed(versions):
        if version.seal != seal_of(version.content, previous=previous):
            return False
        previous = version.seal
    told = content_of(visit)
    return all(told[name] == value for name, value in versions[0].content.items() if name != "pictures")


def told_versions(versions: list) -> list[tuple]:
    """(version, what it changed, its content), the newest at the front; columns in the order of their labels."""
    found = []
    for version, earlier in zip(versions, [*versions[1:], None], strict=False):
        content = {name: version.content[name] for name in COLUMN_LABELS if name in version.content}
        changed = differing(earlier.content, version.content) if earlier else {}
        found.append((version, [(name, *changed[name]) for name in COLUMN_LABELS if name in changed], content))
    return found


@allowed("see_visits")
@require_safe
def visit(request, receipt_no):
    """Everything about a visit, and what this person may do to it now."""
    return visit_page(request, fetch(request, receipt_no))


@allowed("see_visits")
@require_safe
def paper(request, receipt_no):
    """The visit receipt to print, with the QR code of its page."""
    found = fetch(request, receipt_no)
    pictures = Picture.objects.of("visit", found.pk).current()
    address = request.build_absolute_uri(reverse("visits:visit", args=[found.receipt_no]))
    context = {
        "visit": found,
        "qr": qr_svg(address),
        "signature": next((each for each in reversed(pictures) if each.kind == Picture.SIGNATURE), None),
        "version": found.versions.order_by("-number").first(),
    }
    return render(request, "field_visits/paper.html", context)


@allowed("see_visits")
@require_safe
def picture(request, receipt_no, stem):
    """A photo or the signature of a visit; `?small` is the small one."""
    found = fetch(request, receipt_no)
    wanted = Picture.objects.of("visit", found.pk).seen_by(request.user).named(stem).first()
    if wanted is None:
        raise Http404
    return picture_response(request, wanted, thumb="small" in request.GET)


@allowed("steer_visits")
@require_safe
def hints(request):
    """What deserves a look on the receipts of the last month: hints, never verdicts."""
    return render(request, "field_visits/hints.html", {"seen": hints_now(request.now)})


# Money


@allowed("sign_money")
@require_safe
def money(request):
    """Money taken on visits that is not yet with finance (V6)."""
    rows = money_out()
    return render(request, "field_visits/money.html", {"rows": rows, "total": sum(row.revenue for row in rows)})


@allowed("sign_money")
@require_POST
def hand_in(request, receipt_no):
    """Finance signs for the money of one receipt (V6)."""
    found = fetch(request, receipt_no)
    try:
        money_sign(visit_id=found.pk, by=request.user, now=request.now)
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Signed: the money is with finance."))
    return redirect("visits:money")


# Calendar feeds


@allowed("file_visit")
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request):
    """The technician's own calendar link; a POST makes a new one, and the old stops working."""
    if request.method == "POST":
        calendar_renew(technician=request.user, by=request.user, now=request.now)
        messages.success(request, _("A new link is made. An earlier one no longer works."))
        return redirect("visits:calendar")
    link = CalendarLink.objects.filter(technician=request.user).first()
    address = link and request.build_absolute_uri(reverse("visits:feed", args=[link.token]))
    return render(request, "field_visits/calendar.html", {"link": link, "address": address})


@public
@require_safe
def feed(request, token):
    """A technician's visits for a calendar program, behind an address that nobody can guess."""
    found = feed_of(token, request.now)
    if found is None:
        raise Http404
    technician, visits = found
    name = _("Visits of %(name)s") % {"name": technician.name}
    text = ics.calendar(visits, name=name, host=request.get_host(), now=request.now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
