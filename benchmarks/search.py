"""Customers found while somebody types."""

from django.urls import reverse

from benchmarks import benchmark, data
from customers.selectors import find_customers


@benchmark("customer search")
def search(bench, size: int):
    """Each of these as the counter asks it: part of a name, part of a phone number, nothing that there is."""
    data.customers(size)
    bench.settle()
    bench.measure("part of a name", lambda: find_customers("建华"))
    bench.measure("part of a phone number", lambda: find_customers("13900"))
    bench.measure("nothing that there is", lambda: find_customers("鑫鑫鑫"))
    bench.measure_page("the lookup while typing", bench.client("counter"), reverse("customers:lookup"), {"q": "王"})
