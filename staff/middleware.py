"""Nobody sees a page of the desk without signing in, and nobody works under a password that someone else chose."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

OPEN_UNDER_FIRST_PASSWORD = {"staff:password", "staff:sign_out", "set_language"}


def sign_in_first(get_response):
    """Sends strangers to the sign-in page (on an empty desk that one leads to the set-up page) unless the view is
    public, and those with a first password to choose their own."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view_func, view_args, view_kwargs):
        if getattr(view_func, "public", False):
            return None
        if not request.user.is_authenticated:
            answer = redirect_to_login(_page_of(request), reverse(settings.LOGIN_URL))
        elif request.user.must_change_password and request.resolver_match.view_name not in OPEN_UNDER_FIRST_PASSWORD:
            answer = redirect("staff:password")
        else:
            return None
        # A part of a page cannot show the sign-in page: the whole window goes there.
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer

    middleware.process_view = process_view
    return middleware


def _page_of(request) -> str:
    """The page to come back to: for a part or a form that was sent, the page it stood on."""
    if request.htmx:
        return request.htmx.current_url_abs_path or "/"
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return "/"
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
