"""My month: each person's own lines, quotas, proposals, objections and answers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from records.services import once
from servicedesk.access import everyone
from servicedesk.errors import DomainError
from settlement.forms import ObjectionForm
from settlement.months import month_or_404, this_month
from settlement.services import objection_add
from settlement.sheet_selectors import sheet_page


@everyone
@require_safe
def mine(request):
    """The person's month, this one unless `?month=` says another."""
    return _mine(request)


def _mine(request, bound: ObjectionForm | None = None):
    text = request.GET.get("month", "")
    month = month_or_404(text) if text else this_month(request.now)
    page = sheet_page(request.user, month, now=request.now)
    context = {"page": page, "month": month, "form": bound or ObjectionForm(), "bound": bound, "own": True}
    return render(request, "settlement/mine.html", context)


@everyone
@require_POST
def object_to(request, month):
    """An objection to a line of one's own, once (S8)."""
    wanted = month_or_404(month)
    form = ObjectionForm(request.POST)
    if form.is_valid():
        key = tuple(form.cleaned_data["line"].split("|"))
        try:
            once(
                key=form.cleaned_data["key"],
                subject="objection",
                at=request.now,
                make=lambda: objection_add(
                    month=wanted,
                    key=key if len(key) == 4 else ("", "", "", ""),
                    text=form.cleaned_data["text"],
                    by=request.user,
                    now=request.now,
                ),
            )
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Your objection is with the managers."))
            return redirect(f"{reverse('settlement:mine')}?month={wanted}")
    request.GET = request.GET.copy()
    request.GET["month"] = str(wanted)
    return _mine(request, bound=form)
