"""The day plan per technician and for the manager, the list of receipts, hints, the advice while a job is logged."""

from datetime import timedelta

import pytest

from field_visits.hint_selectors import hints_now
from field_visits.models import Visit
from field_visits.selectors import plan_of, receipts_page
from servicedesk.clock import local_date


def lanes_of(person, now, day=None):
    plan = plan_of(day or local_date(now), person=person, now=now)
    return {lane.technician.staff_no: [row.visit for row in lane.rows] for lane in plan}


def test_the_manager_sees_every_technicians_day_also_an_empty_one(agree, service_manager, other_technician, now):
    first, second = agree(), agree(agreed_at=now + timedelta(hours=5))
    agree(agreed_at=now + timedelta(days=1))
    assert lanes_of(service_manager, now) == {"T1": [first, second], "T2": []}


def test_a_technician_sees_only_the_own_day(agree, technician, other_technician, now):
    visit = agree()
    assert lanes_of(technician, now) == {"T1": [visit]}
    assert lanes_of(other_technician, now) == {"T2": []}


def test_a_visit_still_under_way_from_yesterday_stands_first(on_site, agree, service_manager, now):
    old, today = on_site(), agree(agreed_at=now + timedelta(days=1))
    assert lanes_of(service_manager, now + timedelta(days=1))["T1"] == [old, today]


def test_cancelled_visits_are_no_part_of_the_plan(agree, service_manager, now):
    from field_visits.services import visit_cancel

    visit_cancel(visit_id=agree().pk, by=service_manager, now=now, reason="x")
    assert lanes_of(service_manager, now) == {"T1": []}


def test_clashes_and_lateness_are_shown(agree, service_manager, now, client_of, at_now):
    agree(fits=True)
    agree(fits=True)
    page = client_of(service_manager).get("/visits/").content.decode()
    assert page.count("Overlaps another visit") == 2
    later = plan_of(local_date(now), person=service_manager, now=now + timedelta(hours=3))
    assert {str(row.lateness) for lane in later for row in lane.rows} == {"late"}


@pytest.mark.parametrize("count", [2, 20])
def test_the_plan_asks_a_fixed_number_of_questions(agree, service_manager, now, count, django_assert_num_queries):
    for _each in range(count):
        agree(fits=True)
    service_manager.may("see_every_visit")  # the permissions are read once for a person
    with django_assert_num_queries(4):
        lanes_of(service_manager, now)


def test_receipts_newest_first_and_narrowed_down(file, service_manager, now):
    first, second = file(said="dissatisfied"), file(minutes=200)
    lacking = file(said=None, reason="客户不在", minutes=220)
    page = receipts_page(service_manager)
    assert page.rows == [lacking, second, first]
    assert receipts_page(service_manager, verdict="dissatisfied").rows == [first]
    assert receipts_page(service_manager, verdict="none").rows == [lacking]
    assert receipts_page(service_manager, lacking=True).rows == [lacking]
    assert receipts_page(service_manager, words=second.receipt_no.lower()).rows == [second]


def test_what_the_database_calls_incomplete_is_what_v2_does(file, service_manager):
    visit = file()
    for column, empty in {
        "contact": "", "address": "", "site_kind": "", "domain": "", "fault": "", "work_done": "", "result": "",
        "machine_count": None, "signed": False, "left_at": None, "customer": None,
    }.items():  # fmt: skip
        Visit.objects.filter(pk=visit.pk).update(is_history=True, **{column: empty})
        spoiled = Visit.objects.get(pk=visit.pk)
        assert spoiled.missing, column
        assert receipts_page(service_manager, lacking=True).rows == [spoiled], column
        Visit.objects.filter(pk=visit.pk).update(**{column: getattr(visit, column)})
    assert receipts_page(service_manager, lacking=True).rows == []


def test_receipts_are_paged_by_key(file, service_manager):
    visits = [file(minutes=180 + each) for each in range(5)]
    first = receipts_page(service_manager, size=3)
    second = receipts_page(service_manager, size=3, after=first.following)
    assert first.rows + second.rows == visits[::-1]
    assert second.following == ""
    assert receipts_page(service_manager, after="nonsense").rows == visits[::-1]


def test_the_same_signature_twice_is_a_hint_for_the_manager(file, later, client_of, service_manager, technician):
    first, second = file(), file(minutes=220)
    seen = [(each.visit, str(each.hint.sign), each.hint.other) for each in hints_now(later(300))]
    assert (second, "same_signature", first.receipt_no) in seen
    page = client_of(service_manager).get(f"/visits/{second.receipt_no}/").content.decode()
    assert "The signature is to the last point the same" in page
    assert "A hint is no verdict" in page
    own = client_of(technician).get(f"/visits/{second.receipt_no}/").content.decode()
    assert "A hint is no verdict" not in own


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"domain": "software"}, "By phone first"),
        ({"domain": "software", "phone_tried": "on"}, "Ask them to bring it in"),
        ({"domain": "hardware", "brand_class": "brand", "phone_tried": "on"}, "Visit"),
    ],
)
def test_h1_the_advice_while_a_job_is_logged(make_customer, file, client_of, counter, asked, told):
    household = make_customer("other", name="李雷")
    page = client_of(counter).get("/visits/new/advice/", {"customer": household.customer_no, **asked}).content.decode()
    assert told in page
    assert "H1" in page
    assert "0 visits so far" in page


def test_visits_are_counted_per_customer(file, school, client_of, counter):
    file()
    page = client_of(counter).get("/visits/new/advice/", {"customer": school.customer_no}).content.decode()
    assert "1 visit so far" in page
    assert "/visits/new/advice/" in client_of(counter).get("/jobs/new/").content.decode()
