"""What every test can ask for: a fixed cast, one "now", and quick ways to make a customer, a machine, a job."""

from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings

from servicedesk.clock import from_local, local_date

pytest_plugins = [
    "tests.support.needs",
    "tests.support.browser",
    "tests.support.services",
    "tests.support.servers",
    "tests.support.second_try",
]
PASSWORD = "lamp-river-2026"  # of everybody in the cast

# No test asserts on seconds, properties neither: an example may take its time on a busy machine.
settings.register_profile(
    "desk",
    settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("desk")


@pytest.fixture(autouse=True)
def _empty_cache():
    """Nothing that one test kept in the cache reaches the next."""
    yield
    cache.clear()


@pytest.fixture
def now() -> datetime:
    """Thursday 15 October 2026, 10:00 at the shop."""
    return from_local(datetime(2026, 10, 15, 10, 0))


@pytest.fixture
def media(settings, tmp_path):
    """The folder of uploads, empty, and thrown away afterwards."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


@pytest.fixture
def at_now(now):
    """The whole process lives at `now`: views, tasks and commands see it as the present."""
    import time_machine

    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def make_staff(db, now):
    """make_staff("T9", "Tian", roles={"technician"}, **fields of staff_create) -> User."""

    def make(staff_no, name="", *, roles=(), **fields):
        from staff.services import staff_create

        fields = {"by": None, "now": now, "password": PASSWORD, **fields}
        return staff_create(staff_no=staff_no, name=name or staff_no, roles=frozenset(roles), **fields)

    return make


@pytest.fixture
def counter(make_staff):
    return make_staff("C1", "前台小陈", roles={"counter"})


@pytest.fixture
def technician(make_staff):
    return make_staff("T1", "技术员小丁", roles={"technician"})


@pytest.fixture
def other_technician(make_staff):
    return make_staff("T2", "技术员小田", roles={"technician"})


@pytest.fixture
def service_manager(make_staff):
    return make_staff("S1", "服务经理老苏", roles={"service_manager"})


@pytest.fixture
def company_manager(make_staff):
    return make_staff("M1", "公司经理老马", roles={"company_manager"})


@pytest.fixture
def finance(make_staff):
    return make_staff("F1", "财务小方", roles={"finance"})


@pytest.fixture
def warehouse(make_staff):
    return make_staff("W1", "库管老王", roles={"warehouse"})


@pytest.fixture
def purchasing(make_staff):
    return make_staff("P1", "商务小潘", roles={"purchasing"})


@pytest.fixture
def cast(
    counter, technician, other_technician, service_manager, company_manager, finance, warehouse, purchasing
) -> dict:
    """Everybody by role; `other_technician` is left out, for one of each is enough to walk the roles."""
    people = (counter, technician, service_manager, company_manager, finance, warehouse, purchasing)
    return {next(iter(person.roles)): person for person in people}


@pytest.fixture
def client_of():
    """client_of(user, language="en") -> a browser of that person, signed in."""

    def make(user, language="en") -> Client:
        client = Client(headers={"accept-language": language})
        client.force_login(user, backend="staff.backends.StaffBackend")
        return client

    return make


def _next_number(prefix, now):
    from records.services import next_number

    with transaction.atomic():
        return next_number(prefix=prefix, day=local_date(now))


@pytest.fixture
def make_customer(db, now):
    """make_customer(tier="other", **columns) -> Customer. An agent is a county agent unless told otherwise."""

    def make(tier="other", **fields):
        from customers.services import customer_create

        kind = {"agent_kind": "county"} if tier == "agent" else {}
        return customer_create(tier=tier, **{"by": None, "now": now, "name": "李雷", **kind, **fields})

    return make


@pytest.fixture
def make_machine(db, now):
    """make_machine(customer, **columns) -> Machine."""

    def make(customer, **fields):
        from customers.services import machine_create

        return machine_create(customer=customer, **{"by": None, "now": now, "category": "desktop_host", **fields})

    return make


@pytest.fixture
def make_job(db, now):
    """make_job(customer, **columns) -> Job in any state, with its place in the queue worked out.

    Written straight to the table, so that a test can begin anywhere in a job's life. Waiting unless a
    `technician` (taken) or `closed_at` (closed) is given.
    """

    def make(customer, **fields):
        from tickets.models import Job
        from tickets.policies import rank

        machine = fields.get("machine")
        if fields.get("closed_at"):
            fields.setdefault("status", "closed")
        elif fields.get("technician"):
            fields.setdefault("status", "taken")
            fields.setdefault("taken_at", fields.get("opened_at", now))
        job = Job(
            **{
                "job_no": fields.get("job_no") or _next_number("G", now),
                "customer": customer,
                "domain": "hardware",
                "severity": "ordinary",
                "purpose": "work",
                "brand_class": machine.brand_class if machine else "",
                "fault": "不开机",
                "opened_at": now,
                **fields,
            }
        )
        job.rank = rank(job.factors)
        job.save()
        return job

    return make
