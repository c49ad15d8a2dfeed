"""formats.md: importing the same file again changes nothing; records are recognised by their number."""

from datetime import datetime

from customers.models import Customer
from records.models import Entry
from tickets.models import Job
from tickets.services import job_close


def test_the_same_file_again_changes_nothing_at_all(take, shop, contents):
    take(shop)
    before = contents()
    report = take(shop)
    assert contents() == before
    assert report.new == 0
    assert report.counts["jobs"] == {"new": 0, "known": 3, "differs": 0}
    assert report.notes == []


def test_a_job_closed_in_the_desk_is_not_reopened_by_the_old_file(take, shop, contents, service_manager, now):
    take(shop)
    job = Job.objects.get(job_no="G0001")
    job_close(job_id=job.pk, by=service_manager, now=now, outcome="solved", work_done="换电源")
    before = contents()
    report = take(shop)
    assert contents() == before
    assert report.faults == []


def test_only_what_is_new_is_added(take, shop):
    take(shop)
    shop["customers"].append({"customer_no": "K0005", "name": "韩梅", "tier": "other"})
    report = take(shop)
    assert report.counts["customers"] == {"new": 1, "known": 4, "differs": 0}
    assert Customer.objects.count() == 5


def test_what_differs_is_told_and_the_desk_left_as_it_is(take, shop):
    take(shop)
    shop["customers"][2]["name"] = "第二中学"
    shop["jobs"][0]["closed_at"] = datetime(2026, 10, 14, 9, 0)
    report = take(shop)
    assert [(note.sheet, note.row, note.column, note.code) for note in report.notes] == [
        ("customers", 4, "name", "differs"),
        ("jobs", 2, "closed_at", "differs"),
    ]
    assert report.notes[0].data == {"value": "第二中学", "desk": "第一中学"}
    assert report.notes[1].data == {"value": "2026-10-14 09:00", "desk": "—"}
    assert (report.counts["customers"]["differs"], report.counts["jobs"]["differs"]) == (1, 1)
    assert Customer.objects.get(customer_no="K0003").name == "第一中学"
    assert Job.objects.get(job_no="G0001").status == "waiting"


def test_an_empty_cell_is_no_difference(take, shop):
    """Empty means unknown, which contradicts nothing."""
    take(shop)
    shop["customers"][0]["phone"] = None
    assert take(shop).notes == []


def test_a_machine_that_changed_hands_does_not_stop_the_old_file(take, shop, contents, make_customer, now):
    from customers.models import Machine
    from customers.services import machine_update

    take(shop)
    machine = Machine.objects.get(machine_no="J0001")
    machine_update(machine_id=machine.pk, by=None, now=now, customer=make_customer(name="新主人"))
    before = contents()
    assert take(shop).faults == []
    assert contents() == before


def test_every_record_has_one_entry_in_its_history_and_the_import_one_of_its_own(take, shop, service_manager):
    take(shop, by=service_manager)
    entries = Entry.objects.filter(by=service_manager).values_list("subject", "code")
    counts = {code: sum(1 for _subject, each in entries if each == code) for _subject, code in entries}
    assert counts == {
        "staff.imported": 3, "customer.imported": 4, "machine.imported": 3, "job.imported": 3, "visit.imported": 2,
        "goods.imported": 2, "revenue.imported": 1, "incident.imported": 2,
        "workbook.imported": 1,
    }  # fmt: skip


def test_the_history_says_so_in_words(take, shop):
    from django.utils import translation

    from records.history import words

    take(shop)
    with translation.override("en"):
        for entry in Entry.objects.filter(code__endswith=".imported"):
            assert words(entry.code, entry.data) != entry.code
