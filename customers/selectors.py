"""Finding customers and machines by what people have at hand: a name, a phone, a number, a serial number."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from customers.labels import TIER_LABELS
from customers.models import Customer, Machine
from customers.policies import Warranty, core_name, folded, search_words, warranty
from records.selectors import Latest, latest
from rulebook.selectors import terms_on
from servicedesk.clock import local_date

# Remedies of a returned item whose time at the shop is time in repair (L6): a repair, and what is not decided yet.
IN_REPAIR = ("repair", "")


def find_customers(words: str, limit: int = 20) -> list[Customer]:
    """Customers that match all the words (name, contact, phone, number, address, pinyin), best match first.

    Nothing typed finds nothing.
    """
    if not search_words(words):
        return []
    return _rows(Customer.objects, Customer.objects.matching(words).best_first(words), limit)


def find_machines(words: str, limit: int = 20) -> list[Machine]:
    """Machines that match all the words (number, serial number, model), best match first, customers joined."""
    if not search_words(words):
        return []
    machines = Machine.objects.select_related("customer")
    return _rows(machines, Machine.objects.matching(words).best_first(words), limit)


def _rows(rows, ranked, limit: int) -> list:
    """The first of `ranked`, whole. Sorting narrow rows and then fetching the few takes half the time on SQLite."""
    found = dict(ranked.values_list("pk", "match")[:limit])
    whole = rows.in_bulk(found)
    for pk, row in whole.items():
        row.match = found[pk]
    return [whole[pk] for pk in found]


PAGE = 50
COUNTED = 1000


@dataclass(frozen=True)
class Page:
    """Rows of a list, the key of the page after it, and how many there are in all, counted up to a bound."""

    rows: list
    after: str
    count: int
    is_more: bool  # there are more than `count`


def customer_page(words: str = "", tier: str = "", after: str = "") -> Page:
    """A page of customers, best match first, newest first among equals. A key that is none starts from the top."""
    found = Customer.objects.matching(words).best_first(words)
    if tier in TIER_LABELS:
        found = found.filter(tier=tier)
    rows = _rows(Customer.objects, _behind(found, after), PAGE + 1)
    if after or len(rows) > PAGE:
        count = found.order_by()[: COUNTED + 1].count()
    else:
        count = len(rows)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Page(rows[:PAGE], f"{last.match}-{last.pk}" if last else "", min(count, COUNTED), count > COUNTED)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _behind(ranked, after: str):
    match, _dash, pk = after.partition("-")
    if match not in {"0", "1", "2"} or not _is_key(pk):
        return ranked
    return ranked.filter(Q(match=int(match), pk__lt=int(pk)) | Q(match__gt=int(match)))


def machines_by_serial(serial: str, limit: int = 20, *, former_too: bool = False) -> list[Machine]:
    """Machines with exactly this serial number, whatever its case, width, blanks and hyphens; customers joined.

    A serial number may be on record more than once. Newest first. Those that are nobody's any more (replaced, refunded,
    scrapped, lost) only with `former_too`.
    """
    plain = unicodedata.normalize("NFKC", serial).strip()
    if not folded(plain):
        return []
    machines = Machine.objects.all() if former_too else Machine.objects.current()
    machines = machines.select_related("customer").order_by("-pk")
    found = list(machines.filter(serial__in={plain, plain.upper(), plain.lower()})[:limit])
    if found:
        return found
    near = machines.filter(search_text__contains=f"|{folded(plain)}|")[:limit]
    return [machine for machine in near if folded(machine.serial) == folded(plain)]


def customer_by_no(text: str) -> Customer | None:
    """The customer of a typed number, in capitals or not; None where there is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return Customer.objects.filter(customer_no__in={plain, plain.upper()}).first()


@dataclass(frozen=True)
class Picked:
    """What a typed customer means: the one customer it names, else those it could mean."""

    customer: Customer | None
    candidates: list[Customer]


def pick_customer(text: str) -> Picked:
    """Who is meant by a customer number, "name number" as the picker writes it, an exact phone, or a name.

    A phone or name that several share names nobody; they are given as candidates, as are those that merely match.
    """
    words = unicodedata.normalize("NFKC", text).split()
    for number in dict.fromkeys([text.strip(), *words[-1:]]):
        customer = customer_by_no(number)
        if customer is not None:
            return Picked(customer, [])
    whole = list(Customer.objects.filter(search_text__contains=f"|{folded(text)}|").order_by("-pk")[:4])
    if folded(text) and len(whole) == 1:
        return Picked(whole[0], [])
    return Picked(None, whole if folded(text) and whole else find_customers(text, limit=3))


def similar_customers(*, name: str = "", phone: str = "", limit: int = 5) -> list[Customer]:
    """Customers with the same phone, or whose name, contact or pinyin holds the heart of this name."""
    found = []
    if len(folded(phone)) >= 5:
        found = list(Customer.objects.filter(search_text__contains=f"|{folded(phone)}|").order_by("-pk")[:limit])
    heart = core_name(name)
    if len(heart) >= 2 and len(found) < limit:
        known = {customer.pk for customer in found}
        found += [each for each in find_customers(heart, limit) if each.pk not in known]
    return found[:limit]


