"""Pages of customers."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms import CustomerForm, NewCustomerForm, choices
from customers.labels import TIER_LABELS
from customers.models import Customer
from customers.policies import is_phone
from customers.selectors import (
    customer_overview,
    customer_page,
    find_customers,
    find_machines,
    similar_customers,
)
from customers.services import CUSTOMER_FIELDS, customer_create, customer_update
from servicedesk.access import allowed

LONGEST_QUERY = 100


@allowed("see_customer")
@require_safe
def customer_list(request):
    """Customers, all or those that match; while typing only the results are sent."""
    words = request.GET.get("q", "")[:LONGEST_QUERY]
    tier = request.GET.get("tier", "")
    after = request.GET.get("after", "")
    context = {
        "words": words,
        "tier": tier,
        "tiers": choices(TIER_LABELS, _("Every tier")),
        "after": after,
        "page": customer_page(words, tier, after),
        "machines": [] if after or tier else find_machines(words, 10),
        "typed": urlencode({"phone" if is_phone(words) else "name": words}),
    }
    is_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, "customers/_results.html" if is_part else "customers/list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@allowed("see_customer")
@require_safe
def lookup(request):
    """The options of the customer picker for `?q=`: an HTML part, at most ten."""
    found = find_customers(request.GET.get("q", "")[:LONGEST_QUERY], 10)
    return render(request, "customers/_lookup.html", {"customers": found})


@allowed("edit_customer")
@require_safe
def similar(request):
    """Customers who may be the one being typed (`name`, `phone`), but for the one of `except`: an HTML part."""
    found = similar_customers(
        name=request.GET.get("name", "")[:LONGEST_QUERY], phone=request.GET.get("phone", "")[:LONGEST_QUERY]
    )
    own = request.GET.get("except", "")
    return render(
        request, "customers/_similar.html", {"customers": [each for each in found if each.customer_no != own]}
    )


@allowed("edit_customer")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Creates a customer. `?name=` and `?phone=` fill the form."""
    initial = {name: request.GET.get(name, "")[:LONGEST_QUERY] for name in ("name", "phone")}
    form = NewCustomerForm(request.POST or None, initial=initial)
    if pk := form.make_once(
        "customer", request.now, lambda: customer_create(by=request.user, now=request.now, **form.values())
    ):
        return redirect("customers:detail", Customer.objects.get(pk=pk).customer_no)
    return render(request, "customers/form.html", {"form": form})


@allowed("edit_customer")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, customer_no):
    """Corrects a customer."""
    customer = get_object_or_404(Customer, customer_no=customer_no)
    initial = {name: getattr(customer, name) for name in CUSTOMER_FIELDS}
    form = CustomerForm(request.POST or None, initial=initial, known=customer)
    if form.carry_out(
        lambda: customer_update(customer_id=customer.pk, by=request.user, now=request.now, **form.values())
    ):
        return redirect("customers:detail", customer.customer_no)
    return render(request, "customers/form.html", {"form": form, "customer": customer})


@allowed("see_customer")
@require_safe
def detail(request, customer_no):
    """All about a customer: machines, jobs, goods, history."""
    customer = get_object_or_404(Customer, customer_no=customer_no)
    page = customer_overview(customer, request.GET)
    return render(request, "customers/detail.html", {"customer": customer, "page": page})
