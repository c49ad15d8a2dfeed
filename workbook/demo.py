"""Fills an empty desk with a demo: its history as an import, the last week as people at work, then their money."""

import os
import secrets
from dataclasses import dataclass, replace
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
from workbook.demo_complaints import Complaints
from workbook.demo_data import COUNTER, SEED, TECHNICIANS, DemoMonth
from workbook.demo_goods import GoodsWeek
from workbook.demo_settling import TwoMonths
from workbook.demo_visits import VisitsDay
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
LATE = ("industry", "network", "agent", "quasi_industry", "network", "industry")  # tiers of those who came last
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
    week = LastWeek(now)
    week.play()
    GoodsWeek(week.days()).play()
    VisitsDay(week.days()).play()
    Complaints(now).play()
    TwoMonths(now).play()
    sign_ins = []
    for role, number in SIGNS_IN.items():
        password = "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(3))
        password_change(user=User.objects.get(staff_no=number), password=password, now=now)
        sign_ins.append(SignIn(role.value, number, password))
    _keep(folder / FILE, sign_ins)  # within the transaction: no demo without its sign-ins
    return sign_ins


class LastWeek:
    """The last seven days at the desk, done by its people one after the other as if they sat there."""

    def __init__(self, now: datetime):
        self.now = now
        self.dice = Random(SEED + 1)
        self.people = {person.staff_no: person for person in User.objects.all()}
        self.machines = list(Machine.objects.select_related("customer").order_by("pk"))
        self.hosts = [machine for machine in self.machines if machine.category in {"desktop_host", "laptop"}]
        self.taken: list[Job] = []

    def play(self):
        """Does everything in the order of time, ending a few minutes ago."""
        self.answer_older()
        for opens, closes in self.days():
            acts = [self.open_job] * 5 + [self.receive] + [self.take] * 5 + [self.answer] * 6 + [self.close] * 4
            self.dice.shuffle(acts)
            for act, at in zip(acts, self.moments(opens, closes, len(acts)), strict=True):
                act(at)
        for place, tier in enumerate(LATE):
            self.open_job(from_local(closes - timedelta(minutes=5 * (len(LATE) - place))), tier)
        for act in (self.put_back, self.expedite, self.expedite):
            act(from_local(closes))

    def days(self) -> list[tuple[datetime, datetime]]:
        """Opening and closing of seven days, the last one ending now; a day that has hardly begun is left out."""
        now = local(self.now).replace(second=0, microsecond=0, tzinfo=None) - timedelta(minutes=5)
        today = now.replace(hour=8, minute=30)
        opens = [today - timedelta(days=ago) for ago in range(8)]
        days = [(each, each.replace(hour=17, minute=50)) for each in opens]
        if now < today + timedelta(hours=1):
            days = days[1:]
        days[0] = (days[0][0], min(days[0][1], now))
        return days[6::-1]

    def moments(self, opens: datetime, closes: datetime, count: int) -> list[datetime]:
        """So many different times between opening and closing, in order."""
        seconds = int((closes - opens).total_seconds())
        return [from_local(opens + timedelta(seconds=at)) for at in sorted(self.dice.sample(range(seconds), count))]

    def clerk(self) -> User:
        return self.people[self.dice.choice(COUNTER)]

    def answer_older(self):
        """The customers of before had their answers in time, but for the last few."""
        older = list(Job.objects.unanswered())
        for job in older[:-2]:
            self.tell(job, by=self.clerk(), at=job.opened_at + timedelta(hours=self.dice.randint(1, 20)))

    def tell(self, job: Job, *, by: User, at: datetime):
        job_answer(job_id=job.pk, by=by, now=at, answer=self.dice.choice(ANSWERS), channel=Channel.PHONE.value)

    def open_job(self, at: datetime, tier: str = ""):
        machine = self.dice.choice([each for each in self.hosts if not tier or each.customer.tier == tier])
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
        machine = self.dice.choice(self.machines)
        items = [self.item(at) for _each in range(self.dice.choice((1, 2)))]
        if self.dice.random() < 0.5:
            bought = machine.purchased_on
            own = replace(items[0], product=machine.model, category=machine.category, serial=machine.serial, spec="")
            items[0] = replace(own, purchased_on=bought, sale_price=machine.sale_price)
        goods_receive(by=self.clerk(), now=at, customer=machine.customer, items=items)

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
        job = take_next(by=self.people[self.dice.choice(idle or TECHNICIANS)], now=at)
        self.taken.append(Job.objects.select_related("technician").get(pk=job.pk))

    def answer(self, at: datetime):
        job = Job.objects.unanswered().filter(opened_at__lt=at - timedelta(hours=1)).first()
        if job is not None:
            self.tell(job, by=self.clerk(), at=at)

    def close(self, at: datetime):
        """The technician who has worked longest on a job ends it, now and then without success."""
        ripe = [job for job in self.taken if job.taken_at < at - timedelta(hours=1)]
        if not ripe:
            return
        job = ripe[0]
        self.taken.remove(job)
        outcome = Outcome.UNSOLVED if self.dice.random() < 0.1 else Outcome.SOLVED
        work_done = self.dice.choice(WORK_DONE[job.domain])
        job_close(job_id=job.pk, by=job.technician, now=at, outcome=outcome.value, work_done=work_done)

    def put_back(self, at: datetime):
        job = self.taken.pop()
        job_put_back(job_id=job.pk, by=job.technician, now=at, reason=WAITS_FOR_PART)

    def expedite(self, at: datetime):
        job = Job.objects.waiting().filter(expedite_reason="").order_by("-rank", "opened_at").first()
        reason = EXPEDITES[1 + Job.objects.exclude(expedite_reason="").count() % 2]
        until = self.now + timedelta(days=2)
        job_expedite(job_id=job.pk, by=self.people["S01"], now=at, reason=reason, until=until)
