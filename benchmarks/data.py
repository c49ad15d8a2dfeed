"""Fills a desk to a size, the same each time, adding only what is missing."""

import random
from datetime import datetime, timedelta

from customers.models import Customer
from customers.policies import AgentKind, BrandClass, Tier, customer_text
from servicedesk import clock
from staff.models import User
from tickets.models import Job
from tickets.policies import Domain, Purpose, Severity, rank

FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文玉兰红春梅海燕建华志强晓东"
PLACES = "城关东街西街北门南园河口新区老街学院路火车站"
TIERS = (Tier.AGENT, Tier.INDUSTRY, Tier.NETWORK, Tier.QUASI_INDUSTRY, *[Tier.OTHER] * 6)  # most are households
BATCH = 5_000


def person(*roles: str) -> User:
    """Somebody of the staff with exactly these roles."""
    from staff.services import staff_create

    number = "B-" + "-".join(roles)[:16]
    return User.objects.filter(staff_no=number).first() or staff_create(
        staff_no=number, name=number, roles=frozenset(roles), by=None, now=clock.now()
    )


def customers(size: int):
    """Customers up to the size, with names, phones and tiers like a shop's."""
    there = Customer.objects.count()
    for start in range(there, size, BATCH):
        Customer.objects.bulk_create(_customer(number) for number in range(start, min(start + BATCH, size)))


def _customer(number: int) -> Customer:
    chance = random.Random(number)
    text = {
        "customer_no": f"B{number:07d}",
        "name": chance.choice(FAMILY) + "".join(chance.choices(GIVEN, k=2)),
        "phone": f"13{chance.randrange(10**9):09d}",
        "address": f"{chance.choice(PLACES)}{chance.randrange(300)}号",
    }
    tier = chance.choice(TIERS)
    return Customer(
        **text,
        tier=tier.value,
        agent_kind=chance.choice(list(AgentKind)).value if tier == Tier.AGENT else "",
        search_text=customer_text(**text),
    )


def jobs(waiting: int):
    """So many jobs that wait, of every rank, logged over a year by 500 customers."""
    customers(500)
    owners = list(Customer.objects.order_by("pk")[:500])
    missing = waiting - Job.objects.waiting().count()
    first = Job.objects.count()
    now = clock.now()
    for start in range(first, first + missing, BATCH):
        rows = (_job(number, owners, now) for number in range(start, min(start + BATCH, first + missing)))
        Job.objects.bulk_create(rows)


def _job(number: int, owners: list[Customer], now: datetime) -> Job:
    chance = random.Random(number)
    job = Job(
        job_no=f"B{number:08d}",
        customer=chance.choice(owners),
        domain=chance.choice(list(Domain)).value,
        severity=chance.choice(list(Severity)).value,
        purpose=chance.choice(list(Purpose)).value,
        brand_class=chance.choice(list(BrandClass)).value,
        repeat=chance.random() < 0.1,
        fault="开机无显示",
        opened_at=now - timedelta(minutes=chance.randrange(525_600)),
    )
    job.rank = rank(job.factors)
    return job
