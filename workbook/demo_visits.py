"""The demo's visits: a month of receipts for the workbook, then a day with people on their way, and spare units."""

from datetime import datetime, timedelta
from random import Random

from customers.models import Customer
from field_visits.services import Appointment, visit_agree, visit_arrive, visit_depart
from field_visits.spare_services import spare_add
from servicedesk.clock import from_local
from staff.models import User
from workbook.demo_words import FAULTS, SPARES, WORK_DONE

SEED = 7_021
RECEIPTS = 84
GOERS = ("T01", "T02", "T03", "T04")
SITES = {
    "industry": ("office_single", "network"),
    "network": ("net_cafe", "net_cafe", "network"),
    "quasi_industry": ("home_single", "office_single"),
    "other": ("home_single",),
}


def visit_rows(now: datetime, machines: list[dict], customers: list[dict]) -> list[dict]:
    """Rows of the sheet `visits`, of last month and this one up to two days ago, by the shop's clock."""
    dice = Random(SEED)
    owners = {each["customer_no"]: each for each in customers if each["tier"] in SITES}
    visited = [each for each in machines if each["customer_no"] in owners]
    first = (now.replace(day=1) - timedelta(days=1)).replace(day=1)
    days = (now - first).days - 2
    rows = []
    for place in range(RECEIPTS):
        technician = GOERS[place % len(GOERS)]
        day = now - timedelta(days=2 + place * days / RECEIPTS)
        agreed = day.replace(hour=9 + 2 * (place % 4), minute=0, second=0, microsecond=0)
        rows.append(_row(dice, dice.choice(visited), owners, technician, agreed))
    rows.sort(key=lambda row: row["agreed_at"])
    for row in rows[-8:]:  # their money is still in the technicians' pockets
        row["revenue_handed_in_at"] = None
    rows[-5]["departure_reported_at"] = None  # what the hints point at: nobody reported this trip,
    rows[-9]["departure_reported_at"] = rows[-9]["arrived_at"] + timedelta(minutes=6)  # and this one at the door
    return [{"receipt_no": f"S{place:05}", **row} for place, row in enumerate(rows, start=1)]


def _row(dice: Random, machine: dict, owners: dict, technician: str, agreed: datetime) -> dict:
    customer = owners[machine["customer_no"]]
    domain = dice.choice(("hardware", "hardware", "software"))
    arrived = agreed + timedelta(minutes=dice.choice((-5, 0, 4, 9, 14, 22)))
    left = arrived + timedelta(minutes=dice.randint(25, 80))
    result = dice.choices(("solved", "second_visit", "not_solved"), weights=(12, 2, 1))[0]
    revenue = dice.choice((None, None, None, 50, 80, 120))
    return {
        "technician": technician,
        "customer_no": customer["customer_no"],
        "machine_no": machine["machine_no"],
        "site_kind": dice.choice(SITES[customer["tier"]]),
        "domain": domain,
        "contact": customer["contact"],
        "address": customer["address"],
        "agreed_at": agreed,
        "delay_explained_at": agreed - timedelta(minutes=10) if arrived > agreed + timedelta(minutes=15) else None,
        "departure_reported_at": min(arrived, agreed) - timedelta(minutes=25),
        "arrived_at": arrived,
        "left_at": left,
        "fault": dice.choice(FAULTS[domain])[1],
        "work_done": dice.choice(WORK_DONE[domain]),
        "result": result,
        "reported_at": left + timedelta(hours=2) if result == "not_solved" else None,
        "verdict": dice.choices(("satisfied", "dissatisfied", None), weights=(16, 1, 1))[0],
        "signed": "yes",
        "shoe_covers": "yes" if customer["tier"] == "other" else "na",
        "ate": "no",
        "drank": "no",
        "smoked": "no",
        "fare_out": dice.randint(2, 9),
        "fare_back": dice.randint(2, 9),
        "revenue": revenue,
        "revenue_handed_in_at": left + timedelta(hours=3) if revenue else None,
    }


class VisitsDay:
    """Today: visits that are agreed, somebody on the way, somebody at a customer's; and what the pool holds."""

    def __init__(self, days: list[tuple[datetime, datetime]]):
        self.now = from_local(days[-1][1])
        self.people = {person.staff_no: person for person in User.objects.all()}
        self.customers = list(Customer.objects.filter(tier__in=("industry", "network")).order_by("pk")[:6])

    def play(self):
        """Does everything, ending now."""
        for product, category, serial, condition in SPARES:
            spare_add(
                by=self.people["W01"],
                now=self.now,
                product=product,
                category=category,
                serial=serial,
                condition=condition,
            )
        here, way = [self.agree(place) for place in range(5)][:2]
        for visit in (here, way):
            visit_depart(visit_id=visit.pk, by=visit.technician, now=self.now - timedelta(minutes=30))
        visit_arrive(visit_id=here.pk, by=here.technician, now=self.now - timedelta(minutes=5))

    def agree(self, place: int):
        hours = (0.1, 0.4, 2, 3, 24)[place]
        asked = Appointment(
            customer=self.customers[place],
            technician=self.people[GOERS[place % len(GOERS)]],
            agreed_at=self.now + timedelta(hours=hours),
        )
        return visit_agree(by=self.people["C01"], now=self.now - timedelta(minutes=40), asked=asked)
