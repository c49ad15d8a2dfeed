"""The demo month as a workbook: made anew each time from one seed, ending at the present. Jobs end a week before it."""

from datetime import date, datetime, timedelta
from random import Random

from servicedesk.clock import local
from workbook.demo_visits import visit_rows
from workbook.demo_words import (
    COUNTIES,
    EXPEDITES,
    FAULTS,
    FIRMS,
    GIVEN,
    MACHINES,
    NETS,
    OFFICES,
    PARTS,
    STREETS,
    SUPPLIERS,
    SURNAMES,
)

SEED = 20_260
ROLES = {
    "M01": "company_manager",
    "S01": "service_manager",
    "C01": "counter",
    "C02": "counter",
    "C03": "counter,technician",
    "T01": "technician",
    "T02": "technician",
    "T03": "technician",
    "T04": "technician",
    "T05": "technician",
    "T06": "technician",
    "F01": "finance",
    "W01": "warehouse",
    "P01": "purchasing",
}
ELSEWHERE = {"M01", "F01", "W01", "P01"}  # not of the service station
LEFT = "T06"  # a technician who left during the month
TECHNICIANS = ("T01", "T02", "T03", "T04", "T05")
COUNTER = ("C01", "C02", "C03")
TIERS = (("agent", 12), ("industry", 16), ("network", 14), ("quasi_industry", 9), ("other", 20))
MACHINES_OF = {"agent": 1, "industry": 3, "network": 3, "quasi_industry": 2, "other": 1}
CLOSED_JOBS, WAITING_JOBS, GOODS = 16, 9, 48


