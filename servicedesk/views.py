"""The pages that belong to no single app: a person's work, the search over everything, the error pages."""

import logging

from django.db import connection
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from customers.selectors import find_customers, find_machines
from deadlines.selectors import mine
from field_visits.selectors import find_visits, visits_now
from returns.handover_selectors import handovers_now
from returns.paper_selectors import find_papers
from returns.repair_selectors import bench_of, open_quotes
from returns.selectors import find_items, goods_now, number_is_mistyped
from returns.supplier_selectors import chase_list, find_parcels
from returns.way_back_selectors import untold_now
from rulebook.selectors import calendar_warning
from servicedesk import schedule
from servicedesk.access import everyone, public
from servicedesk.clock import local_date
from settlement.home_selectors import month_now
from tickets.selectors import find_jobs, work_of

logger = logging.getLogger(__name__)


@everyone
def home(request):
    """What waits for this person now: their part of the queue, the goods they see to, what a manager must know."""
    context = {"month": month_now(request.user, now=request.now)}
    if request.user.may("see_queue"):
        context["work"] = work_of(request.user, request.now)
    if request.user.may("give_back"):
        context["untold"] = untold_now(now=request.now)
    if request.user.may("see_deadlines"):
        context["due"] = mine(request.user, now=request.now)
    if request.user.may("see_goods"):
        context["goods"] = goods_now(now=request.now)
    if request.user.may("see_handovers"):
        context["handovers"] = handovers_now(request.user, now=request.now)
    if request.user.may("take_job"):
        context["bench"] = bench_of(request.user)
    if request.user.may("work_goods"):
        context["quotes"] = open_quotes()
    if request.user.may("see_visits"):
        context["visits"] = visits_now(request.user, request.now)
    if request.user.may("ship_goods"):
        context["chase"] = chase_list(now=request.now, limit=8)
    if request.user.may("change_rules"):
        context["calendar_warning"] = calendar_warning(local_date(request.now))
    return render(request, "home.html", context)


@everyone
def search(request):
    """Everything that a typed number, name, phone or serial can mean; a number that means one thing opens it."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = _found(request.user, words) if words else {}
    exact = _exact(words, found)
    if exact:
        return redirect(exact)
    nothing = bool(words) and not any(found.values())
    context = {"query": words, "nothing": nothing, "mistyped": number_is_mistyped(words), **found}
    return render(request, "search.html", context)


def _found(user, words: str) -> dict[str, list]:
    """What this person may see of what matches, by kind."""
    found = {}
    if user.may("see_goods"):
        found |= {"papers": find_papers(words), "items": find_items(words)}
    if user.may("ship_goods") or user.may("manage_goods"):
        found["parcels"] = find_parcels(words)
    if user.may("see_queue"):
        found["jobs"] = find_jobs(words)
    if user.may("see_visits"):
        found["visits"] = find_visits(words, user)
    if user.may("see_customer"):
        found |= {"customers": find_customers(words), "machines": find_machines(words)}
    return found


NUMBERED = (
    ("papers", "paper_no", "returns:paper"),
    ("items", "item_no", "returns:item"),
    ("parcels", "parcel_no", "returns:parcel"),
    ("jobs", "job_no", "tickets:job"),
    ("visits", "receipt_no", "visits:visit"),
    ("customers", "customer_no", "customers:detail"),
    ("machines", "machine_no", "customers:machine"),
)


def _exact(words: str, found: dict[str, list]) -> str | None:
    """The page of the one thing whose number was typed; shops number machines and jobs alike, so there may be two."""
    hits = [
        reverse(url_name, args=[getattr(thing, number)])
        for kind, number, url_name in NUMBERED
        for thing in found.get(kind, [])
        if getattr(thing, number).casefold() == words.casefold()
    ]
    return hits[0] if len(hits) == 1 else None


@public
def favicon(request):
    """The desk's icon where browsers look for one: a photo or a file in a tab of its own names none."""
    return redirect(static("desk/icon.svg"))


@public
def healthz(request):
    """Says ok while the database answers, for whoever watches the process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@public
def healthz_beat(request):
    """Says ok while every line of the beat table runs on time, else 503 and the late ones."""
    late = [run.name for run in schedule.runs(request.now) if run.late]
    return HttpResponse("\n".join(late) or "ok", content_type="text/plain", status=503 if late else 200)


def _error(request, status: int, heading: str, advice: str):
    return render(request, "error.html", {"heading": heading, "advice": advice}, status=status)


def bad_request(request, exception=None):
    return _error(request, 400, _("That was not understood"), _("Go back, load the page again and repeat the step."))


def forbidden(request, exception=None):
    return _error(
        request, 403, _("Not yours to open"), _("Your role does not include this. A manager can change roles.")
    )


def form_too_old(request, reason=""):
    """A form whose token no longer holds: another sign-in in between, or cookies that are off."""
    return _error(
        request,
        403,
        _("This page is too old to be sent"),
        _("Nothing was saved. Go back, load the page again and repeat the step. Cookies must be allowed."),
    )


def not_found(request, exception=None):
    return _error(request, 404, _("Nothing here"), _("Check the number, or search for it at the top of the page."))


def server_error(request):
    """The page for what broke; where even that cannot be drawn (no database), one that needs nothing."""
    try:
        return _error(
            request,
            500,
            _("Something broke on our side"),
            _("Nothing was half saved. Try again; if it stays, tell a manager."),
        )
    except Exception:
        logger.exception("the error page itself failed")
        return HttpResponseServerError(render_to_string("500.html"))
