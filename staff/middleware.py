"""Nobody sees a page of the desk without signing in, and nobody works under a password that someone else chose."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse

OPEN_UNDER_FIRST_PASSWORD = {"staff:password", "staff:sign_out", "set_language"}


def sign_in_first(get_response):
    """Sends strangers to the sign-in page (or, on an empty desk, to the set-up page) unless the view is public."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view_func, view_args, view_kwargs):
        if getattr(view_func, "public", False):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        if request.user.must_change_password and request.resolver_match.view_name not in OPEN_UNDER_FIRST_PASSWORD:
            return redirect("staff:password")
        return None

    middleware.process_view = process_view
    return middleware
