"""The staff list and each person's record (R1, R2)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.access import allowed
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.forms import NewStaffForm, StaffForm
from staff.models import User
from staff.policies import grantable, may_manage
from staff.selectors import history_of, jobs_in_hand, staff_page
from staff.services import EDITABLE, first_password, staff_create, staff_update


def _person_or_404(staff_no: str) -> User:
    return get_object_or_404(User.objects.prefetch_related("groups"), staff_no=staff_no)


def _may_change(by: User, person: User) -> bool:
    return may_manage(actor=by.roles, actor_is_target=by.pk == person.pk, before=person.roles, after=person.roles)


@allowed("see_staff")
@require_safe
def staff_list(request):
    """Who is here, or with `?show=left` who has left."""
    left = request.GET.get("show") == "left"
    after = request.GET.get("after", "")[:20]
    page = staff_page(left=left, today=local_date(request.now), after=after)
    return render(request, "staff/list.html", {"page": page, "left": left, "today": local_date(request.now)})


@allowed("see_staff")
@require_safe
def person(request, staff_no):
    """A person's record, roles, jobs in hand and history."""
    shown = _person_or_404(staff_no)
    context = {
        "person": shown,
        "today": local_date(request.now),
        "may_change": request.user.may("manage_staff") and _may_change(request.user, shown),
        "is_self": shown.pk == request.user.pk,
        "jobs": jobs_in_hand(shown),
        "history": history_of(shown, request.GET.get("earlier", "")),
    }
    return render(request, "staff/person.html", context)


@allowed("manage_staff")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Enters a person. They can sign in once they have a first password."""
    form = NewStaffForm(
        request.POST or None,
        grantable=grantable(request.user.roles),
        initial={"in_station": True, "active_from": local_date(request.now)},
    )
    if pk := form.make_once(
        "staff", request.now, lambda: staff_create(by=request.user, now=request.now, **form.values())
    ):
        return redirect("staff:person", User.objects.get(pk=pk).staff_no)
    return render(request, "staff/form.html", {"form": form})


@allowed("manage_staff")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, staff_no):
    """Changes a person's record. A last day with jobs in hand is saved only once the jobs have been seen."""
    known = _person_or_404(staff_no)
    if not _may_change(request.user, known):
        raise PermissionDenied
    initial = {name: getattr(known, name) for name in EDITABLE} | {"roles": sorted(known.roles)}
    form = StaffForm(request.POST or None, initial=initial, grantable=grantable(request.user.roles))
    jobs = []
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if values["active_to"] and values["active_to"] != known.active_to and not form.cleaned_data["leave_anyway"]:
            jobs = jobs_in_hand(known)
        try:
            if not jobs:
                staff_update(staff_id=known.pk, by=request.user, now=request.now, **values)
                return redirect("staff:person", known.staff_no)
        except (DomainError, ValidationError) as error:
            form.refuse(error)
    return render(request, "staff/form.html", {"form": form, "person": known, "jobs": jobs})


@allowed("manage_staff")
@never_cache
@require_POST
def give_first_password(request, staff_no):
    """Gives a random first password and shows it, this once."""
    known = _person_or_404(staff_no)
    try:
        given = first_password(staff_id=known.pk, by=request.user, now=request.now)
    except DomainError as error:
        raise PermissionDenied(str(error)) from error
    return render(request, "staff/first_password.html", {"person": known, "password": given})
