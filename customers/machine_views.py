"""Pages of machines."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms import MachineForm, NewMachineForm
from customers.models import Customer, Machine
from customers.selectors import machine_overview, machines_by_serial
from customers.services import MACHINE_FIELDS, machine_create, machine_update
from records.history import ABOUT_COST
from servicedesk.access import allowed


def _machine_or_404(machine_no: str) -> Machine:
    return get_object_or_404(Machine.objects.select_related("customer", "replaced_by"), machine_no=machine_no)


@allowed("see_customer")
@require_safe
def machine(request, machine_no):
    """A machine with its whole history. Cost prices only for those who may see them."""
    shown = _machine_or_404(machine_no)
    hidden = () if request.user.may("see_cost") else ABOUT_COST
    page = machine_overview(shown, now=request.now, earlier=request.GET.get("earlier", ""), hidden=hidden)
    return render(request, "customers/machine.html", {"machine": shown, "page": page})


@allowed("edit_customer")
@require_http_methods(["GET", "HEAD", "POST"])
def machine_new(request, customer_no):
    """Enters a machine of a customer's. `?serial=` fills the form."""
    customer = get_object_or_404(Customer, customer_no=customer_no)
    form = NewMachineForm(
        request.POST or None,
        initial={"serial": request.GET.get("serial", "")[:60]},
        sees_cost=request.user.may("see_cost"),
    )
    if pk := form.make_once(
        "machine",
        request.now,
        lambda: machine_create(by=request.user, now=request.now, customer=customer, **form.values()),
    ):
        return redirect("customers:machine", Machine.objects.get(pk=pk).machine_no)
    return render(request, "customers/machine_form.html", {"form": form, "customer": customer})


@allowed("edit_customer")
@require_http_methods(["GET", "HEAD", "POST"])
def machine_edit(request, machine_no):
    """Corrects a machine, or moves it to another customer with its history."""
    known = _machine_or_404(machine_no)
    initial = {name: getattr(known, name) for name in (*MACHINE_FIELDS, "customer")}
    form = MachineForm(request.POST or None, initial=initial, sees_cost=request.user.may("see_cost"), known=known)
    if form.carry_out(lambda: machine_update(machine_id=known.pk, by=request.user, now=request.now, **form.values())):
        return redirect("customers:machine", known.machine_no)
    return render(request, "customers/machine_form.html", {"form": form, "customer": known.customer, "machine": known})


@allowed("edit_customer")
@require_safe
def same_serial(request):
    """Machines that already carry the typed `serial`, but for the one of `except`: an HTML part."""
    own = request.GET.get("except", "")
    known = machines_by_serial(request.GET.get("serial", "")[:60], former_too=True)
    found = [each for each in known if each.machine_no != own]
    return render(request, "customers/_same_serial.html", {"machines": found})
