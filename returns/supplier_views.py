"""Pages of suppliers: whom to ask after what today, the faulty baskets, parcels and their packing lists (W10, D2)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from records.selectors import latest
from returns.basket_forms import (
    BackForm,
    ChaseForm,
    ConfirmForm,
    FillBasketForm,
    NewSupplierForm,
    ShipForm,
    SupplierForm,
)
from returns.models import Parcel, Supplier
from returns.policies.trips import TripState
from returns.qr import qr_svg
from returns.services import (
    items_into_basket,
    parcel_ship,
    supplier_create,
    supplier_update,
    trips_back,
    trips_chase,
    trips_confirm,
)
from returns.services.supplying import SUPPLIER_FIELDS
from returns.supplier_selectors import (
    basket_candidates,
    basket_of,
    chase_list,
    list_lines,
    owed_of,
    parcel_by_no,
    parcels_page,
    supplier_rows,
    trips_of,
)
from servicedesk.access import allowed

READERS = ("ship_goods", "manage_goods")


def _asked_supplier(request) -> Supplier | None:
    """The supplier that a page is narrowed down to by `?supplier=`; None for nonsense."""
    typed = request.GET.get("supplier", "") or request.POST.get("supplier", "")
    return Supplier.objects.filter(pk=int(typed)).first() if typed.isdecimal() and len(typed) < 18 else None


# Suppliers


@allowed(*READERS)
@require_safe
def suppliers(request):
    """Every supplier with what lies in the basket, is away, and is to be asked after."""
    return render(request, "returns/suppliers.html", {"rows": supplier_rows(now=request.now)})


@allowed("ship_goods")
@require_http_methods(["GET", "HEAD", "POST"])
def supplier_new(request):
    """Adds a supplier."""
    form = NewSupplierForm(request.POST or None)
    if pk := form.make_once(
        "supplier", request.now, lambda: supplier_create(by=request.user, now=request.now, **form.values())
    ):
        return redirect("returns:supplier", pk)
    return render(request, "returns/supplier_form.html", {"form": form})


@allowed("ship_goods")
@require_http_methods(["GET", "HEAD", "POST"])
def supplier_edit(request, supplier_id):
    """Corrects a supplier, or says that nothing is sent there any more."""
    found = get_object_or_404(Supplier, pk=supplier_id)
    form = SupplierForm(request.POST or None, initial={name: getattr(found, name) for name in SUPPLIER_FIELDS})
    if form.carry_out(
        lambda: supplier_update(supplier_id=found.pk, by=request.user, now=request.now, **form.cleaned_data)
    ):
        return redirect("returns:supplier", found.pk)
    return render(request, "returns/supplier_form.html", {"form": form, "supplier": found})


@allowed("ship_goods")
@require_http_methods(["GET", "HEAD", "POST"])
def supplier(request, supplier_id):
    """A supplier's faulty basket, from which what is ticked is shipped; its latest parcels and history."""
    found = get_object_or_404(Supplier, pk=supplier_id)
    form = ShipForm(request.POST if request.method == "POST" else None)
    if pk := form.make_once(
        "parcel",
        request.now,
        lambda: parcel_ship(trip_ids=form.ticked, by=request.user, now=request.now, shipment=form.shipment(found)),
    ):
        parcel_no = Parcel.objects.get(pk=pk).parcel_no
        told = _("Shipped as %(no)s. Print the packing list and enclose it.")
        messages.success(request, told % {"no": parcel_no})
        return redirect("returns:parcel", parcel_no)
    trips = basket_of(found)
    context = {
        "supplier": found,
        "form": form,
        "lines": list_lines(trips),
        "ticked": set(form.ticked) if form.is_bound else {trip.pk for trip in trips},
        "parcels": parcels_page(supplier=found, size=5).parcels,
        "entries": latest({"supplier": [found.pk]}, limit=50).entries,
    }
    return render(request, "returns/supplier.html", context)


@allowed("ship_goods")
@require_http_methods(["GET", "HEAD", "POST"])
def baskets(request):
    """Goods that may go to a supplier and lie in no basket; what is ticked goes into one."""
    form = FillBasketForm(request.POST if request.method == "POST" else None)
    if form.carry_out(lambda: items_into_basket(by=request.user, now=request.now, **form.values())):
        return redirect("returns:supplier", form.cleaned_data["supplier"].pk)
    context = {"form": form, "candidates": basket_candidates(), "ticked": set(form.ticked)}
    return render(request, "returns/baskets.html", context)


# Whom to ask after what


@allowed(*READERS)
@require_safe
def chase(request):
    """D2: every item to be asked after today, the late ones first; `?supplier=` those of one."""
    return _chase_page(request)


