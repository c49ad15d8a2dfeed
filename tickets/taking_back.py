"""What happens when a technician takes a machine back from a customer's site (B3, H3). The apps above say what they do;
the one that visits and the one that keeps the goods do not know each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from customers.models import Customer, Machine
from tickets.models import Job


@dataclass(frozen=True)
class TakenBack:
    """What was taken back, from whom, by which visit, and the open job it belongs to where there is one."""

    receipt_no: str
    customer: Customer
    product: str
    serial: str = ""
    fault: str = ""
    domain: str = ""
    machine: Machine | None = None
    job: Job | None = None


# Called as f(taken, by, now) in the transaction that files the visit.
on_taken_back: list[Callable[[TakenBack, object, datetime], None]] = []


def take_back(taken: TakenBack, *, by, now: datetime):
    """Tells every app that has asked to know."""
    for tell in on_taken_back:
        tell(taken, by, now)
