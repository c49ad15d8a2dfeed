"""The pages that belong to no single app: a person's work, the search over everything, the error pages."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from servicedesk.access import everyone, public


@everyone
def home(request):
    """What waits for this person now."""
    return render(request, "home.html")


@everyone
def search(request):
    """Everything that a typed number, name, phone or serial can mean."""
    return render(request, "search.html", {"query": request.GET.get("q", "").strip()[:100]})


@public
def healthz(request):
    """Says ok while the database answers, for whoever watches the process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def _error(request, status: int, heading: str, advice: str):
    return render(request, "error.html", {"heading": heading, "advice": advice}, status=status)


def bad_request(request, exception=None):
    return _error(request, 400, _("That was not understood"), _("Go back, load the page again and repeat the step."))


def forbidden(request, exception=None):
    return _error(
        request, 403, _("Not yours to open"), _("Your role does not include this. A manager can change roles.")
    )


def not_found(request, exception=None):
    return _error(request, 404, _("Nothing here"), _("Check the number, or search for it at the top of the page."))


def server_error(request):
    return _error(
        request,
        500,
        _("Something broke on our side"),
        _("Nothing was half saved. Try again; if it stays, tell a manager."),
    )
