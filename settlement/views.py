"""My month: each person's own lines, quotas, proposals, objections and answers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servicedesk.access import everyone
from settlement.forms import ObjectionForm
from settlement.months import month_or_404, this_month
from settlement.services import objection_add
from settlement.sheet_selectors import sheet_page


@everyone
@require_safe
def mine(request):
    """The person's month, this one unless `?month=` says another."""
    return _mine(request)


@everyone
@require_safe
def mine_in(request, month):
    """The person's month by the address that a notice gives."""
    return redirect(f"{reverse('settlement:mine')}?month={month_or_404(month)}")


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
    if form.make_once(
        "objection",
        request.now,
        lambda: objection_add(month=wanted, by=request.user, now=request.now, **form.values()),
    ):
        messages.success(request, _("Your objection is with the managers."))
        return redirect(f"{reverse('settlement:mine')}?month={wanted}")
    request.GET = request.GET.copy()
    request.GET["month"] = str(wanted)
    return _mine(request, bound=form)
