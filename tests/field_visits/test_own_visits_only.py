"""A technician sees own visits and nobody else's: nowhere, not by number, picture, plan, list or search."""

import pytest

from deadlines.models import Deadline
from records.models import Picture

PAGES = ("", "print/", "go/", "correct/", "go/word/")
STEPS = ("move/", "cancel/", "turn-back/", "report/", "explain/", "go/depart/", "go/arrive/", "go/save/", "go/file/")


def test_anothers_visit_is_not_found(file, other_technician, client_of):
    visit, desk = file(), client_of(other_technician)
    for page in PAGES:
        assert desk.get(f"/visits/{visit.receipt_no}/{page}").status_code == 404, page
    for step in STEPS:
        assert desk.post(f"/visits/{visit.receipt_no}/{step}").status_code == 404, step


def test_neither_are_its_pictures(file, other_technician, technician, client_of):
    visit = file()
    picture = Picture.objects.of("visit", visit.pk).get()
    address = f"/visits/{visit.receipt_no}/pictures/{picture.stem}/"
    assert client_of(other_technician).get(address).status_code == 404
    assert client_of(technician).get(address)["Content-Type"] == "image/png"


@pytest.mark.parametrize("page", ["/visits/", "/visits/day/", "/visits/receipts/", "/"])
def test_lists_hold_only_own_ones(file, agree, technician, other_technician, client_of, page, at_now):
    numbers = [file().receipt_no, agree(fits=True).receipt_no]
    theirs = client_of(other_technician).get(page).content.decode()
    assert not any(number in theirs for number in numbers)
    assert "第一中学" not in theirs


def test_the_search_opens_only_own_ones(agree, technician, other_technician, client_of):
    visit = agree()
    assert client_of(technician).get(f"/search/?q={visit.receipt_no}").url == f"/visits/{visit.receipt_no}/"
    assert client_of(other_technician).get(f"/search/?q={visit.receipt_no}").status_code == 200


def test_the_pages_of_customer_and_job_name_only_own_ones(
    agree, make_job, school, technician, other_technician, client_of
):
    job = make_job(customer=school)
    visit = agree(job=job)
    for page in (f"/customers/{school.customer_no}/", f"/jobs/{job.job_no}/"):
        assert visit.receipt_no in client_of(technician).get(page).content.decode(), page
        assert visit.receipt_no not in client_of(other_technician).get(page).content.decode(), page


def test_the_deadlines_of_anothers_visit_are_not_seen(agree, technician, other_technician, counter, client_of, at_now):
    visit = agree()
    arrival, _onsite = Deadline.objects.of("visit", visit.pk)
    for person, status in ((technician, 200), (counter, 200), (other_technician, 404)):
        desk = client_of(person)
        assert desk.get(f"/deadlines/{arrival.pk}/").status_code == status
        board = desk.get("/deadlines/?person=&kind=arrival").content.decode()
        assert (visit.receipt_no in board) == (status == 200)


def test_planners_and_managers_see_everybodys(file, counter, service_manager, finance, client_of):
    visit = file()
    for person in (counter, service_manager, finance):
        assert client_of(person).get(f"/visits/{visit.receipt_no}/").status_code == 200


def test_the_calendar_feed_is_behind_its_own_link(agree, technician, client_of, at_now):
    visit, desk = agree(note="三楼; 请按铃, 谢谢"), client_of(technician)
    desk.post("/visits/calendar/")
    address = desk.get("/visits/calendar/").context["address"]
    text = client_of(technician).get(address).content.decode()
    assert f"UID:{visit.receipt_no}@testserver" in text
    assert "DTSTART:20261015T040000Z" in text
    assert "DTEND:20261015T050000Z" in text
    assert "三楼\\; 请按铃\\, 谢谢" in text.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    desk.post("/visits/calendar/")
    assert desk.get(address).status_code == 404  # the old address no longer works
