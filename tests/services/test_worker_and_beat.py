"""With Redis, tasks run in worker processes and beat sends them; both come back after they are killed."""

import pytest

from servicedesk import clock, schedule
from tests.support.services import wait_for

pytestmark = pytest.mark.services
IMPORTS = "import the workbooks that people uploaded"  # the entry with the shortest interval


def last_run(name=IMPORTS):
    """When the beat table's line last did its work."""
    return next(run.last for run in schedule.runs(clock.now()) if run.name == name)


def ran_since(moment):
    return lambda: (last := last_run()) is not None and last > moment


def test_beat_sends_and_the_worker_does(desk_services):
    wait_for(last_run, what="for a first run")
    assert not any(run.late for run in schedule.runs(clock.now()))


def test_a_killed_worker_is_no_loss(desk_services):
    wait_for(last_run, what="for a first run")
    desk_services.worker.kill()
    desk_services.worker.wait()
    killed_at = clock.now()
    desk_services.start_worker()
    wait_for(ran_since(killed_at), what="for a run after the kill")


def test_a_killed_beat_goes_on_where_time_is(desk_services):
    wait_for(last_run, what="for a first run")
    desk_services.beat.kill()
    desk_services.beat.wait()
    killed_at = clock.now()
    desk_services.start_beat()
    wait_for(ran_since(killed_at), what="for a run after the kill")


def test_a_task_sent_from_the_desk_reaches_the_worker(desk_services):
    from tickets.tasks import end_expedites

    name = "end expedites whose time is over (T2)"  # its interval is a minute: beat cannot have sent it yet
    end_expedites.delay()
    wait_for(lambda: last_run(name), seconds=15, what="for the task")
