"""What a technician took back from a customer's site comes in like goods over the counter (B3, H3)."""

from datetime import datetime

from returns.policies import NewItem, NewJob, Remedy
from returns.services.receiving import goods_receive
from servicedesk.clock import local_date
from tickets.policies import Domain, Purpose, Severity
from tickets.services import job_count_out
from tickets.taking_back import TakenBack


def goods_taken_back(taken: TakenBack, by, now: datetime):
    """Registers the item with its paper (A1), for repair, held by the technician.

    It belongs to the job of the visit where that is open; else a job is opened for it, whose answer is due from now
    (D1). A serial number that is in the house already does not hold up the receipt: the item says where it came from.
    """
    job = taken.job if taken.job is not None and taken.job.is_open else None
    machine = taken.machine
    item = NewItem(
        product=taken.product,
        category=machine.category if machine else "other",
        condition="faulty",
        packaging_complete=False,
        serial=taken.serial,
        purchased_on=_bought(taken, now),
        fault=taken.fault or taken.product,
        looks=taken.receipt_no,
        remedy=Remedy.REPAIR.value,
        job=None if job else NewJob(taken.domain or Domain.HARDWARE.value, Severity.ORDINARY.value, Purpose.WORK.value),
        again=True,
    )
    paper = goods_receive(by=by, now=now, customer=taken.customer, items=[item])
    if job is not None:
        paper.items.update(job=job)
        job_count_out(job_id=job.pk)


def _bought(taken: TakenBack, now: datetime):
    """The machine's purchase date, where it can be one."""
    bought = taken.machine and taken.machine.purchased_on
    return bought if bought and bought <= local_date(now) else None
