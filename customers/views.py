"""Pages of customers and machines."""

from django.shortcuts import render

from customers.selectors import find_customers
from servicedesk.access import allowed


@allowed("see_customer")
def lookup(request):
    """The options of the customer picker for `?q=`: an HTML part, at most ten."""
    return render(request, "customers/_lookup.html", {"customers": find_customers(request.GET.get("q", "")[:100], 10)})
