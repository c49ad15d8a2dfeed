"""Whether the records of a workbook agree with each other and with the desk."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from customers.policies import Tier
from servicedesk.clock import local, local_date
from settlement.fact_selectors import numbers_of_the_desk
from settlement.policies import BY_DECISION, Numbers, Rule
from workbook.desk import Desk, key_of
from workbook.reader import Book, Row, Table

AHEAD = timedelta(days=31)  # a clock may be wrong, a month may not
# Plans, which may lie further ahead than anything that has happened.
FREE_AHEAD = frozenset({"estimate", "active_from", "active_to"})
# (sheet, column, the column it may not come before)
ORDER = (
    ("staff", "active_to", "active_from"),
    ("jobs", "closed_at", "opened_at"),
    ("visits", "left_at", "arrived_at"),
    ("returned_goods", "delivered_at", "received_at"),
)


def check(book: Book, desk: Desk, *, now: datetime):
    """Adds to the book's faults whatever does not agree, and puts them in the order of the file.

    Rows of records that the desk knows already are checked in themselves and for the records they name, no further:
    the desk may have moved on since the file was written, and the same file must pass again.
    """
    Checks(book, desk, now).run()
    book.sort()


class Checks:
    """One run of the checks over one book."""

    def __init__(self, book: Book, desk: Desk, now: datetime):
        self.book, self.desk, self.now = book, desk, now
        self.today = local_date(now)

    def run(self):
        for table in self.book.tables.values():
            self.numbers_once(table)
            for row in table.rows:
                self.times(table, row)
                self.references(table, row)
        for sheet, later, earlier in ORDER:
            self.order(sheet, later, earlier)
        for row in self.book.rows("customers"):
            self.agent_kind(row)
        for sheet in ("jobs", "visits"):
            for row in self.desk.new_rows(self.book, sheet):
                self.machine(sheet, row)
        for row in self.book.rows("visits"):
            self.visit(row)
        for row in self.book.rows("returned_goods"):
            self.goods(row)
        for row in self.book.rows("incidents"):
            self.incident(row)
        self.vouchers()

    @cached_property
    def keys(self) -> dict[str, set[str]]:
        """The numbers of each sheet of the file. A row counts even when something else in it is wrong, so that one
        mistake is told once."""
        return {name: {key_of(name, number) for number in table.numbers} for name, table in self.book.tables.items()}

    @cached_property
    def strangers(self) -> set[str]:
        """The customers that the file names and nobody knows. That is told where they are named; who owns what is then
        not asked, so that one mistake is told once."""
        named = {row.values.get("customer_no") for table in self.book.tables.values() for row in table.rows}
        return {number for number in named if number is not None and not self.known("customers", number)}

    @cached_property
    def numbers(self) -> Numbers:
        """The rulebook's numbers with their days."""
        return numbers_of_the_desk()

    @cached_property
    def machines(self) -> dict[str, dict]:
        """The machines of the file by number."""
        return {
            row.values["machine_no"]: row.values for row in self.book.rows("machines") if "machine_no" in row.values
        }

    def numbers_once(self, table: Table):
        column = table.sheet.number.name
        first: dict[str, int] = {}
        for row in table.rows:
            number = row.values.get(column)
            if number is None:
                continue
            line = first.setdefault(key_of(table.sheet.name, number), row.line)
            if line != row.line:
                self.book.fault(table, row.line, column, "twice", value=number, first=line)

    def times(self, table: Table, row: Row):
        """Nothing was bought after today, and nothing happened more than a month from now."""
        for name, value in row.values.items():
            if not isinstance(value, date) or name in FREE_AHEAD:
                continue
            limit = self.now + AHEAD if isinstance(value, datetime) else self.today + AHEAD
            if table.sheet.by_name[name].past:
                if value > self.today:
                    self.book.fault(table, row.line, name, "future", value=day_words(value))
            elif value > limit:
                self.book.fault(table, row.line, name, "ahead", value=day_words(value), days=AHEAD.days)

    def references(self, table: Table, row: Row):
        for name, value in row.values.items():
            refers = table.sheet.by_name[name].refers
            if refers and not self.known(refers, value):
                self.book.fault(table, row.line, name, "unknown", value=value, refers=refers)

    def known(self, sheet: str, number: str) -> bool:
        """Whether the desk or the file has this record."""
        return self.desk.has(sheet, number) or key_of(sheet, number) in self.keys.get(sheet, ())

    def order(self, sheet: str, later: str, earlier: str):
        for row in self.book.rows(sheet):
            end, start = row.values.get(later), row.values.get(earlier)
            if end is not None and start is not None and end < start:
                table = self.book.tables[sheet]
                limits = {"other": table.column(earlier), "limit": day_words(start)}
                self.book.fault(table, row.line, later, "before", value=day_words(end), **limits)

    def agent_kind(self, row: Row):
        """T1: an agent is of one of two kinds; nobody else is."""
        table = self.book.tables["customers"]
        tier, kind = row.values.get("tier"), row.values.get("agent_kind")
        if tier is None or "agent_kind" in row.faulty:
            return
        if tier == Tier.AGENT and kind is None:
            self.book.fault(table, row.line, "agent_kind", "agent_kind_missing")
        elif tier != Tier.AGENT and kind is not None:
            self.book.fault(table, row.line, "agent_kind", "agent_kind_without_agent", value=kind)

    def machine(self, sheet: str, row: Row):
        """The machine of a job or visit belongs to its customer, by the file or by the desk; to a job it says whether
        it is branded."""
        table, number, customer = self.book.tables[sheet], row.values.get("machine_no"), row.values.get("customer_no")
        held = [each for each in (self.machines.get(number), self.desk.known["machines"].get(number)) if each]
        owners = [each.get("customer_no") for each in held]
        if owners and not {None, *self.strangers} & {customer, *owners} and customer not in owners:
            whose = {"owner": owners[0], "customer": customer}
            self.book.fault(table, row.line, "machine_no", "machine_of_another", value=number, **whose)
        brand = next((each["brand_class"] for each in reversed(held) if each.get("brand_class")), None)
        told = row.values.get("brand_class")
        if brand and told and told != brand:
            self.book.note(table, row.line, "brand_class", "machine_decides", value=told, desk=brand)

    def visit(self, row: Row):
        """A receipt belongs to some day, and only money that was taken is handed in (V6)."""
        table, times = self.book.tables["visits"], ("left_at", "arrived_at", "agreed_at")
        if not any(name in row.values or name in row.faulty for name in times):
            self.book.fault(table, row.line, "agreed_at", "no_day")
        handed_in = row.values.get("revenue_handed_in_at")
        if handed_in and "revenue" not in row.values and "revenue" not in row.faulty:
            other = table.column("revenue")
            self.book.fault(
                table, row.line, "revenue_handed_in_at", "without_revenue", value=day_words(handed_in), other=other
            )

    def goods(self, row: Row):
        """Goods were bought before they came back, and how they went back is only known of goods that went."""
        table = self.book.tables["returned_goods"]
        bought, received = row.values.get("purchased_on"), row.values.get("received_at")
        if bought and received and local_date(received) < bought <= self.today:
            limits = {"other": table.column("received_at"), "limit": day_words(local_date(received))}
            self.book.fault(table, row.line, "purchased_on", "after", value=day_words(bought), **limits)
        if "delivered_at" in row.values or "delivered_at" in row.faulty:
            return
        for name in ("delivery_kind", "signed"):
            if row.values.get(name):  # "not signed" is true of goods that are still here
                other = table.column("delivered_at")
                value = row.values[name] if name == "delivery_kind" else "yes"
                self.book.fault(table, row.line, name, "without_delivery", value=value, other=other)

    def incident(self, row: Row):
        """An incident names who bears it, unless the station shares a loss (S-R2); where the rulebook has no amount,
        it brings its own, which for a suggestion lies within bounds (S13)."""
        table, rule, on = self.book.tables["incidents"], row.values.get("kind"), row.values.get("on")
        amount = row.values.get("amount")
        if rule is None or on is None:
            return
        if "staff_no" not in row.values and "staff_no" not in row.faulty and rule != Rule.LOST:
            self.book.fault(table, row.line, "staff_no", "nobody_named", refers="staff")
        if rule not in BY_DECISION:
            if amount is not None:
                self.book.note(table, row.line, "amount", "amount_of_rulebook", value=str(amount), rule=rule)
        elif amount is None and "amount" not in row.faulty:
            self.book.fault(table, row.line, "amount", "amount_missing", rule=rule)
        elif amount is not None and rule == Rule.SUGGESTION:
            self.reward(table, row, amount)

    def reward(self, table: Table, row: Row, amount: Decimal):
        """S13, by the numbers of its day. What the desk knows already is left as it is."""
        terms = self.numbers.on(row.values["on"])
        least, most = terms.suggestion_reward_least, terms.suggestion_reward_most
        if not least <= amount <= most and not self.desk.has("incidents", row.values.get("incident_no", "")):
            bounds = {"least": str(least), "most": str(most)}
            self.book.fault(table, row.line, "amount", "reward_bounds", value=str(amount), **bounds)

    def vouchers(self):
        """The goods of one voucher are of one customer."""
        owners = dict(self.desk.vouchers)
        for row in self.book.rows("returned_goods"):
            number, customer = row.values.get("voucher_no"), row.values.get("customer_no")
            if number is None or customer is None or customer in self.strangers:
                continue
            owner = owners.setdefault(number, customer)
            if owner != customer:
                whose = {"owner": owner, "customer": customer}
                table = self.book.tables["returned_goods"]
                self.book.fault(table, row.line, "voucher_no", "voucher_of_another", value=number, **whose)


def day_words(value: date) -> str:
    """A day, or a moment on the shop's clock, as messages write it."""
    return f"{local(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else f"{value:%Y-%m-%d}"
