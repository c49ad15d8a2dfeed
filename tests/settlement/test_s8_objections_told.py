"""S8: an objection asks the managers who may answer it, once; the answer is told to whom it concerns."""

import pytest
from django.utils.translation import override

from notices.models import Notice
from settlement.labels import TO_ANSWER
from settlement.services import objection_add, objection_answer
from tests.settlement.facts import AFTER, LATER, OCTOBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers(technician, enter):
    """Irregular papers of T1, entered by the service manager, and objected to."""
    key = ("T1", "S-R5", enter("S-R5", technician).incident_no, "")
    return objection_add(month=OCTOBER, key=key, text="手续齐全", by=technician, now=AFTER)


def answer(objection, by, waive=False):
    told = {"objection_id": objection.pk, "month": OCTOBER, "waive": waive, "by": by, "now": LATER}
    objection_answer(answer="核对过了", **told)


def test_r2_who_may_answer_is_asked_and_who_entered_it_is_not(company_manager, service_manager, papers):
    notice = Notice.objects.get(code="notice.objection")
    assert (notice.person, notice.address, notice.todo) == (company_manager, "/settlement/2026-10/", TO_ANSWER)
    assert "手续齐全" not in str(notice.data)


def test_who_entered_it_is_asked_where_there_is_nobody_else(service_manager, papers):
    assert Notice.objects.get(code="notice.objection").person == service_manager


@pytest.mark.parametrize("waive", [True, False])
def test_the_answer_is_told_and_nobody_is_asked_any_more(company_manager, technician, papers, client_of, waive):
    answer(papers, company_manager, waive)
    assert Notice.objects.get(code="notice.objection").read_at == LATER
    notice = Notice.objects.get(code="notice.objection_answered")
    assert (notice.person, notice.address) == (technician, "/month/2026-10/")
    with override("en"):
        assert f"answered your objection to S-R5 on {papers.source}" in notice.words
    page = client_of(technician).get(notice.address, follow=True)
    assert page.redirect_chain[-1][0] == "/month/?month=2026-10"
    assert "核对过了" in page.content.decode()
