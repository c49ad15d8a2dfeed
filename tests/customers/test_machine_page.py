"""A machine's page: its facts, its warranty with the reason, every job and return, one history of them all."""

from datetime import date, timedelta

import pytest

from records.services import record
from returns.models import ReturnedItem
from tests.support.goods import given_back


@pytest.fixture
def machine(make_customer, make_machine):
    return make_machine(
        make_customer(name="李雷"), machine_no="J0001", serial="PF3XK9Z1", category="laptop", brand_class="brand",
        model="联想 E14", purchased_on=date(2025, 3, 1),
    )  # fmt: skip


@pytest.fixture
def make_item(machine, now):
    """make_item("F1", came=20, back=11) -> a part of the machine that came and went so many days ago."""

    def make(number, *, came, back=None, remedy="repair"):
        item = ReturnedItem.objects.create(
            item_no=number, customer=machine.customer, machine=machine, product="主板", category="board",
            condition="faulty", remedy=remedy, received_at=now - timedelta(days=came),
        )  # fmt: skip
        if back is not None:
            given_back(item, now - timedelta(days=back))
        return item

    return make


@pytest.fixture
def page_of(at_now, client_of, counter):
    def get(address="/machines/J0001/"):
        return client_of(counter).get(address).content.decode()

    return get


def test_facts_and_warranty(machine, page_of):
    page = page_of()
    for part in ("PF3XK9Z1", "2025-03-01", "1 year 7 months", "In warranty", "Until 2028-03-01", "3 years"):
        assert part in page, part


def test_l6_time_at_the_shop_moves_the_end(machine, make_item, page_of):
    make_item("F1", came=20, back=11)
    make_item("F2", came=2, remedy="")  # still here
    make_item("F3", came=100, back=50, remedy="refund")  # no repair
    page = page_of()
    assert "Until 2028-03-12" in page
    assert "Later by 11 days in repair" in page


def test_out_of_warranty_is_said(machine, page_of):
    type(machine).objects.filter(pk=machine.pk).update(purchased_on=date(2023, 10, 14))
    assert "Out of warranty" in page_of()
    type(machine).objects.filter(pk=machine.pk).update(purchased_on=date(2023, 10, 15))
    assert "In warranty" in page_of()


def test_unknown_purchase_date_and_makers_terms(machine, page_of):
    type(machine).objects.filter(pk=machine.pk).update(purchased_on=None)
    assert "Unknown without the purchase date" in page_of()
    type(machine).objects.filter(pk=machine.pk).update(category="printer")
    assert "By the terms of its maker" in page_of()


def test_every_job_and_every_return_is_listed(machine, make_job, make_item, page_of):
    jobs = [make_job(machine.customer, machine=machine, fault=f"故障{number}") for number in range(3)]
    make_item("F26100001", came=3)
    page = page_of()
    for job in jobs:
        assert f"/jobs/{job.job_no}/" in page
    assert "F26100001" in page


def test_one_history_of_the_machine_its_jobs_and_its_returns(machine, make_job, make_item, page_of, counter, now):
    job, item = make_job(machine.customer, machine=machine), make_item("F26100001", came=3)
    stranger = make_job(machine.customer)
    for minutes, subject, pk in (
        (1, "job", job.pk),
        (3, "item", item.pk),
        (2, "machine", machine.pk),
        (4, "job", stranger.pk),
    ):
        record(subject=subject, subject_id=pk, code=f"test.{minutes}", by=counter, at=now + timedelta(minutes=minutes))
    page = page_of()
    assert "test.4" not in page
    assert page.index("test.3") < page.index("test.2") < page.index("test.1")  # newest first
    assert counter.name in page


def test_a_long_history_goes_on_on_the_next_page(machine, page_of, now):
    for number in range(60):
        record(subject="machine", subject_id=machine.pk, code=f"test.{number:02d}.", at=now)
    first = page_of()
    assert "test.59." in first
    assert "test.05." not in first
    earlier = first.split("?earlier=")[1].split('"')[0]
    second = page_of(f"/machines/J0001/?earlier={earlier}")
    assert "test.05." in second
    assert "test.59." not in second
    assert "test.59." in page_of("/machines/J0001/?earlier=nonsense")