class DemoMonth:
    """Rows of the five sheets as a shop would have written them down, up to `now`."""

    def __init__(self, now: datetime):
        self.dice = Random(SEED)
        self.now = local(now).replace(tzinfo=None, second=0, microsecond=0)
        self.names: set[str] = set()

    def sheets(self) -> dict[str, list[dict]]:
        """The workbook's rows by sheet."""
        staff = self.staff()
        customers = self.customers()
        machines = self.machines(customers)
        return {
            "staff": staff,
            "customers": customers,
            "machines": machines,
            "jobs": self.jobs(machines),
            "returned_goods": self.goods(customers),
            "visits": visit_rows(self.now, machines, customers),
        }

    def moment(self, most_days: float, least_days: float = 0) -> datetime:
        """A time in office hours, so many days ago."""
        day = self.now - timedelta(days=self.dice.uniform(least_days, most_days))
        at = day.replace(hour=self.dice.randint(8, 17), minute=self.dice.randint(0, 59), second=0, microsecond=0)
        return at if at < self.now - timedelta(minutes=10) else at - timedelta(days=1)

    def later(self, start: datetime, most_days: int) -> datetime | None:
        """A time in office hours one to `most_days` days after `start`; None when it is still to come."""
        at = (start + timedelta(days=self.dice.randint(1, most_days))).replace(
            hour=self.dice.randint(9, 17), minute=self.dice.randint(0, 59)
        )
        return at if at < self.now else None

    def name(self) -> str:
        """A person's name that nobody else in the month has."""
        while True:
            name = self.dice.choice(SURNAMES) + self.dice.choice(GIVEN)
            if name not in self.names:
                self.names.add(name)
                return name

    def staff(self) -> list[dict]:
        today = self.now.date()
        rows = []
        for number, roles in ROLES.items():
            row = {
                "staff_no": number,
                "name": self.name(),
                "roles": roles,
                "in_station": "no" if number in ELSEWHERE else "yes",
                "active_from": today - timedelta(days=self.dice.randint(200, 1500)),
            }
            if number == LEFT:
                row["active_to"] = today - timedelta(days=9)
            rows.append(row)
        return rows

    def customers(self) -> list[dict]:
        names = self.customer_names()
        rows = []
        for tier, count in TIERS:
            for place in range(count):
                contact = self.name()
                rows.append(
                    {
                        "customer_no": f"K{len(rows) + 1:04}",
                        "name": contact if tier in {"quasi_industry", "other"} else next(names[tier]),
                        "tier": tier,
                        "agent_kind": ("county" if place < len(COUNTIES) else "local") if tier == "agent" else None,
                        "contact": contact,
                        "phone": f"126{self.dice.randint(0, 99_999_999):08}",  # a range that no network gives out
                        "address": f"{self.dice.choice(STREETS)}{self.dice.randint(1, 299)}号",
                        "in_urban_area": "no" if tier == "agent" and place < len(COUNTIES) else "yes",
                    }
                )
        return rows

    def customer_names(self):
        firms = list(FIRMS)
        self.dice.shuffle(firms)
        agents = [f"{county}{firm}电脑" for county, firm in zip(COUNTIES, firms, strict=False)]
        return {
            "agent": iter(agents + [f"{firm}数码科技" for firm in firms[-5:]]),
            "industry": iter(self.dice.sample(OFFICES, 16)),
            "network": iter(self.dice.sample(NETS, 14)),
        }

    def machines(self, customers: list[dict]) -> list[dict]:
        rows = []
        for customer in customers:
            for _each in range(self.dice.randint(1, MACHINES_OF[customer["tier"]] + 1)):
                category = self.dice.choices(list(MACHINES), weights=(9, 4, 3, 2, 1))[0]
                model, cost, brand_class = self.dice.choice(MACHINES[category])
                rows.append(
                    {
                        "machine_no": f"J{len(rows) + 1:04}",
                        "customer_no": customer["customer_no"],
                        "category": category,
                        "brand_class": brand_class,
                        "model": model,
                        "serial": f"{self.dice.choice('ABCDEFGH')}{self.dice.randint(10**8, 10**9 - 1)}",
                        "purchased_on": self.bought(900),
                        "sale_price": round(cost * 1.12),
                        "cost": cost,
                    }
                )
        return rows

    def bought(self, most_days: int) -> date:
        return (self.now - timedelta(days=self.dice.randint(40, most_days))).date()

    def jobs(self, machines: list[dict]) -> list[dict]:
        hosts = [each for each in machines if each["category"] in {"desktop_host", "laptop"}]
        rows = [self.job(self.dice.choice(hosts), self.moment(30, 10)) for _each in range(CLOSED_JOBS)]
        for row in rows:
            row["closed_at"] = self.later(row["opened_at"], 3)
        came_back = [hosts[0], hosts[5], hosts[9]]
        for machine in came_back:  # T4: closed a while ago, and here again with the same kind of fault
            rows.append({**self.job(machine, self.moment(28, 20), "hardware"), "closed_at": self.moment(18, 15)})
            rows.append(self.job(machine, self.moment(9, 7.5), "hardware"))
        fresh = WAITING_JOBS - len(came_back)
        rows += [self.job(self.dice.choice(hosts), self.moment(9, 7.5)) for _each in range(fresh)]
        rows[-1]["expedite_reason"] = EXPEDITES[0]
        rows.sort(key=lambda row: row["opened_at"])
        return [{"job_no": f"G{place:05}", **row} for place, row in enumerate(rows, start=1)]

    def job(self, machine: dict, opened_at: datetime, domain: str = "") -> dict:
        domain = domain or self.dice.choice(("hardware", "hardware", "software"))
        severity, fault = self.dice.choice(FAULTS[domain])
        return {
            "customer_no": machine["customer_no"],
            "machine_no": machine["machine_no"],
            "domain": domain,
            "severity": severity,
            "purpose": self.dice.choice(("work", "work", "entertainment")),
            "fault": fault,
            "opened_at": opened_at,
        }

    def goods(self, customers: list[dict]) -> list[dict]:
        rows = []
        while len(rows) < GOODS:
            customer, at = self.dice.choice(customers), self.moment(29, 0.5)
            rows += [self.item(customer, at) for _each in range(self.dice.choice((1, 1, 1, 2, 3)))]
        rows.sort(key=lambda row: (row["received_at"], row["customer_no"]))
        vouchers: dict[tuple, str] = {}
        county = {each["customer_no"] for each in customers if each["agent_kind"] == "county"}
        for place, row in enumerate(rows, start=1):
            row["item_no"] = f"F{place:05}"
            if row["customer_no"] not in county:  # A1: their goods are put on a list, without a voucher
                call = (row["customer_no"], row["received_at"])
                row["voucher_no"] = vouchers.setdefault(call, f"PZ{len(vouchers) + 1:05}")
        return rows

    def item(self, customer: dict, received_at: datetime) -> dict:
        category, product, spec, cost, faults = self.dice.choice(PARTS)
        faulty = self.dice.random() < 0.9
        remedies = ("repair", "repair", "swap") if faulty else ("refund", "exchange")
        price = round(cost * 1.1)
        row = {
            "customer_no": customer["customer_no"],
            "product": product,
            "spec": spec,
            "serial": f"P{self.dice.randint(10**7, 10**8 - 1)}",
            "category": category,
            "purchased_on": (received_at - timedelta(days=self.dice.randint(2, 500))).date(),
            "sale_price": price,
            "cost": cost,
            "price_today": self.dice.choice((price, price, round(price * 0.95))),
            "fault": self.dice.choice(faults) if faulty else None,
            "condition": "faulty" if faulty else "intact",
            "packaging_complete": self.dice.choice(("yes", "no")),
            "received_at": received_at,
            "received_by": self.dice.choice(COUNTER),
            "holder": self.dice.choice(TECHNICIANS),
            "remedy": self.dice.choice(remedies),
        }
        return row | self.way_of(row)

    def way_of(self, row: dict) -> dict:
        """What became of an item since: sent up and back, explained, given back, as far as time has come."""
        way: dict = {}
        received = home = row["received_at"]
        if row["condition"] == "faulty" and (sent := self.later(received, 2)):
            way |= {"sent_to_supplier_on": sent.date(), "supplier": self.dice.choice(SUPPLIERS)}
            if confirmed := self.later(sent, 3):
                way["supplier_received_on"] = confirmed.date()
            home = self.later(sent, 9)
            if home:
                way["back_from_supplier_on"] = home.date()
        if self.dice.random() < 0.5 and (explained := self.later(received, 8)):
            way |= {"explained_at": explained, "reported_at": explained + timedelta(minutes=30)}
            way["estimate"] = (explained + timedelta(days=7)).date()
        if home and self.dice.random() < 0.9 and (given := self.later(home, 3)):
            way["delivered_at"] = given
            way["delivery_kind"] = self.dice.choice(("collected", "collected", "delivered", "shipped"))
            way["signed"] = self.dice.choice(("yes", "yes", "yes", "no"))
        return way
