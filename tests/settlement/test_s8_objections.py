"""S8, R2: an objection is answered by somebody other than who proposed the line, where there is somebody."""

import pytest
from time_machine import travel

from servicedesk.errors import DomainError
from settlement.models import Objection
from settlement.month_selectors import open_work
from settlement.services import objection_add, objection_answer
from tests.settlement.facts import AFTER, OCTOBER


@pytest.fixture
def papers(technician, enter):
    """Irregular papers of T1, entered by the service manager, and objected to."""
    key = ("T1", "S-R5", enter("S-R5", technician).incident_no, "")
    return objection_add(month=OCTOBER, key=key, text="手续齐全", by=technician, now=AFTER)


def answered(objection, by, waive=False):
    objection_answer(objection_id=objection.pk, month=OCTOBER, answer="核对过了", waive=waive, by=by, now=AFTER)
    objection.refresh_from_db()
    return objection


def refused(*args) -> str:
    with pytest.raises(DomainError) as error:
        answered(*args)
    return error.value.code


def test_not_by_the_proposer_where_there_is_another(papers, service_manager, company_manager):
    assert refused(papers, service_manager) == "line.barred"
    assert answered(papers, company_manager).answered_by == company_manager


def test_by_the_proposer_where_there_is_nobody_else(papers, service_manager):
    assert answered(papers, service_manager).answered_by == service_manager


def test_not_by_the_person_concerned(papers, technician):
    assert refused(papers, technician) == "line.barred"


def test_an_answer_may_waive_the_line_at_once(papers, company_manager, technician, sheet):
    answered(papers, company_manager, True)
    assert sheet(technician).total == 0


def test_it_is_answered_once(papers, company_manager):
    answered(papers, company_manager)
    assert refused(papers, company_manager) == "objection.answered"


def test_an_open_objection_keeps_the_month_open(papers, technician, decide):
    decide(technician)
    work = open_work(OCTOBER, people=[technician], now=AFTER)
    assert (work.proposals, work.objections, work.blocks) == (0, 1, True)


def test_a_text_is_asked_for(papers, company_manager):
    with pytest.raises(DomainError, match="Write an answer|请填写答复"):
        objection_answer(objection_id=papers.pk, month=OCTOBER, answer=" ", waive=False, by=company_manager, now=AFTER)
    assert Objection.objects.get().answered_at is None


def test_the_page_offers_an_answer_only_to_whom_it_is_taken_from(papers, client_of, service_manager, company_manager):
    def page(person) -> str:
        with travel(AFTER, tick=False):
            return client_of(person).get(f"/settlement/{OCTOBER}/").content.decode()

    words = "An objection is answered by somebody other than who proposed the line (R2)."
    assert (words in page(service_manager), 'name="answer"' in page(service_manager)) == (True, False)
    assert (words in page(company_manager), 'name="answer"' in page(company_manager)) == (False, True)
