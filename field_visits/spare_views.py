"""Pages of spare units: the pool, a unit with its loans, lending against a signature, taking back, the loan receipt."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.selectors import pick_customer
from field_visits.models import Loan, SpareUnit
from field_visits.policies.spares import UnitState
from field_visits.selectors import job_for
from field_visits.spare_forms import LendForm, NewUnitForm, ReturnForm, WithdrawForm
from field_visits.spare_selectors import pool
from field_visits.spare_services import spare_add, spare_lend, spare_return, spare_withdraw
from records.models import Entry, Picture
from records.responses import picture_response
from servicedesk.access import allowed
from servicedesk.clock import local_date
from servicedesk.qr import qr_svg


@allowed("see_spares")
@require_safe
def spares(request):
    """The pool: for whom one is suggested (D3), what is out and until when, what is here."""
    context = {"pool": pool(request.now), "today": local_date(request.now), "job": request.GET.get("job", "")[:20]}
    return render(request, "field_visits/spares.html", context)


@allowed("keep_spares")
@require_http_methods(["GET", "HEAD", "POST"])
def spare_new(request):
    """Adds a unit to the pool."""
    form = NewUnitForm(request.POST or None)
    if pk := form.make_once("spare", request.now, lambda: spare_add(by=request.user, now=request.now, **form.values())):
        unit = SpareUnit.objects.get(pk=pk)
        messages.success(request, _("Unit %(no)s is in the pool.") % {"no": unit.unit_no})
        return redirect("visits:spare", unit.unit_no)
    return render(request, "field_visits/spare_new.html", {"form": form})


def _unit_page(request, unit: SpareUnit, **forms):
    loan = unit.loans.out().select_related("customer", "job").first()
    context = {
        "unit": unit,
        "loan": loan,
        "today": local_date(request.now),
        "loans": list(unit.loans.select_related("customer", "job", "lent_by").order_by("-lent_at")[:50]),
        "may_withdraw": unit.state == UnitState.IN_POOL and request.user.may("keep_spares"),
        "may_lend": unit.state == UnitState.IN_POOL and request.user.may("lend_spare"),
        "return_form": forms.get("return_form") or ReturnForm(),
        "withdraw_form": forms.get("withdraw_form") or WithdrawForm(),
        "history": list(Entry.objects.of("spare", unit.pk).select_related("by")),
    }
    return render(request, "field_visits/spare.html", context)


@allowed("see_spares")
@require_safe
def spare(request, unit_no):
    """One unit: where it is, its loans, its history."""
    return _unit_page(request, get_object_or_404(SpareUnit, unit_no=unit_no))


@allowed("lend_spare")
@require_http_methods(["GET", "HEAD", "POST"])
def lend(request, unit_no):
    """Lends a unit against the customer's signature. `?job=` fills in the customer."""
    unit = get_object_or_404(SpareUnit, unit_no=unit_no)
    posted = request.method == "POST"
    data = request.POST if posted else request.GET
    job = job_for(data.get("job", "")[:20]) if not posted else None
    typed = data.get("customer", "")[:140]
    customer = job.customer if job else pick_customer(typed).customer if typed.strip() else None
    files = (request.POST, request.FILES) if posted else ()
    form = LendForm(*files, unit=unit, now=request.now, customer=customer, job=job)
    if posted and "look" in data:
        form.errors.clear()
    elif posted and (
        pk := form.make_once(
            "loan", request.now, lambda: spare_lend(unit_id=unit.pk, by=request.user, now=request.now, **form.values())
        )
    ):
        return redirect("visits:loan_paper", Loan.objects.get(pk=pk).loan_no)
    return render(request, "field_visits/lend.html", {"unit": unit, "form": form})


@allowed("lend_spare")
@require_POST
def take_back(request, loan_no):
    """A unit comes back, with the condition it is in."""
    loan = get_object_or_404(Loan.objects.select_related("unit"), loan_no=loan_no)
    form = ReturnForm(request.POST)
    if form.carry_out(lambda: spare_return(loan_id=loan.pk, by=request.user, now=request.now, **form.cleaned_data)):
        messages.success(request, _("The unit is back in the pool."))
        return redirect("visits:spare", loan.unit.unit_no)
    return _unit_page(request, loan.unit, return_form=form)


@allowed("keep_spares")
@require_POST
def withdraw(request, unit_no):
    """Takes a unit out of the pool."""
    unit = get_object_or_404(SpareUnit, unit_no=unit_no)
    form = WithdrawForm(request.POST)
    if form.carry_out(lambda: spare_withdraw(unit_id=unit.pk, by=request.user, now=request.now, **form.cleaned_data)):
        messages.success(request, _("The unit is out of the pool."))
        return redirect("visits:spare", unit.unit_no)
    return _unit_page(request, unit, withdraw_form=form)


def _loan(loan_no: str) -> Loan:
    loans = Loan.objects.select_related("unit", "customer", "job", "lent_by", "returned_to")
    return get_object_or_404(loans, loan_no=loan_no)


@allowed("see_spares")
@require_safe
def loan_paper(request, loan_no):
    """The loan receipt to print (V7)."""
    loan = _loan(loan_no)
    address = request.build_absolute_uri(reverse("visits:spare", args=[loan.unit.unit_no]))
    signature = Picture.objects.of("loan", loan.pk).current().first()
    context = {"loan": loan, "qr": qr_svg(address), "signature": signature}
    return render(request, "field_visits/loan_paper.html", context)


@allowed("see_spares")
@require_safe
def loan_signature(request, loan_no):
    """The signature under a loan receipt."""
    signature = Picture.objects.of("loan", _loan(loan_no).pk).seen_by(request.user).first()
    if signature is None:
        raise Http404
    return picture_response(request, signature)
