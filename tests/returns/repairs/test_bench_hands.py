"""Goods change hands at the bench by name; a repair says what was done and which parts went in."""

from datetime import timedelta
from functools import partial

import pytest

from returns.policies.quotes import NewPart
from returns.services import item_give_to_technician, item_repaired
from servicedesk.clock import local_date
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


def test_the_holder_changes_by_name(to_repair, do, counter, technician, other_technician, codes):
    item = do(item_give_to_technician, to_repair(), counter, to=technician)
    assert (item.state, item.holder) == ("with_technician", technician)
    item = do(item_give_to_technician, item, technician, to=other_technician)
    assert item.holder == other_technician
    assert codes(item)[:2] == ["goods.given_to_technician"] * 2


def test_a_technician_takes_goods_himself(to_repair, do, technician):
    assert do(item_give_to_technician, to_repair(), technician, to=technician).holder == technician


def test_only_to_technicians_who_work_here_today(to_repair, counter, make_staff, now, refused_with):
    gone = make_staff("T8", roles={"technician"}, active_to=local_date(now) - timedelta(days=1))
    item = to_repair()
    for somebody in (gone, counter):
        call = partial(item_give_to_technician, item_id=item.pk, by=counter, now=now, to=somebody)
        refused_with("goods.technician", call, item)


def test_who_has_them_already_is_not_given_them_again(to_repair, do, counter, technician, now, refused_with):
    item = do(item_give_to_technician, to_repair(), counter, to=technician)
    call = partial(item_give_to_technician, item_id=item.pk, by=counter, now=now, to=technician)
    refused_with("goods.technician", call, item)


def test_roles_without_goods_work_give_nothing(to_repair, finance, technician, now, refused_with):
    item = to_repair()
    call = partial(item_give_to_technician, item_id=item.pk, by=finance, now=now, to=technician)
    refused_with("goods.not_yours", call, item)


def test_parts_are_kept_with_both_serial_numbers(to_repair, do, technician):
    parts = [NewPart("内存", "old 1", "ｎew1"), NewPart("风扇")]
    item = do(item_repaired, to_repair(in_guarantee=True), technician, work_done="换件", parts=parts)
    kept = [(part.name, part.old_serial, part.new_serial) for part in item.parts.all()]
    assert kept == [("内存", "OLD1", "NEW1"), ("风扇", "", "")]


def test_a_part_has_a_name_and_another_serial_number(to_repair, technician, now, refused_with):
    item = to_repair(in_guarantee=True)
    for part in (NewPart("", "A", "B"), NewPart("内存", "A1", "a1")):
        call = partial(item_repaired, item_id=item.pk, by=technician, now=now, work_done="x", parts=[part])
        error = refused_with("goods.part", call, item)
        assert error.field == "parts-0"
    assert not item.parts.exists()


@pytest.fixture
def with_job(to_repair, make_job, technician):
    """An item in guarantee whose job the technician has in work."""
    item = to_repair(in_guarantee=True)
    item.job = make_job(item.customer, technician=technician)
    item.save(update_fields=["job"])
    return item


def test_ones_own_job_is_closed_with_it(with_job, do, technician):
    item = do(item_repaired, with_job, technician, work_done="换电容", close_job=True)
    item.job.refresh_from_db()
    assert (item.job.status, item.job.outcome, item.job.work_done) == ("closed", "solved", "换电容")


def test_somebody_elses_job_is_not_and_nothing_is_written(with_job, other_technician, now, refused_with):
    call = partial(item_repaired, item_id=with_job.pk, by=other_technician, now=now, work_done="x", close_job=True)
    refused_with("job.not_yours", call, with_job)


def test_a_job_does_not_close_while_something_of_it_is_out(
    with_job, to_repair, do, counter, technician, now, refused_with
):
    from returns.services import item_send_outside

    other = to_repair(customer=with_job.customer)
    other.job = with_job.job
    other.save(update_fields=["job"])
    do(item_send_outside, other, counter, repairer="宏图")
    call = partial(item_repaired, item_id=with_job.pk, by=technician, now=now, work_done="x", close_job=True)
    refused_with("job.out", call, with_job)


def test_goods_of_another_remedy_are_not_repaired(receive_one, make_customer, technician, do):
    from returns.models import ReturnedItem

    item = receive_one(make_customer())
    ReturnedItem.objects.filter(pk=item.pk).update(state="chosen", remedy="swap")  # as an older book has it
    with pytest.raises(DomainError) as error:
        do(item_repaired, item, technician, work_done="x")
    assert error.value.code == "goods.not_a_repair"
