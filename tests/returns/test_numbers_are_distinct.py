"""Eight clerks log at once: every item and every paper gets its own number, nobody is turned away."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from records.policies import is_well_formed
from returns.models import Paper, ReturnedItem

CLERKS, ROUNDS = 8, 4


def _log_at_once(customers, by, now, new_item):
    from returns.services import NewJob, goods_receive

    start = Barrier(CLERKS, timeout=30)

    def clerk(place):
        try:
            start.wait()
            for _round in range(ROUNDS):
                job = NewJob("hardware", "ordinary", "work")
                goods_receive(by=by, now=now, customer=customers[place % len(customers)], items=[new_item(job=job)] * 2)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS) as pool:
        list(pool.map(clerk, range(CLERKS)))


def _check():
    papers = list(Paper.objects.values_list("paper_no", flat=True))
    items = list(ReturnedItem.objects.select_related("job"))
    assert len(papers) == len(set(papers)) == CLERKS * ROUNDS
    assert len({item.item_no for item in items}) == len({item.job.job_no for item in items}) == 2 * CLERKS * ROUNDS
    assert all(map(is_well_formed, papers))


def _customers(make_customer):
    return [make_customer(name=f"客户{n}", **who) for n, who in enumerate([{"tier": "agent"}, {}, {}, {}])]


@pytest.mark.django_db(transaction=True)
def test_eight_clerks_at_once(make_customer, counter, now, new_item):
    """On a file of SQLite and on PostgreSQL, whichever this round has."""
    _log_at_once(_customers(make_customer), counter, now, new_item)
    _check()
