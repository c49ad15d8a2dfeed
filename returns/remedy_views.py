"""The four remedies on the screen, before anything is promised (W13). Both pages only read."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from returns.policies.advice import Advice
from returns.remedy_forms import RemedyForm
from returns.remedy_selectors import advice_for, own_machine
from servicedesk.access import allowed
from servicedesk.clock import local_date


@allowed("see_goods")
@require_safe
def what_if(request):
    """All four remedies of a case that the query describes, field by field; every address can be passed on."""
    form, advice = _advised(request)
    context = {"form": form, "advice": advice, "wanted": form.cleaned_data.get("remedy", "")}
    part = request.htmx and not request.htmx.boosted
    return render(request, "returns/_remedies.html" if part else "returns/what_if.html", context)


@allowed("receive_goods")
@require_safe
def remedies(request):
    """The part of the intake screen that tells an item's remedies; the query holds the values of its block."""
    form, advice = _advised(request)
    context = {"form": form, "advice": advice, "wanted": form.cleaned_data.get("remedy", ""), "at_intake": True}
    return render(request, "returns/_remedies.html", context)


def _advised(request) -> tuple[RemedyForm, Advice]:
    form = RemedyForm(request.GET.dict(), user=request.user, today=local_date(request.now))
    form.is_valid()
    known = form.cleaned_data
    serial = known.get("serial", "")
    advice = advice_for(
        form.goods(),
        form.circumstances(),
        on=known.get("on") or form.today,
        serial=serial,
        machine=own_machine(known.get("customer"), serial),
    )
    return form, advice
