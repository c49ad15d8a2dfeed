"""Several people at the same instant: threads for PostgreSQL, processes for SQLite."""

import multiprocessing
import threading
import time
from dataclasses import dataclass

from django.db import DatabaseError, connections

from staff.models import User
from tickets.models import Job
from tickets.services import take_next


@dataclass(frozen=True)
class Take:
    """One take: who, which job, and when it began and ended."""

    taker: int
    job: int
    began: float
    ended: float


def at_once(*calls):
    """Runs the calls in threads of their own that all start together; gives their results or refusals in order.

    An error of the database is nothing that anybody may be left with.
    """
    results, start = [None] * len(calls), threading.Barrier(len(calls))

    def run(place, call):
        try:
            start.wait(30)
            results[place] = call()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    for result in results:
        if isinstance(result, DatabaseError):
            raise result
    return results


def takes_until_empty(taker_id, now, take=take_next) -> list[Take]:
    """One taker's takes in order, until nothing is left."""
    taker, takes = User.objects.get(pk=taker_id), []
    while True:
        began = time.perf_counter()
        job = take(by=taker, now=now)
        if job is None:
            return takes
        takes.append(Take(taker_id, job.pk, began, time.perf_counter()))


def in_processes(takers, now) -> list[list[Take]]:
    """`takes_until_empty` of each taker in a process of its own."""
    context = multiprocessing.get_context("fork")
    queue = context.Queue()

    def run(taker_id):
        try:
            queue.put((taker_id, takes_until_empty(taker_id, now)))
        except Exception as error:
            queue.put((taker_id, repr(error)))
        finally:
            connections.close_all()

    connections.close_all()  # a connection must not be shared with a child
    processes = [context.Process(target=run, args=(taker.pk,)) for taker in takers]
    for process in processes:
        process.start()
    results = dict(queue.get(timeout=120) for _each in processes)
    for process in processes:
        process.join(30)
    return [results[taker.pk] for taker in takers]


def assert_each_once_in_order(all_takes: list[list[Take]], jobs: list[Job]):
    """Each job was taken once; each taker went through the queue in order; nobody passed over a job that stayed.

    The last: when a take of a later job had ended before the take of an earlier job began, the earlier one was free
    and was skipped.
    """
    order = {job.pk: place for place, job in enumerate(jobs)}
    takes = [take for one in all_takes for take in one]
    assert sorted(take.job for take in takes) == sorted(order), "taken twice or lost"
    for one in all_takes:
        places = [order[take.job] for take in one]
        assert places == sorted(places), "a taker went backwards"
    earliest_end_behind = float("inf")
    for take in sorted(takes, key=lambda take: order[take.job], reverse=True):
        assert take.began <= earliest_end_behind, f"job {order[take.job]} was skipped"
        earliest_end_behind = min(earliest_end_behind, take.ended)
