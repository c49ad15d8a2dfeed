"""S7, S8: who is charged learns that it was decided and that the month is closed, once, without the money."""

import pytest
from django.utils.translation import override

from notices.models import Notice
from settlement.services import lines_decide, month_close
from tests.settlement.facts import AFTER, LATER, OCTOBER, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]
KEY = ("T1", "S-V3", "S2", "")


def decided(keys, by, now=AFTER, **told):
    return lines_decide(month=OCTOBER, keys=keys, verdict="confirmed", reason="x", by=by, now=now, **told)


def words(code) -> list[tuple[str, str, str]]:
    with override("en"):
        rows = Notice.objects.filter(code=code).order_by("person__staff_no", "pk").select_related("person")
        return [(row.person.staff_no, row.words, row.address) for row in rows]


def test_one_notice_however_many_lines(technician, other_technician, service_manager, make_visit, decide):
    make_visit(technician, "S8", at(12), verdict="dissatisfied")
    decided([KEY, KEY, ("T1", "S-V3", "S8", "")], service_manager)
    decide(other_technician)
    about = "服务经理老苏 decided on deductions of yours in 2026-10"
    assert words("notice.lines_decided") == [
        ("T1", f"{about}: 2 (S8)", "/month/2026-10/"), ("T2", f"{about}: 1 (S8)", "/month/2026-10/"),
    ]  # fmt: skip


def test_a_second_click_tells_nothing(service_manager):
    stands = decided([KEY], service_manager)[0].at
    decided([KEY], service_manager, now=LATER)
    decided([KEY], service_manager, now=LATER, instead_of=stands)
    assert len(words("notice.lines_decided")) == 1


def test_a_closing_tells_whoever_has_a_sheet(technician, other_technician, decide, company_manager, counter):
    decide(technician)
    decide(other_technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    told = "2026-10 is closed by 公司经理老马: your sheet is final (S7)"
    assert words("notice.month_closed") == [(who, told, "/month/2026-10/") for who in ("T1", "T2")]
