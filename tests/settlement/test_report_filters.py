"""A filter is told wherever its figures are, also on paper; one that cannot be shows nothing rather than everything."""

import pytest
import time_machine

from settlement.filter_words import filter_words
from settlement.models import Run
from settlement.policies.reports import Filter
from settlement.services import month_close
from tests.settlement.facts import AFTER, CLOSED_AT, OCTOBER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]
REPORT, LINES = "/settlement/2026-10/report/", "/settlement/2026-10/lines/"
IMPOSSIBLE = ("person=X9", "rule=S1%20OR%201", "site=moon", "group=all", "week=2026-W54", "week=0000-W01", "week=abc")


@pytest.fixture
def look(client_of, finance):
    def make(path, language="en"):
        with time_machine.travel(AFTER, tick=False):
            return client_of(finance, language).get(path)

    return make


def test_a_filter_is_told_in_words(look):
    for path in (REPORT, LINES):
        page = look(f"{path}?person=T1&rule=S2&site=none&group=fares&week=2026-W41", "zh-hans").content.decode()
        for text in ("T1 技术员小丁", "S2 回执补助", "非上门", "路费", "2026-W41"):
            assert f"<strong>{text}</strong>" in page
        assert "Only a part" not in look(path).content.decode()


def test_the_search_of_the_desk_stays_empty(look):
    for path in (REPORT, LINES, "/settlement/2026-10/records/verdict/"):
        assert 'maxlength="100" value=""' in look(f"{path}?person=T1&key=satisfied").content.decode()


def test_words_for_what_there_is_not():
    assert filter_words(Filter(person="X", rule="Y", site="Z", group="A")) == [
        ("Person", "X"), ("Rule", "Y"), ("Kind of site", "Z"), ("Part of the total", "A"),
    ]  # fmt: skip


@pytest.mark.parametrize("query", IMPOSSIBLE)
def test_a_filter_that_cannot_be_shows_nothing(look, query):
    for path in (REPORT, LINES):
        answer = look(f"{path}?person=T2&{query}")
        page = answer.content.decode()
        assert (answer.status_code, "There is no such filter" in page) == (200, True)
        assert "−3.00" not in page.split("The last twelve months")[0]
        assert "/export/" not in page
    assert look(f"/settlement/2026-10/records/unpaid/?key=S3-dissatisfied&{query}").status_code == 404


def test_no_workbook_of_everybody_where_somebody_else_was_asked_for(client_of, finance):
    answer = client_of(finance).post("/settlement/2026-10/export/", {"person": "X9", "week": ""})
    assert answer.url == f"{REPORT}?person=X9&rule=&site=&group=&week="
    assert not Run.objects.exists()


def test_s7_a_late_line_tells_its_month(look, technician, other_technician, decide, company_manager, enter):
    for person in (technician, other_technician):
        decide(person, now=CLOSED_AT)
    month_close(month=OCTOBER, by=company_manager, now=CLOSED_AT)
    enter("S-R5", technician, now=AFTER)
    page = look(f"/settlement/{OCTOBER.following}/lines/?rule=S-R5").content.decode()
    assert ("2026-10-09" in page, "of 2026-10" in page) == (True, True)
