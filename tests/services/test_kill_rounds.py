"""D11 with real servers: whatever is killed, everything happens exactly once, with its true time. The long form is
`python -m benchmarks.kill_rounds` (docs/speed.md)."""

import os
import random
from datetime import timedelta

import pytest

from servicedesk import clock
from tests.support.services import database_url, wait_for

pytestmark = pytest.mark.services


@pytest.fixture
def rig(transactional_db, settings, tmp_path):
    from benchmarks.killing import Rig
    from doors.family import Family

    env = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "DATA_DIR": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "servicedesk.settings",
        "SWEEP_EVERY": "1",
    }
    with Family() as family:
        rig = Rig(family, env, tmp_path / "log")
        yield rig
        rig.stop()


def test_kills_at_random_moments_change_nothing(rig, technician, service_manager):
    from benchmarks.killing import faults, fill, wait_until_done

    rows = fill(400, owner=technician, now=clock.now(), seconds=8)
    rig.start(workers=2, beats=2)
    chance = random.Random(7)
    for _round in range(5):
        rig.round(chance)
    wait_until_done()
    assert faults(rows, owner=technician, manager=service_manager) == []


def test_an_outage_of_three_days_is_caught_up_with_one_digest_a_person(rig, technician, service_manager):
    from benchmarks.killing import faults, fill, wait_until_done
    from notices.models import Notice

    rows = fill(400, owner=technician, now=clock.now() - timedelta(days=3), seconds=86_400)
    rig.start(workers=4, beats=2)
    wait_until_done()
    wait_for(lambda: not Notice.objects.filter(leaves_at__isnull=False).exists(), what="for what has to leave")
    assert faults(rows, owner=technician, manager=service_manager) == []
    digests = Notice.objects.filter(code="notice.digest").values_list("person", flat=True)
    assert sorted(digests) == sorted([technician.pk, service_manager.pk])
