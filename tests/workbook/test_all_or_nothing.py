"""A workbook is taken in whole or not at all, whatever happens in the middle."""

import pytest
from django.db import IntegrityError, transaction

from customers.models import Customer
from records.models import Entry
from workbook import services


@pytest.mark.parametrize("sheet", ["staff", "customers", "machines", "jobs", "returned_goods"])
def test_a_crash_in_the_middle_leaves_nothing(take, shop, contents, monkeypatch, sheet):
    before = contents()
    write = services.WRITERS[sheet]

    def die(rows, **options):
        write(rows, **options)
        raise MemoryError

    monkeypatch.setitem(services.WRITERS, sheet, die)
    with pytest.raises(MemoryError):
        take(shop)
    assert contents() == before


def test_a_number_given_out_meanwhile_is_recognised_on_the_second_try(take, shop, make_customer, monkeypatch):
    """Between asking the desk and writing, somebody logs a customer under one of the file's numbers."""
    write = services.WRITERS["customers"]
    tries = []

    def late(rows, **options):
        tries.append(len(rows))
        if len(tries) == 1:
            raise IntegrityError("customers_customer.customer_no")
        write(rows, **options)

    monkeypatch.setitem(services.WRITERS, "customers", late)
    report = take(shop)
    assert tries == [4, 4]
    assert report.counts["customers"]["new"] == 4
    assert Entry.objects.filter(code="workbook.imported").count() == 1


def test_notes_are_not_doubled_by_a_second_try(take, shop, monkeypatch):
    shop["jobs"][0]["brand_class"] = "compatible"
    write, tries = services.WRITERS["jobs"], []

    def late(rows, **options):
        tries.append(1)
        if len(tries) == 1:
            raise IntegrityError
        write(rows, **options)

    monkeypatch.setitem(services.WRITERS, "jobs", late)
    assert [note.code for note in take(shop).notes] == ["machine_decides"]


def test_the_import_ends_with_the_transaction_around_it(take, shop):
    with transaction.atomic():
        take(shop)
        transaction.set_rollback(True)
    assert not Customer.objects.exists()
