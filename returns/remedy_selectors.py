"""What the desk knows of an item that decides its remedies (W13): earlier repairs, guarantee, the numbers in force."""

from dataclasses import fields, replace
from datetime import date, timedelta

from django.db.models import Q

from customers.models import Customer, Machine, one_of
from customers.policies import BrandClass, Category, Promise, folded, warranty
from customers.selectors import IN_REPAIR, machines_by_serial, replaced_before, stays_of
from returns.models import ReturnedItem
from returns.policies import Circumstances, Condition, Remedy
from returns.policies.advice import Advice, Background, Goods, RepairedBefore, advise, buyer, missing
from returns.policies.states import UNSOLVED
from returns.selectors import spellings
from rulebook.policies import Calendar, Terms
from rulebook.selectors import calendar, terms_for, terms_on
from servicedesk.clock import day_end, local_date
from tickets.policies import Outcome, Status

MOST_STAYS = 200  # of one item in the house


def own_machine(customer: Customer | None, serial: str) -> Machine | None:
    """The customer's own machine of this serial number; a machine of somebody else's never counts."""
    if customer is None or not folded(serial):
        return None
    return next((each for each in machines_by_serial(serial) if each.customer_id == customer.pk), None)


def advice_for(
    goods: Goods,
    told: Circumstances,
    *,
    on: date,
    serial: str = "",
    machine: Machine | None = None,
    domain: str = "",
    but: int | None = None,
    terms: Terms | None = None,
    working_days: Calendar | None = None,
) -> Advice:
    """The four remedies of the goods under the numbers in force on the day, or what is missing to tell them; either
    way with the repair whose warranty lasts (P). `but` is the item itself, once it is registered."""
    before = None
    if goods.condition != Condition.INTACT:
        before = repaired_before(serial=serial, machine=machine, on=on, domain=domain, but=but)
    if missing(goods):
        return Advice(missing=missing(goods), before=before)
    advice = advise(
        goods,
        told,
        on=on,
        known=background(goods, on=on, serial=serial, machine=machine),
        terms=terms or terms_on(on),
        calendar=working_days or calendar(),
    )
    return replace(advice, before=before)


def background(goods: Goods, *, on: date, serial: str, machine: Machine | None) -> Background:
    """Repairs of this item that are over, and whether its guarantee lasts on the day (L3, L6, P).

    A repair is a job on the machine closed as solved since the purchase, or a stay of the item in the house for repair
    without such a job. Where the maker's terms decide, the promise for assembled machines is assumed, the shortest.
    """
    stays = _stays(serial, machine, goods.purchased_on)
    solved = Q(status=Status.CLOSED.value, outcome=Outcome.SOLVED.value)
    jobs = set()
    if machine is not None:
        since = {"opened_at__date__gte": goods.purchased_on}
        jobs = set(machine.jobs.filter(solved, **since).values_list("pk", flat=True)[:MOST_STAYS])
    alone = [stay for stay in stays if _was_repaired(stay) and stay.job_id not in jobs]
    before = replaced_before(machine) if machine is not None else []
    facts = {
        "bought": goods.purchased_on,
        "terms": terms_on(goods.purchased_on),
        "in_repair": stays_of(before, since=goods.purchased_on)
        + [
            (local_date(stay.received_at), local_date(stay.ended_at) if stay.ended_at else on)
            for stay in stays
            if stay.remedy in IN_REPAIR
        ],
    }
    brand_class = machine.brand_class if machine else ""
    promise = warranty(category=goods.category, brand_class=brand_class, **facts)
    maker_decides = promise.promise == Promise.MAKER
    if maker_decides:
        promise = warranty(category=Category.DESKTOP_HOST, brand_class=BrandClass.COMPATIBLE, **facts)
    return Background(len(jobs) + len(alone), promise.covers(on), maker_decides)


def _was_repaired(stay: ReturnedItem) -> bool:
    """Whether the stay was a repair that is over; what went back as it came was none."""
    return stay.remedy == Remedy.REPAIR and stay.delivered_at is not None and stay.finding not in UNSOLVED


def _stays(serial: str, machine: Machine | None, since: date) -> list[ReturnedItem]:
    """The times since the purchase that this item was in the house."""
    match = _same(serial, machine)
    if not match:
        return []
    held = ReturnedItem.objects.filter(match, received_at__date__gte=since)
    return list(
        held.only("received_at", "delivered_at", "ended_at", "remedy", "finding", "job").newest_first()[:MOST_STAYS]
    )


def _same(serial: str, machine: Machine | None) -> Q:
    """What comes in under this serial number, or is this machine; empty where neither is known."""
    match = Q(serial__in=spellings(serial)) if folded(serial) else Q()
    return match | Q(machine=machine) if machine is not None else match


def repaired_before(
    *, serial: str, machine: Machine | None, on: date, domain: str = "", but: int | None = None
) -> RepairedBefore | None:
    """The last repair of the same goods, paid or not, whose warranty lasts on a day (P); None without one. One for a
    fault of another kind (`domain`), where both are known, is none of it."""
    same = _same(serial, machine)
    if not same:
        return None
    stays = ReturnedItem.objects.filter(same, remedy=Remedy.REPAIR.value, delivered_at__lt=day_end(on))
    stays = stays.exclude(Q(pk=but) | one_of("finding", UNSOLVED))
    if domain:
        stays = stays.filter(Q(job=None) | Q(job__domain__in=["", domain]))
    found = list(stays.prefetch_related("quotes").order_by("-delivered_at")[:MOST_STAYS])
    numbers = terms_for(local_date(stay.delivered_at) for stay in found)
    ends = ((stay.item_no, _warranty_until(stay, numbers)) for stay in found)
    return next((RepairedBefore(item_no, until) for item_no, until in ends if until >= on), None)


def repaired_before_item(item: ReturnedItem) -> RepairedBefore | None:
    """`repaired_before` for goods that are here, on the day on which they came in. Needs the machine and the job."""
    domain = item.job.domain if item.job else ""
    on = local_date(item.received_at)
    return repaired_before(serial=item.serial, machine=item.machine, on=on, domain=domain, but=item.pk)


def _warranty_until(stay: ReturnedItem, numbers: dict[date, Terms]) -> date:
    """As the settlement list promised; without one, by the numbers in force on the day the goods were given back."""
    promised = [quote.warranty_until for quote in stay.quotes.all() if quote.warranty_until]
    back = local_date(stay.delivered_at)
    return max(promised, default=back + timedelta(days=numbers[back].repair_warranty_days))


def goods_of(item: ReturnedItem, *, customer_kind: str) -> Goods:
    """What is registered of an item, as the remedies need it."""
    names = [field.name for field in fields(Goods) if field.name != "customer"]
    return Goods(customer=customer_kind, **{name: getattr(item, name) for name in names})


def advice_of(item: ReturnedItem, told: Circumstances) -> Advice:
    """The four remedies of an item that is here, as the rules and numbers had them on the day it was received: the
    customer asked on that day, however long the desk took. Needs the customer and the machine."""
    kind = buyer(tier=item.customer.tier, agent_kind=item.customer.agent_kind)
    return advice_of_goods(item, goods_of(item, customer_kind=kind), told)


def advice_of_goods(item: ReturnedItem, goods: Goods, told: Circumstances) -> Advice:
    """`advice_of` with other facts than are registered, while they are put right. Needs the machine and the job."""
    domain = item.job.domain if item.job else ""
    day = local_date(item.received_at)
    return advice_for(goods, told, on=day, serial=item.serial, machine=item.machine, domain=domain, but=item.pk)
