"""A number that another desk gave out is never given out again here."""

from django.db import transaction

from records.models import Series
from records.policies import number
from records.services import next_number
from servicedesk.clock import local_date


def next_job(now):
    with transaction.atomic():
        return next_number(prefix="G", day=local_date(now))


def test_the_series_goes_on_behind_the_imported_numbers(take, shop, now):
    shop["jobs"][0]["job_no"] = number("G2610", 41)
    shop["jobs"][1]["job_no"] = number("G2610", 7)
    take(shop)
    assert next_job(now) == number("G2610", 42)


def test_it_never_goes_back(take, shop, now):
    for _each in range(3):
        next_job(now)
    shop["jobs"][0]["job_no"] = number("G2610", 2)
    shop["jobs"][0]["fault"] = "x"
    take(shop)
    assert next_job(now) == number("G2610", 4)


def test_numbers_of_paper_books_touch_no_series(take, shop):
    take(shop)
    assert not Series.objects.exclude(key__regex=r"^[KJ]2610$").exists()


def test_vouchers_count_too(take, shop, now):
    shop["returned_goods"][0]["voucher_no"] = shop["returned_goods"][1]["voucher_no"] = number("PZ2610", 9)
    take(shop)
    assert Series.objects.get(pk="PZ2610").last == 9
