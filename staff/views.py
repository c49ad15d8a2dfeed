"""Signing in and out, the first minutes of an empty desk, one's own password."""

import unicodedata
from datetime import timedelta
from urllib.parse import urlsplit

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.db.models import Max
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from servicedesk import clock
from servicedesk.access import everyone, public
from staff.forms import ChangePasswordForm, NewPasswordForm, SetupForm, SignInForm
from staff.models import User
from staff.services import password_change, setup_finish

BACKEND = "staff.backends.StaffBackend"


def _where_to(request) -> str:
    """The page that was asked for before the sign-in, if it is one of ours; else the person's work."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours and urlsplit(asked).path != request.path else "/"


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    """Staff number (in capitals or not) and password. Too many wrong tries are answered by `locked_out`."""
    if request.user.is_authenticated:
        return redirect(_where_to(request))
    if not User.objects.with_password().exists():
        return redirect("staff:setup")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # One number, and one count of wrong tries, however it is written.
        number = unicodedata.normalize("NFKC", form.cleaned_data["username"]).upper()
        user = authenticate(request, username=number, password=form.cleaned_data["password"])
        if user is not None:
            login(request, user)
            return redirect(_where_to(request))
        form.add_error(None, _("Wrong staff number or password, or not on the staff today. A manager can help."))
    return render(request, "staff/sign_in.html", {"form": form, "next": _where_to(request)})


def locked_out(request, _original_response, credentials):
    """The answer of django-axes to too many wrong tries: 429, and when to try again."""
    number = (credentials or {}).get("username", "")
    tries = AccessAttempt.objects.filter(username=number, ip_address=request.axes_ip_address)
    last = tries.aggregate(last=Max("attempt_time"))["last"] or clock.now()
    again = last + get_cool_off(request)
    wait = max(again - clock.now(), timedelta(minutes=1))
    context = {"again": again, "wait": wait, "number": number}
    response = render(request, "staff/locked_out.html", context, status=429)
    response["Retry-After"] = str(int(wait.total_seconds()))
    return response


@public
@require_POST
def sign_out(request):
    """Ends the session. Also where it had ended by itself, so that nobody is asked to sign in to sign out."""
    logout(request)
    return redirect("staff:sign_in")


@everyone
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request):
    """One's own password. After a first password there is no asking for it again: it was typed a moment ago."""
    form_class = NewPasswordForm if request.user.must_change_password else ChangePasswordForm
    form = form_class(request.POST or None, user=request.user)
    if form.carry_out(lambda: password_change(user=request.user, password=form.cleaned_data["new"], now=request.now)):
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed. Your other sessions have ended."))
        return redirect("home")
    return render(request, "staff/password.html", {"form": form})


@public
@never_cache
@sensitive_post_parameters("new", "again", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request):
    """The first person, while nobody can sign in; afterwards the sign-in page."""
    if User.objects.with_password().exists():
        return redirect("staff:sign_in")
    form = SetupForm(request.POST or None, user=User())
    if form.carry_out(lambda: setup_finish(now=request.now, **form.values())):
        login(request, form.result, backend=BACKEND)
        messages.success(request, _("The desk is yours. Enter your staff, or import a workbook."))
        return redirect("home")
    return render(request, "staff/setup.html", {"form": form})
