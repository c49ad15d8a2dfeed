"""The staff list: entering, correcting, leaving."""

import pytest

from records.models import Entry
from staff.models import User


@pytest.fixture
def desk(company_manager, client_of, at_now):
    return client_of(company_manager)


@pytest.fixture
def new_form(staff_form):
    return lambda **fields: staff_form(**{"key": "8f8a1c1e-7a2b-4f6d-9d59-2a1f5a7d0c11", "staff_no": "T07", **fields})


def test_entered_once_however_often_sent(desk, new_form):
    assert desk.post("/staff/new/", new_form()).url == desk.post("/staff/new/", new_form()).url == "/staff/T07/"
    person = User.objects.get(staff_no="T07")
    assert person.roles == {"technician"}
    assert not person.has_password
    assert Entry.objects.of("staff", person.pk).count() == 1
    assert "No password yet" in desk.get("/staff/T07/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("staff_no", ""),
        ("staff_no", "M1"),
        ("staff_no", "m1"),
        ("staff_no", "T 7"),
        ("staff_no", "T/7"),
        ("staff_no", "🙂"),
        ("staff_no", "x" * 10_000),
        ("name", ""),
        ("name", "长" * 10_000),
        ("name", "a\x00b"),
        ("roles", []),
        ("roles", ["king"]),
        ("works_on", "people"),
        ("active_from", "soon"),
        ("active_to", "2026-02-30"),
    ],
)
def test_bad_input_gets_a_message_on_the_field(desk, new_form, field, value):
    page = desk.post("/staff/new/", new_form(**{field: value}))
    assert page.status_code == 200
    assert page.context["form"].errors[field]
    assert User.objects.count() == 1


def test_the_last_day_does_not_lie_before_the_first(desk, new_form):
    page = desk.post("/staff/new/", new_form(active_from="2026-10-15", active_to="2026-10-14"))
    assert "before the first day" in str(page.context["form"].errors)
    assert desk.post("/staff/new/", new_form(active_from="2026-10-15", active_to="2026-10-15")).status_code == 302


def test_two_numbers_that_differ_in_capitals_only_are_one(make_staff, now):
    from django.db import IntegrityError

    make_staff("T7")
    with pytest.raises(IntegrityError):
        User.objects.create(staff_no="t7", name="x")


def test_a_correction_is_in_the_history_in_words(desk, technician, staff_form, company_manager):
    sent = staff_form(name="小丁", roles=["technician", "counter"], works_on="software", active_from="2026-01-05")
    assert desk.post("/staff/T1/edit/", sent).status_code == 302
    page = desk.get("/staff/T1/").content.decode()
    assert "Roles: Technician → Counter, Technician" in page
    assert "Takes jobs of: Hardware and software → Software" in page
    assert "First day: — → 2026-01-05" in page
    entry = Entry.objects.of("staff", technician.pk).last()
    assert entry.by == company_manager


def test_saving_without_a_change_writes_nothing(desk, technician, staff_form):
    desk.post("/staff/T1/edit/", staff_form(name="技术员小丁"))
    assert Entry.objects.of("staff", technician.pk).count() == 1


def test_who_leaves_with_jobs_in_hand_is_asked_about_them(desk, technician, make_customer, make_job, staff_form):
    job = make_job(make_customer(name="李雷"), technician=technician, fault="黑屏")
    page = desk.post("/staff/T1/edit/", staff_form(active_to="2026-10-31"))
    assert page.status_code == 200
    for part in (job.job_no, "李雷", "黑屏", "1 job in hand"):
        assert part in page.content.decode()
    technician.refresh_from_db()
    assert technician.active_to is None
    assert desk.post("/staff/T1/edit/", staff_form(active_to="2026-10-31", leave_anyway="on")).status_code == 302
    assert "there are jobs in hand" in desk.get("/staff/T1/").content.decode()
    # the same last day again is no news
    assert desk.post("/staff/T1/edit/", staff_form(active_to="2026-10-31", name="丁")).status_code == 302


def test_who_leaves_with_none_is_not(desk, technician, make_customer, make_job, staff_form, now):
    make_job(make_customer(), technician=technician, closed_at=now, outcome="solved")
    assert desk.post("/staff/T1/edit/", staff_form(active_to="2026-10-31")).status_code == 302


@pytest.mark.parametrize("address", ["/staff/X9/", "/staff/X9/edit/", "/staff/t1/", "/staff/🙂/"])
def test_nobody_of_that_number_is_not_found(desk, technician, address):
    assert desk.get(address).status_code == 404


def test_giving_a_password_to_nobody_is_not_found(desk):
    assert desk.post("/staff/X9/first-password/").status_code == 404


def test_the_pages_ask_the_same_number_of_questions(
    desk, technician, make_staff, make_customer, make_job, django_assert_num_queries
):
    for round_ in (1, 2):
        for number in range(5):
            make_staff(f"T{round_}{number}", roles={"technician", "counter"})
            make_job(make_customer(), technician=technician)
        with django_assert_num_queries(4 + 2):  # people and their roles
            desk.get("/staff/")
        with django_assert_num_queries(4 + 5):  # person, roles, one's own roles, jobs, history
            desk.get("/staff/T1/")


def test_a_long_list_goes_on_on_the_next_page(desk, make_staff):
    User.objects.bulk_create(User(staff_no=f"Z{number:03d}", name=f"人{number}") for number in range(120))
    first = desk.get("/staff/").content.decode()
    assert "人119<" not in first
    after = first.split("after=")[1].split('"')[0]
    assert "人119<" in desk.get(f"/staff/?after={after}").content.decode()
