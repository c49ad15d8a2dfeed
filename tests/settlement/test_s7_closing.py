"""S7: who closes what, in which order, and what keeps a month open."""

from decimal import Decimal

import pytest

from servicedesk.errors import DomainError
from settlement.models import ClosedLine, ClosedSheet, Closing
from settlement.policies import Month
from settlement.services import month_close
from tests.settlement.facts import AFTER, OCTOBER

NOVEMBER = OCTOBER.following


def close(by, month=OCTOBER):
    return month_close(month=month, by=by, now=AFTER)


def refused(*args) -> str:
    with pytest.raises(DomainError) as error:
        close(*args)
    return error.value.code


@pytest.fixture
def decided(october, technician, other_technician, decide):
    decide(technician)
    decide(other_technician)


@pytest.mark.usefixtures("october")
def test_s8_undecided_deductions_keep_it_open(service_manager, technician, other_technician, decide):
    decide(technician)
    assert refused(service_manager) == "month.open_work"
    assert Closing.objects.count() == 0
    decide(other_technician)
    assert close(service_manager)


@pytest.mark.usefixtures("decided")
def test_closing_and_computing_again_changes_nothing(service_manager, technician, sheet):
    before = sheet(technician)
    close(service_manager)
    assert sheet(technician) == before
    assert ClosedSheet.objects.get(person=technician).total == before.total
    assert ClosedLine.objects.filter(sheet__person=technician).count() == len(before.lines)
    assert sheet(technician, NOVEMBER) is None


@pytest.mark.usefixtures("decided")
def test_the_closed_lines_keep_who_decided_and_why(service_manager):
    close(service_manager)
    line = ClosedLine.objects.get(rule="S-V3")
    assert (line.verdict, line.reason, line.decided_by) == ("confirmed", "看过", str(service_manager))


@pytest.mark.usefixtures("decided")
def test_r2_the_service_managers_own_sheet_is_closed_by_the_company_manager(
    service_manager, company_manager, make_visit, sheet
):
    make_visit(service_manager, "S9", fare_out=Decimal(5))
    assert [closing.scope for closing in close(service_manager)] == ["shop"]
    assert not ClosedSheet.objects.filter(person=service_manager).exists()
    assert refused(service_manager) == "month.closed"
    assert [closing.scope for closing in close(company_manager)] == ["managers"]
    assert ClosedSheet.objects.get(person=service_manager).total == Decimal(7)


@pytest.mark.usefixtures("decided")
def test_where_the_service_manager_has_no_sheet_the_month_is_whole_at_once(service_manager):
    assert [closing.scope for closing in close(service_manager)] == ["shop", "managers"]


@pytest.mark.usefixtures("decided")
def test_the_company_manager_closes_all_of_it(company_manager):
    assert [closing.scope for closing in close(company_manager)] == ["shop", "managers"]


@pytest.mark.usefixtures("decided")
def test_nobody_else_closes(technician, finance, counter):
    assert {refused(person) for person in (technician, finance, counter)} == {"month.not_yours"}


@pytest.mark.usefixtures("decided")
def test_months_are_closed_one_after_the_other(company_manager):
    close(company_manager)
    assert refused(company_manager) == "month.closed"
    assert refused(company_manager, Month(2026, 12)) == "month.order"
    assert refused(company_manager, Month(2026, 9)) == "month.order"
    assert close(company_manager, NOVEMBER)


@pytest.mark.usefixtures("decided")
def test_nothing_is_decided_or_objected_any_more(service_manager, technician):
    from settlement.services import lines_decide, objection_add

    close(service_manager)
    key = ("T1", "S-V3", "S2", "")
    told = {"month": OCTOBER, "now": AFTER}
    for step in (
        lambda: lines_decide(keys=[key], verdict="waived", reason="x", by=service_manager, **told),
        lambda: objection_add(key=key, text="x", by=technician, **told),
    ):
        with pytest.raises(DomainError) as error:
            step()
        assert error.value.code == "line.gone"


@pytest.mark.usefixtures("decided")
def test_the_seal_is_over_everything_that_the_sheet_says(service_manager, technician, sheet):
    from field_visits.policies import seal_of
    from settlement.month_selectors import decisions_of
    from settlement.policies.closing import content_of

    close(service_manager)
    kept = ClosedSheet.objects.get(person=technician)
    words = {key: (each.verdict, each.reason, each.by.staff_no) for key, each in decisions_of([technician]).items()}
    assert kept.seal == seal_of(content_of(sheet(technician), words), previous="")
    assert kept.closing.seal
