"""Fills an empty desk with a demo month: its history as an import, the last days as people at work."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, Machine
from returns.models import ReturnedItem
from returns.policies import NewItem, NewJob
from returns.services import goods_receive
from servicedesk.clock import from_local, local
from servicedesk.errors import DomainError
from staff.models import User
from staff.policies import Role
from staff.services import password_change
from tickets.models import Job
from tickets.policies import Channel, Outcome
from tickets.services import job_answer, job_close, job_expedite, job_open, job_put_back, take_next
from workbook.demo_data import COUNTER, SEED, TECHNICIANS, DemoMonth
from workbook.demo_words import ANSWERS, EXPEDITES, FAULTS, PARTS, WAITS_FOR_PART, WORK_DONE
from workbook.services import take_in
from workbook.writer import filled_workbook

# Who signs in for each role.
SIGNS_IN = {
    Role.COUNTER: "C01",
    Role.TECHNICIAN: "T01",
    Role.SERVICE_MANAGER: "S01",
    Role.COMPANY_MANAGER: "M01",
    Role.FINANCE: "F01",
    Role.WAREHOUSE: "W01",
    Role.PURCHASING: "P01",
}
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
FILE = "demo-sign-ins.txt"


@dataclass(frozen=True)
class SignIn:
    """How to come in as one of the roles."""

    role: str
    staff_no: str
    password: str


def demo(*, now: datetime, folder: Path) -> list[SignIn]:
    """One sign-in for each role of the demo desk, which is made when the desk is empty.

    The sign-ins are kept in `folder`, readable by its owner alone, and given again later. Raises `demo.not_empty` on a
    desk that is in use and not the demo of this folder.
    """
    if is_empty():
        return _fill(now=now, folder=folder)
    kept = _kept_in(folder / FILE)
    if not any(_opens(each) for each in kept):
        raise DomainError(
            "demo.not_empty",
            _("This desk holds data already, and the demo fills only an empty one. Choose another DATA_DIR."),
        )
    return kept


def is_empty() -> bool:
    """Whether nobody and nothing is in the desk yet."""
    return not any(model.objects.exists() for model in (User, Customer, Job, ReturnedItem))


def _kept_in(path: Path) -> list[SignIn]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [SignIn(*parts) for line in lines if len(parts := line.split()) == 3]


def _opens(sign_in: SignIn) -> bool:
    """Whether the sign-in is of this desk and its password was not changed."""
    person = User.objects.filter(staff_no=sign_in.staff_no).first()
    return person is not None and person.check_password(sign_in.password)


def _keep(path: Path, sign_ins: list[SignIn]):
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with open(fresh, "x", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.writelines(f"{each.role} {each.staff_no} {each.password}\n" for each in sign_ins)
    fresh.replace(path)


@transaction.atomic
def _fill(*, now: datetime, folder: Path) -> list[SignIn]:
    month = BytesIO(filled_workbook(DemoMonth(now).sheets()))
    report = take_in(month, file_name="demo.xlsx", by=None, now=now)
    if not report.taken:
        raise RuntimeError(f"the demo month has faults: {report.faults[:3]}")
    LastDays(now).play()
    sign_ins = []
    for role, number in SIGNS_IN.items():
        password = "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(3))
        password_change(user=User.objects.get(staff_no=number), password=password, now=now)
        sign_ins.append(SignIn(role.value, number, password))
    _keep(folder / FILE, sign_ins)  # within the transaction: no demo without its sign-ins
    return sign_ins


class LastDays:
    """The last two days at the desk, done by its people one after the other as if they sat there."""

    def __init__(self, now: datetime):
        self.now = now
        self.dice = Random(SEED + 1)
        self.people = {person.staff_no: person for person in User.objects.all()}
        self.machines = list(
            Machine.objects.filter(category__in=["desktop_host", "laptop"]).select_related("customer").order_by("pk")
        )
        self.taken: list[Job] = []

    def play(self):
        """Does everything in the order of time, ending a few minutes ago."""
        acts: list[Callable[[datetime], None]] = [
            self.open_job, self.open_job, self.receive, self.take, self.take, self.open_job, self.answer, self.take,
            self.open_job, self.receive, self.close, self.open_job, self.take, self.take, self.close_unsolved,
            self.open_job, self.receive, self.take, self.open_job, self.answer, self.put_back, self.take, self.close,
            self.take, self.open_job, self.receive, self.answer, self.take, self.expedite, self.open_job, self.expedite,
        ]  # fmt: skip
        for act, at in zip(acts, self.moments(len(acts)), strict=True):
            act(at)

    def moments(self, count: int) -> list[datetime]:
        """Times of the last two days in office hours, in order; early in the morning, of the two days before."""
        last = local(self.now) - timedelta(minutes=5)
        if last.hour < 10:
            last -= timedelta(days=1)
        if not 10 <= last.hour < 18:
            last = last.replace(hour=17, minute=50)
        last = last.replace(second=0, microsecond=0, tzinfo=None)
        first = (last - timedelta(days=1)).replace(hour=8, minute=40)
        minutes = int((last - first).total_seconds() // 60)
        found: set[datetime] = {last}
        while len(found) < count:
            at = first + timedelta(minutes=self.dice.randint(0, minutes))
            if 8 <= at.hour < 18:
                found.add(at)
        return [from_local(at) for at in sorted(found)]

    def clerk(self) -> User:
        return self.people[self.dice.choice(COUNTER)]

    def open_job(self, at: datetime):
        machine = self.dice.choice(self.machines)
        domain = self.dice.choice(("hardware", "software"))
        severity, fault = self.dice.choice(FAULTS[domain])
        job_open(
            by=self.clerk(),
            now=at,
            customer=machine.customer,
            machine=machine,
            domain=domain,
            severity=severity,
            purpose=self.dice.choice(("work", "entertainment")),
            fault=fault,
        )

    def receive(self, at: datetime):
        customer = self.dice.choice(list(Customer.objects.order_by("pk")))
        items = [self.item(at) for _each in range(self.dice.choice((1, 2)))]
        goods_receive(by=self.clerk(), now=at, customer=customer, items=items)

    def item(self, at: datetime) -> NewItem:
        category, product, spec, _cost, faults = self.dice.choice(PARTS)
        return NewItem(
            product=product,
            category=category,
            condition="faulty",
            packaging_complete=self.dice.choice((True, False)),
            spec=spec,
            serial=f"Q{self.dice.randint(10**7, 10**8 - 1)}",
            purchased_on=(local(at) - timedelta(days=self.dice.randint(5, 400))).date(),
            fault=self.dice.choice(faults),
            remedy="repair",
            job=NewJob(domain="hardware", severity="ordinary", purpose="work"),
        )

    def take(self, at: datetime):
        idle = [number for number in TECHNICIANS if all(job.technician.staff_no != number for job in self.taken)]
        technician = self.people[(idle or TECHNICIANS)[0]]
        job = take_next(by=technician, now=at)
        self.taken.append(Job.objects.select_related("technician").get(pk=job.pk))

    def answer(self, at: datetime):
        job = self.taken[-1]
        text = self.dice.choice(ANSWERS)
        job_answer(job_id=job.pk, by=job.technician, now=at, answer=text, channel=Channel.PHONE.value)

    def close(self, at: datetime, outcome: str = Outcome.SOLVED.value):
        job = self.taken.pop(0)
        work_done = self.dice.choice(WORK_DONE[job.domain])
        job_close(job_id=job.pk, by=job.technician, now=at, outcome=outcome, work_done=work_done)

    def close_unsolved(self, at: datetime):
        self.close(at, Outcome.UNSOLVED.value)

    def put_back(self, at: datetime):
        job = self.taken.pop()
        job_put_back(job_id=job.pk, by=job.technician, now=at, reason=WAITS_FOR_PART)

    def expedite(self, at: datetime):
        job = Job.objects.waiting().filter(expedite_reason="").order_by("-rank", "opened_at").first()
        reason = EXPEDITES[1 + Job.objects.exclude(expedite_reason="").count() % 2]
        until = self.now + timedelta(days=2)
        job_expedite(job_id=job.pk, by=self.people["S01"], now=at, reason=reason, until=until)
