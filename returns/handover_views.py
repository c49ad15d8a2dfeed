"""The inbox of finance, warehouse and purchasing (A3), what the station has to put right, and the day's end (D6)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from returns import services
from returns.handover_forms import ExpectForm, HandOverForm, OfferAgainForm, RefuseForm, SignForm, SignManyForm
from returns.handover_selectors import (
    SIGNERS,
    day_end,
    handover_by_id,
    handovers_page,
    kinds_waiting,
    signing_roles,
)
from returns.labels import DOING_DONE, DOING_LABELS
from returns.models import HandOver
from returns.policies.handovers import Doing, Kind, sees_amounts
from servicedesk.access import allowed
from staff.policies import Action, Role

# What is done to a hand-over: the form that people fill in, and the service that takes its values.
DOINGS: dict[Doing, tuple[type[HandOverForm], Callable]] = {
    Doing.SIGN: (SignForm, services.handover_sign),
    Doing.REFUSE: (RefuseForm, services.handover_refuse),
    Doing.OFFER_AGAIN: (OfferAgainForm, services.handover_offer_again),
    Doing.EXPECT: (ExpectForm, services.handover_expect),
}


def tabs_of(user) -> list[tuple[str, object, str]]:
    """The pages of hand-overs that concern a person: name of the address, word, icon; the first is where they begin."""
    tabs = []
    if signing_roles(user):
        tabs.append(("returns:handovers", _("To sign"), "inbox"))
    if user.may(Action.WORK_GOODS):
        tabs.append(("returns:handovers_refused", _("To put right"), "arrow-repeat"))
    if user.may(Action.MANAGE_GOODS):
        tabs.append(("returns:handovers_all", _("Everything open"), "list-check"))
    return tabs


def _page(request, template: str, tab: str, **context):
    about = {"tabs": tabs_of(request.user), "tab": tab, "shows_amounts": sees_amounts(request.user.roles)}
    return render(request, f"returns/{template}.html", {**about, **context})


def _after(sent) -> str:
    return sent.get("after", "")[:60]


# What waits, for whom


@allowed("see_handovers")
@require_safe
def inbox(request):
    """What waits for the person's signature, the earliest due first; whoever signs for nothing is led to their part."""
    if not signing_roles(request.user):
        return redirect(tabs_of(request.user)[0][0])
    return _inbox(request, SignManyForm(), kind=request.GET.get("kind", ""), after=_after(request.GET))


def _inbox(request, form: SignManyForm, *, kind: str, after: str):
    """The inbox, narrowed to a kind; `form` signs many at once, with what was refused where it was sent."""
    roles = signing_roles(request.user)
    kinds = kinds_waiting(roles)
    kind = kind if any(each.kind == kind for each in kinds) else ""
    waiting = HandOver.objects.waiting_for(*roles)
    page = handovers_page(waiting.filter(kind=kind) if kind else waiting, after=after)
    form.ask_for(page.needs)
    ordered = handovers_page(HandOver.objects.awaiting_order()).rows if Role.PURCHASING in roles else []
    return _page(
        request, "handovers", "returns:handovers",
        form=form, page=page, kinds=kinds, kind=kind, after=after, ordered=ordered,
    )  # fmt: skip


@allowed("sign_handover")
@require_POST
def sign_many(request):
    """Signs for all that are ticked, or for none; what is refused stays on the page with its reason."""
    kind, form = request.POST.get("kind", ""), SignManyForm(request.POST)
    if form.make_once(
        "handovers",
        request.now,
        lambda: services.handovers_sign(by=request.user, now=request.now, **form.values())[0],
    ):
        count = len(set(form.ticked))
        said = ngettext("%(count)d hand-over signed.", "%(count)d hand-overs signed.", count)
        messages.success(request, said % {"count": count})
        return redirect(reverse("returns:handovers") + (f"?kind={kind}" if kind in set(Kind) else ""))
    return _inbox(request, form, kind=kind, after=_after(request.POST))


@allowed("work_goods")
@require_safe
def refused(request):
    """What was refused, for the station to put right and offer again."""
    page = handovers_page(HandOver.objects.refused(), after=_after(request.GET))
    return _page(request, "handovers_refused", "returns:handovers_refused", page=page)


@allowed("manage_goods")
@require_safe
def all_open(request):
    """The day's end (D6): everything open by role, the earliest due first, and what was signed today."""
    role = request.GET.get("role", "")
    role = role if role in set(SIGNERS) else ""
    rows = HandOver.objects.open().order_by("due_at", "pk")
    page = handovers_page(rows.filter(role=role) if role else rows, after=_after(request.GET))
    day = day_end(now=request.now)
    return _page(request, "handovers_all", "returns:handovers_all", page=page, day=day, role=role)


# One hand-over


@allowed("see_handovers")
@require_safe
def handover(request, pk):
    """One hand-over, and what this person may do to it."""
    return _one(request, pk)


def _one(request, pk: int, bound: HandOverForm | None = None):
    found = handover_by_id(pk)
    if found is None:
        raise Http404
    forms = [
        bound if bound and bound.step == doing else DOINGS[doing][0](handover=found, now=request.now)
        for doing in found.doings_for(request.user)
    ]
    shown = bound or (forms[0] if forms else None)
    steps = [(form, DOING_LABELS[form.step], form is shown) for form in forms]
    context = {"handover": found, "item": found.item, "steps": steps, "main_step": forms[0].step if forms else ""}
    return _page(request, "handover", "", refused=bound if bound not in forms else None, **context)


@allowed("sign_handover", "work_goods")
@require_POST
def handover_do(request, pk, step):
    """Form, one service, on to what waits next; what is refused stays on the page with its reason."""
    found = handover_by_id(pk)
    if found is None or step not in DOINGS:
        raise Http404
    form_class, service = DOINGS[Doing(step)]
    form = form_class(request.POST, handover=found, now=request.now)
    if form.make_once(
        f"handover.{step}"[:20],
        request.now,
        lambda: service(handover_id=pk, by=request.user, now=request.now, **form.values()),
    ):
        messages.success(request, f"{found.get_kind_display()} · {found.item.item_no}: {DOING_DONE[form.step]}")
        return redirect(tabs_of(request.user)[0][0])
    return _one(request, pk, bound=form)
