"""Pictures of returned goods: adding, showing and withdrawing. Who sees the item sees its pictures, and nobody else."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from records.models import Picture
from records.picture_forms import refuse_too_large
from records.picture_services import picture_withdraw as withdraw
from records.picture_services import pictures_add
from records.responses import picture_response
from returns.labels import LATER
from returns.models import ReturnedItem
from returns.picture_forms import PicturesForm, WithdrawForm
from returns.selectors import item_by_no
from servicedesk.access import allowed


@allowed("add_picture")
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request, item_no):
    """Adds photos to an item; its page sends them here, and what is refused is told here."""
    item = item_by_no(item_no)
    if item is None:
        raise Http404
    form = PicturesForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    refuse_too_large(request, form)
    if form.make_once("item.pictures", request.now, lambda: _add(request, item, form)[0]):
        count = len(form.cleaned_data["photos"])
        told = ngettext("%(count)d photo added.", "%(count)d photos added.", count) % {"count": count}
        messages.success(request, told)
        return redirect("returns:item", item.item_no)
    return render(request, "returns/pictures.html", {"item": item, "form": form})


def _add(request, item: ReturnedItem, form: PicturesForm) -> list[Picture]:
    about = {"subject": "item", "subject_id": item.pk, "kind": LATER}
    return pictures_add(by=request.user, now=request.now, images=form.cleaned_data["photos"], **about)


def _shown(request, stem: str) -> Picture:
    """An item's picture that this person may see; of all others this address knows nothing."""
    found = get_object_or_404(Picture.objects.named(stem).select_related("by", "withdrawn_by"), subject="item")
    if not found.may_be_seen_by(request.user):
        raise Http404
    return found


@allowed("see_goods")
@require_safe
def picture(request, stem):
    """The picture itself; `?small` for the one in lists."""
    return picture_response(request, _shown(request, stem), thumb="small" in request.GET)


@allowed("see_goods")
@require_http_methods(["GET", "HEAD", "POST"])
def picture_withdraw(request, stem):
    """Takes a picture out of sight, with a reason; to whoever may not, the page says who may."""
    found = _shown(request, stem)
    item = get_object_or_404(ReturnedItem, pk=found.subject_id)
    form = WithdrawForm(*((request.POST,) if request.method == "POST" else ()))
    if form.carry_out(
        lambda: withdraw(picture_id=found.pk, by=request.user, now=request.now, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("The picture is withdrawn."))
        return redirect("returns:item", item.item_no)
    allowed_to = found.withdrawn_at is None and found.may_be_withdrawn_by(request.user)
    context = {"picture": found, "item": item, "form": form, "allowed_to": allowed_to}
    return render(request, "returns/picture_withdraw.html", context)
