"""Whatever people try on returned goods, in whatever order: no item is lost from sight, every hand-over is signed by
name or open, and a refused step wrote nothing. See `walking.py` for all that is looked at after every step.

    WALKS=500 .venv/bin/pytest tests/returns/test_nothing_is_lost.py

takes so many walks, of STEPS steps each (default 60), other ones each time.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from returns.models import Supplier
from tests.returns import walks, walks_repairs, walks_suppliers, walks_ways_back  # noqa: F401 deeds register themselves
from tests.returns.walking import Walk, World
from tests.returns.walks_home import bring_home

WALKS = int(os.environ.get("WALKS", 0))
STEPS = int(os.environ.get("STEPS", 60 if WALKS else 40))
PACE = settings(
    max_examples=WALKS or 12,
    stateful_step_count=STEPS,
    derandomize=not WALKS,  # the quick walks are the same every time
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink] if WALKS else [Phase.generate],  # shrinking takes minutes
    print_blob=bool(WALKS),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def world(cast, make_staff, make_customer, now) -> World:
    both = make_staff("X1", "前台兼库管", roles={"counter", "warehouse"})
    customers = [
        make_customer("agent", name="县代理"),
        make_customer("agent", name="本地公司", agent_kind="local"),
        make_customer("other", name="李雷"),
        make_customer("industry", name="中学"),
    ]
    suppliers = [Supplier.objects.create(name=name, active=name != "停业") for name in ("省城售后", "深圳总代", "停业")]
    return World([*cast.values(), both], suppliers, customers, now)


def test_whatever_people_try(world):
    run_state_machine_as_test(lambda: Walk(world, bring_home), settings=PACE)