def _chase_page(request, *, confirm: ConfirmForm | None = None, asked: ChaseForm | None = None):
    chosen = _asked_supplier(request)
    found = chase_list(now=request.now, supplier=chosen.pk if chosen else None)
    sent = confirm or asked
    context = {
        "chase": found,
        "rows": found.rows,
        "chosen": chosen,
        "confirm": confirm or ConfirmForm(None, now=request.now),
        "asked": asked or ChaseForm(None),
        "ticked": set(sent.ticked) if sent else {row.trip.pk for row in found.rows if chosen},
    }
    return render(request, "returns/chase.html", context)


@allowed("ship_goods")
@require_POST
def chase_asked(request):
    """Notes that the supplier was asked after what is ticked, or after the one row whose button was pressed."""
    form = ChaseForm(request.POST)
    if form.carry_out(lambda: trips_chase(by=request.user, now=request.now, **form.values())):
        messages.success(request, _("Kept: asked today."))
        return _back_to_list(request)
    return _list_again(request, asked=form)


@allowed("ship_goods")
@require_POST
def chase_confirm(request):
    """Keeps the supplier's word that what is ticked has arrived."""
    form = ConfirmForm(request.POST, now=request.now)
    if form.carry_out(lambda: trips_confirm(by=request.user, now=request.now, **form.values())):
        messages.success(request, _("The supplier's confirmation is kept."))
        return _back_to_list(request)
    return _list_again(request, confirm=form)


def _sent_from(request) -> Parcel | None:
    """The parcel from whose page a list was sent; None where it was the list of all."""
    return parcel_by_no(request.POST.get("parcel", ""))


def _back_to_list(request):
    parcel, chosen = _sent_from(request), _asked_supplier(request)
    if parcel is not None:
        return redirect("returns:parcel", parcel.parcel_no)
    return redirect(reverse("returns:chase") + (f"?supplier={chosen.pk}" if chosen else ""))


def _list_again(request, **forms):
    """The page that was sent, with what was refused."""
    parcel = _sent_from(request)
    return _chase_page(request, **forms) if parcel is None else _parcel_page(request, parcel, **forms)


# Parcels


@allowed(*READERS)
@require_safe
def parcels(request):
    """Parcels, newest first; `?supplier=` those of one."""
    chosen = _asked_supplier(request)
    page = parcels_page(supplier=chosen, after=request.GET.get("after", "")[:20])
    return render(request, "returns/parcels.html", {"page": page, "chosen": chosen})


def _parcel(parcel_no: str) -> Parcel:
    found = parcel_by_no(parcel_no)
    if found is None:
        raise Http404
    return found


@allowed(*READERS)
@require_safe
def parcel(request, parcel_no):
    """A parcel: what was in it, who confirmed it, what is back and what is still owed."""
    return _parcel_page(request, _parcel(parcel_no))


def _parcel_page(request, found: Parcel, *, confirm=None, asked=None, back: BackForm | None = None):
    trips = trips_of(found)
    owed = [trip for trip in trips if trip.state == TripState.AWAY]
    sent = confirm or asked
    context = {
        "parcel": found,
        "lines": list_lines(trips),
        "rows": owed_of(owed, now=request.now),
        "confirm": confirm or ConfirmForm(None, now=request.now),
        "asked": asked or ChaseForm(None),
        "back": back or BackForm(trips=owed, now=request.now),
        "ticked": set(sent.ticked) if sent else {trip.pk for trip in owed if trip.received_on is None},
    }
    return render(request, "returns/parcel.html", context)


@allowed("ship_goods")
@require_POST
def parcel_back(request, parcel_no):
    """Takes in what came back of a parcel, all that is told or nothing."""
    found = _parcel(parcel_no)
    owed = [trip for trip in trips_of(found) if trip.state == TripState.AWAY]
    form = BackForm(request.POST, trips=owed, now=request.now)
    if form.make_once(
        "parcel.back", request.now, lambda: trips_back(backs=form.backs(), by=request.user, now=request.now)[0]
    ):
        messages.success(request, _("Taken in. What is the customer's can be given back now."))
        return redirect("returns:parcel", found.parcel_no)
    return _parcel_page(request, found, back=form)


@allowed(*READERS)
@require_safe
def packing_list(request, parcel_no):
    """The packing list to enclose (送修单): no word about whose goods they are. `?paper=a4` for a full page."""
    found = _parcel(parcel_no)
    trips = trips_of(found)
    context = {
        "parcel": found,
        "lines": list_lines(trips),
        "confirmed": {(trip.received_on, trip.received_word) for trip in trips if trip.received_on},
        "qr": qr_svg(request.build_absolute_uri(reverse("returns:parcel", args=[found.parcel_no]))),
        "large": request.GET.get("paper") == "a4",
    }
    return render(request, "returns/packing_list.html", context)
