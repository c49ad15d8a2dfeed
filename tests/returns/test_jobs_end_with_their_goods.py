"""T5: nobody is given a job whose goods have left: a job that was opened with goods and not taken ends with them."""

from datetime import timedelta

import pytest

from deadlines.models import Deadline
from field_visits.spare_services import spare_add, spare_lend, spare_return
from records.signatures import read
from returns.models import ReturnedItem
from returns.services import Found, Handing, NewJob, item_give_back, item_lose
from tests.support.goods import made_ready
from tests.support.pictures import signature
from tickets.services import take_next

pytestmark = pytest.mark.django_db
TAKEN = Handing("collected", "张三", voucher_back=True)


@pytest.fixture
def item(receive_one, make_customer):
    """Goods that came in with a job for the technicians."""
    return receive_one(make_customer(), serial="S1", remedy="repair", job=NewJob("hardware", "ordinary", "work"))


@pytest.fixture
def given_back(item, counter, now):
    """given_back(finding) -> the goods' job, once they are with their customer again."""

    def give(finding):
        ready = made_ready(item, now, finding=finding)
        item_give_back(item_id=ready.pk, by=counter, now=now + timedelta(hours=1), handing=TAKEN)
        item.job.refresh_from_db()
        return item.job

    return give


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        ("repaired", "solved"),
        ("new_unit", "solved"),
        ("unrepairable", "unsolved"),
        ("supplier_refused", "unsolved"),
        ("withdrawn", "cancelled"),
        ("refunded", "cancelled"),
    ],
)
def test_it_ends_by_what_came_of_the_goods(given_back, technician, now, finding, outcome):
    job = given_back(finding)
    assert (job.status, job.outcome, job.closed_at) == ("closed", outcome, now + timedelta(hours=1))
    assert take_next(by=technician, now=now + timedelta(hours=2)) is None


def test_its_history_names_the_goods(given_back, item, client_of, counter):
    job = given_back("withdrawn")
    page = client_of(counter).get(f"/jobs/{job.job_no}/").content.decode()
    assert f"Its goods have left the desk, and nobody had taken it: {item.item_no}" in page


def test_no_answer_is_owed_any_more(given_back):
    job = given_back("withdrawn")
    (answer,) = Deadline.objects.filter(subject="job", subject_id=job.pk, kind="answer")
    assert (answer.state, answer.cause) == ("cancelled", "the goods have left the desk")


def test_a_technicians_own_job_is_his_to_close(item, given_back, technician, now):
    take_next(by=technician, now=now)
    assert given_back("repaired").status == "taken"


def test_what_was_asked_for_before_the_goods_came_stays(item, given_back, now):
    item.job.opened_at = now - timedelta(days=1)
    item.job.save(update_fields=["opened_at"])
    assert given_back("repaired").status == "waiting"


def test_other_goods_of_the_job_keep_it(item, given_back, receive_one, now):
    other = receive_one(item.customer, serial="S2", remedy="repair")
    ReturnedItem.objects.filter(pk=other.pk).update(job=item.job)
    assert given_back("repaired").status == "waiting"


def test_a_spare_unit_that_is_out_keeps_it_until_it_is_back(item, given_back, service_manager, counter, now):
    unit = spare_add(
        by=service_manager, now=now, product="显示器", category="monitor", serial="SP1", condition="九成新"
    )
    about = {
        "customer": item.customer,
        "job": item.job,
        "due_on": now.date(),
        "borrower": "张三",
        "signature": read(signature()),
    }
    loan = spare_lend(unit_id=unit.pk, by=counter, now=now, **about)
    assert given_back("repaired").status == "waiting"
    spare_return(loan_id=loan.pk, by=counter, now=now + timedelta(hours=2), condition="好")
    item.job.refresh_from_db()
    assert (item.job.status, item.job.outcome) == ("closed", "solved")


def test_lost_goods_take_it_along(item, service_manager, now):
    item_lose(item_id=item.pk, by=service_manager, now=now, found=Found(reason="不见了", value=100))
    item.job.refresh_from_db()
    assert (item.job.status, item.job.outcome) == ("closed", "cancelled")
