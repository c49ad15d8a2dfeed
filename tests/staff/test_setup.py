"""An empty desk shows its first visitor the set-up page, guarded by a one-time code."""

import pytest

from servicedesk.errors import DomainError
from staff.models import SetupCode, User
from staff.services import setup_code_make

NEW = "kettle-harbour-77"


@pytest.fixture
def code(db, now):
    return setup_code_make(now=now)


@pytest.fixture
def send(browser, code):
    desk = browser()

    def post(**fields):
        sent = {"code": code, "staff_no": "M01", "name": "老马", "new": NEW, "again": NEW, **fields}
        return desk.post("/setup/", sent)

    return post


def test_every_way_in_leads_there(db, browser):
    desk = browser()
    answer = desk.get("/", follow=True)
    assert answer.redirect_chain[-1][0] == "/setup/"
    assert desk.post("/sign-in/", {"username": "a", "password": "b"}).url == "/setup/"


def test_the_code_makes_the_first_person_a_company_manager_who_is_signed_in(send, code):
    answer = send(roles=["technician"])
    assert answer.url == "/"
    person = User.objects.get()
    assert person.roles == {"company_manager", "technician"}
    assert answer.client.get("/staff/").status_code == 200


@pytest.mark.parametrize("form", ["{0}", "{1}-{2}", " {3} "])
def test_the_code_as_people_type_it(send, code, form):
    assert send(code=form.format(code, code[:5], code[5:], code.lower())).url == "/"


def test_it_works_once(send, code, browser):
    send()
    assert not SetupCode.objects.exists()
    answer = browser().post("/setup/", {"code": code, "staff_no": "M02", "name": "x", "new": NEW, "again": NEW})
    assert answer.url == "/sign-in/"
    assert browser().get("/setup/").url == "/sign-in/"
    assert User.objects.count() == 1


def test_a_wrong_one_is_refused_and_the_tenth_kills_it(send, code):
    for _try in range(10):
        page = send(code="WRONG23456")
        assert page.context["form"].errors["code"] == ["This is not the code printed in the terminal."]
    assert "Start the desk again" in send(code=code).context["form"].errors["code"][0]
    assert not User.objects.exists()


def test_nine_wrong_ones_do_not(send):
    for _try in range(9):
        send(code="WRONG23456")
    assert send().url == "/"


def test_a_new_code_ends_the_one_before(send, code, now):
    newer = setup_code_make(now=now)
    assert send(code=code).context["form"].errors["code"]
    assert send(code=newer).url == "/"


def test_no_code_is_kept_in_the_clear(code):
    assert code not in SetupCode.objects.get().code_hash


def test_a_desk_where_somebody_can_sign_in_makes_no_code(counter, now):
    with pytest.raises(DomainError) as refused:
        setup_code_make(now=now)
    assert refused.value.code == "staff.not_empty"


@pytest.mark.parametrize(
    ("field", "value"),
    [("staff_no", ""), ("staff_no", "M 01"), ("staff_no", "M/01"), ("staff_no", "x" * 21), ("name", ""),
     ("name", "长" * 10_000), ("new", "short"), ("again", "other"), ("roles", ["king"]), ("code", "")],
)  # fmt: skip
def test_bad_input_costs_no_code(send, field, value):
    assert send(**{field: value}).context["form"].errors
    assert not User.objects.exists()
    assert send().url == "/"


def test_after_an_import_one_of_the_imported_people_can_open_the_desk(make_staff, send, now):
    make_staff("M01", "马建国", roles={"counter"}, password=None)
    make_staff("T01", "丁一", roles={"technician"}, password=None)
    assert send(staff_no="m01", name="马建国").url == "/"
    person = User.objects.get(staff_no="M01")
    assert person.roles == {"company_manager", "counter"}
    assert person.check_password(NEW)
    assert User.objects.count() == 2
