"""The calendar's page: what each day is, in words; managers mark days and declare a year."""

import re
from datetime import date, datetime

import pytest
import time_machine

from rulebook.models import CalendarDay, CalendarYear
from servicedesk.clock import from_local

pytestmark = pytest.mark.django_db
YEAR = "/rules/calendar/2026/"
NEXT = "/rules/calendar/2027/"


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(from_local(datetime(2026, 11, 22, 10, 0)), tick=False):
        yield


@pytest.fixture
def manager(service_manager, client_of):
    return client_of(service_manager)


@pytest.fixture
def reader(technician, client_of):
    return client_of(technician)


def headed(page: str, month: int) -> str:
    """The part of the page that shows one month."""
    return re.split(r'<h2 id="month-\d+">', page)[month].split("</section>")[0]


def test_days_off_and_make_up_days_carry_a_word(reader):
    october = headed(reader.get(YEAR).content.decode(), 10)
    off = re.findall(r"day-off[^>]*>(\d+) <small>off</small>", october)
    worked = re.findall(r"day-make_up[^>]*>(\d+) <small>work</small>", october)
    assert off == ["1", "2", "3", "4", "5", "6", "7"]
    assert worked == ["10"]
    assert re.search(r"1–7\s+off: National Day", october)
    assert re.search(r"10\s+work: National Day", october)


def test_the_warning_shows_while_the_next_year_is_missing(reader, manager):
    warning = "The holiday calendar is valid through 2026-12-31."
    assert warning in reader.get(YEAR).content.decode()
    assert warning in manager.get("/").content.decode()
    assert "the data is valid through 2026-12-31" in reader.get(NEXT).content.decode()


def test_the_warning_goes_once_the_year_is_declared(manager, mark):
    marked = {"day": "2027-10-01", "through": "2027-10-07", "is_working": "off", "note": "国庆节"}
    page = manager.post(NEXT + "mark/", marked, follow=True).content.decode()
    assert "7 days marked." in page
    assert "Declare 2027 complete" in page
    page = manager.post(NEXT + "declare/", follow=True).content.decode()
    assert "2027 is declared complete." in page
    assert "valid through 2027-12-31" in page
    assert "notice-warning" not in manager.get(YEAR).content.decode()
    manager.post(NEXT + "reopen/")
    assert not CalendarYear.objects.exists()


def test_only_open_days_can_be_clicked_and_only_by_managers(reader, manager):
    page = manager.get(YEAR).content.decode()
    assert 'href="?day=2026-11-22#mark"' in page
    assert 'href="?day=2026-11-21#mark"' not in page
    assert "?day=" not in reader.get(YEAR).content.decode()


def test_a_clicked_day_is_in_the_form(manager):
    page = manager.get(NEXT, {"day": "2027-05-03"}).content.decode()
    assert 'value="2027-05-03"' in page
    assert "Mark 2027-05-03, Monday" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"day": "2026-11-21"}, "Past days stay as they were."),
        ({"day": "2026-02-30"}, "Enter a valid date."),
        ({"through": "9999-12-31"}, "Mark at most 31 days at once."),
        ({"is_working": "perhaps"}, "Select a valid choice."),
        ({"note": " "}, "This field is required."),
        ({"note": "x" * 101}, "at most 100 characters"),
    ],
)
def test_what_cannot_be_marked_is_said_on_the_form(manager, fields, said):
    sent = {"day": "2026-12-31", "is_working": "off", "note": "盘点", **fields}
    response = manager.post(YEAR + "mark/", sent)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("step", ["mark", "declare", "reopen"])
def test_others_cannot_write_and_nobody_writes_by_get(reader, manager, step):
    assert reader.post(f"{NEXT}{step}/", {"day": "2027-10-01", "is_working": "off", "note": "x"}).status_code == 403
    assert manager.get(f"{NEXT}{step}/").status_code == 405
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/rules/calendar/", 200),
        ("/rules/calendar/2004/", 200),
        ("/rules/calendar/2028/", 200),
        ("/rules/calendar/2003/", 404),
        ("/rules/calendar/2029/", 404),
        ("/rules/calendar/99999999999/", 404),
        ("/rules/calendar/2027/?day=2026-02-30", 200),
        ("/rules/calendar/2027/?day=🙂", 200),
    ],
)
def test_strange_years_and_days(manager, path, status):
    assert manager.get(path).status_code == status


def test_a_year_without_marks_is_not_declared(manager):
    page = manager.post(NEXT + "declare/", follow=True).content.decode()
    assert "Mark the public holidays of 2027 first" in page


def test_it_reads_in_chinese(technician, client_of):
    page = client_of(technician, language="zh-hans").get(YEAR).content.decode()
    assert "节假日数据有效期至 2026-12-31" in page
    assert "<small>班</small>" in headed(page, 10)
    assert "国庆节" in page


def test_queries_are_fixed(manager, mark, django_assert_num_queries):
    with django_assert_num_queries(8):  # session, person, roles, permissions; years, days, marks, history
        manager.get(NEXT)
    mark(date(2027, 10, 1), date(2027, 10, 7))
    with django_assert_num_queries(8):
        manager.get(NEXT)