NEWEST = 20
MOST_OF_A_MACHINE = 200


def _newest(rows, by: str, before: str) -> tuple[list, int | None]:
    """The newest rows of the column `by`, those before the key `before`, and the key of the ones before them; None
    when there are none."""
    edge = rows.filter(pk=int(before)).values_list(by, flat=True).first() if _is_key(before) else None
    if edge is not None:
        rows = rows.filter(Q(**{f"{by}__lt": edge}) | Q(**{by: edge}, pk__lt=int(before)))
    found = list(rows.order_by(f"-{by}", "-pk")[: NEWEST + 1])
    return found[:NEWEST], found[NEWEST - 1].pk if len(found) > NEWEST else None


@dataclass(frozen=True)
class CustomerPage:
    """What a customer has had to do with the shop, the newest of each kind, with the keys of what came before."""

    machines: list
    machines_before: int | None
    former: list  # machines that are the customer's no more
    jobs: list
    jobs_before: int | None
    items: list
    items_before: int | None
    history: Latest


def customer_overview(customer: Customer, keys: Mapping[str, str]) -> CustomerPage:
    """The customer's machines, jobs, goods and history. `keys` are those of a page before, as its links gave them."""
    jobs_of_all = customer.jobs.select_related("machine", "technician")
    machines, machines_before = _newest(customer.machines.current(), "id", keys.get("machines", ""))
    jobs, jobs_before = _newest(jobs_of_all, "opened_at", keys.get("jobs", ""))
    items, items_before = _newest(customer.items.all(), "received_at", keys.get("items", ""))
    history = latest({"customer": [customer.pk]}, earlier=keys.get("earlier", ""))
    former = list(customer.machines.former()[:NEWEST])
    return CustomerPage(machines, machines_before, former, jobs, jobs_before, items, items_before, history)


@dataclass(frozen=True)
class MachinePage:
    """A machine's life: its warranty, every job and every return, and the history of all of them."""

    warranty: Warranty
    in_warranty: bool
    before: list[Machine]  # those that it came in the place of, the nearest first
    jobs: list
    items: list
    history: Latest
    about: dict  # (subject, id) of an entry -> the job or item it is about


MOST_REPLACED = 10


def replaced_before(machine: Machine) -> list[Machine]:
    """The machines in whose place this one came, the nearest first; a query for each, and one that finds no more."""
    line = []
    while len(line) < MOST_REPLACED:
        nearest = Machine.objects.filter(replaced_by=line[-1] if line else machine).first()
        if nearest is None:
            break
        line.append(nearest)
    return line


def stays_of(machines: Collection[Machine], *, since: date | None) -> list[tuple[date, date]]:
    """The first and last days on which these machines were in the house for repair and came out again, as far as they
    began from `since` on: where a replacement keeps the old warranty, they move its end too (L6, W9); where the
    warranty starts afresh, its day lies behind them."""
    if not machines or since is None:
        return []
    stays = Machine.objects.filter(pk__in=[each.pk for each in machines], items__ended_at__isnull=False)
    told = stays.values_list("items__received_at", "items__ended_at", "items__remedy")[:MOST_OF_A_MACHINE]
    days = [(local_date(came), local_date(went)) for came, went, remedy in told if _counts(remedy)]
    return [(first, last) for first, last in days if first >= since]


def _counts(remedy: str) -> bool:
    return remedy in IN_REPAIR


def machine_overview(
    machine: Machine, *, now: datetime, earlier: str = "", hidden: Collection[str] = ()
) -> MachinePage:
    """All there is about a machine, newest first; `hidden` are the codes of the history that are left out."""
    jobs = list(machine.jobs.select_related("customer", "technician").order_by("-opened_at", "-pk")[:MOST_OF_A_MACHINE])
    items = list(machine.items.select_related("customer").order_by("-received_at", "-pk")[:MOST_OF_A_MACHINE])
    before = replaced_before(machine)
    today = local_date(now)
    covered = warranty(
        category=machine.category,
        brand_class=machine.brand_class,
        bought=machine.purchased_on,
        terms=terms_on(machine.purchased_on or today),
        in_repair=[
            *[
                (local_date(item.received_at), local_date(item.ended_at or now))
                for item in items
                if _counts(item.remedy)
            ],
            *stays_of(before, since=machine.purchased_on),
        ],
    )
    about = {("job", job.pk): job for job in jobs} | {("item", item.pk): item for item in items}
    history = latest(
        {"machine": [machine.pk], "job": [job.pk for job in jobs], "item": [item.pk for item in items]},
        earlier=earlier,
        hidden=hidden,
    )
    return MachinePage(covered, covered.covers(today), before, jobs, items, history, about)
