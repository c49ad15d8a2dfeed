"""S8: a proposed deduction is confirmed or waived with a reason, by somebody whom R2 lets decide."""

from decimal import Decimal

import pytest

from records.models import Entry
from servicedesk.errors import DomainError
from settlement.models import Decision
from settlement.services import lines_decide
from tests.settlement.facts import AFTER, OCTOBER, told

DISSATISFIED = ("T1", "S-V3", "S2", "")


def decided(keys, by, verdict="waived", reason="客户弄错了"):
    return lines_decide(month=OCTOBER, keys=keys, verdict=verdict, reason=reason, by=by, now=AFTER)


def refused(*args, **kwargs) -> str:
    with pytest.raises(DomainError) as error:
        decided(*args, **kwargs)
    return error.value.code


@pytest.mark.usefixtures("october")
def test_a_waived_line_does_not_count_and_stays_visible(technician, service_manager, sheet):
    assert sheet(technician).total == Decimal("-44")
    decided([DISSATISFIED], service_manager)
    found = sheet(technician)
    assert (found.total, [line.source for line in found.waived]) == (Decimal(6), ["S2"])
    entry = Entry.objects.get(code="line.waived")
    assert (entry.by, entry.data["reason"]) == (service_manager, "客户弄错了")


@pytest.mark.usefixtures("october")
def test_a_confirmed_line_counts(technician, service_manager, sheet):
    decided([DISSATISFIED], service_manager, verdict="confirmed")
    assert ("S-V3", "S2", 9, "-50.00") in told(sheet(technician))


@pytest.mark.usefixtures("october")
def test_many_at_once_all_or_none(technician, other_technician, service_manager):
    papers = ("T2", "S-R5", "SX2610000010", "")
    from settlement.models import Incident

    papers = ("T2", "S-R5", Incident.objects.get().incident_no, "")
    assert refused([papers, ("T1", "S-V9", "S1", "")], service_manager) == "line.gone"
    assert Decision.objects.count() == 0
    assert len(decided([papers, DISSATISFIED], service_manager)) == 2


@pytest.mark.usefixtures("october")
def test_a_reason_is_asked_for_and_a_line(service_manager):
    assert refused([DISSATISFIED], service_manager, reason="  ") == "line.no_reason"
    assert refused([], service_manager) == "line.none"
    assert refused([("T1", "S2", "S1", "")], service_manager) == "line.gone"  # no deduction


@pytest.mark.usefixtures("october")
def test_r2_only_managers_decide(technician, counter, company_manager):
    assert refused([DISSATISFIED], technician) == "line.barred"
    assert refused([DISSATISFIED], counter) == "line.barred"
    assert decided([DISSATISFIED], company_manager)


def test_r2_what_concerns_the_service_manager_is_the_company_managers(
    service_manager, company_manager, make_staff, make_visit
):
    second = make_staff("S2", roles={"service_manager"})
    make_visit(service_manager, "S9", verdict="dissatisfied")
    key = ("S1", "S-V3", "S9", "")
    assert refused([key], service_manager) == "line.barred"
    assert refused([key], second) == "line.barred"
    assert decided([key], company_manager)


def test_r2_a_shared_loss_is_decided_by_who_bears_none_of_it_or_the_company_manager(
    service_manager, company_manager, technician, enter, sheet
):
    loss = enter("S-R2", None, amount=Decimal(90), by=company_manager)
    key = ("T1", "S-R2", loss.incident_no, "")
    assert refused([key], service_manager) == "line.barred"  # in the station, so bearing a share
    decision = decided([key], company_manager)[0]
    assert (decision.bears_part, sheet(technician)) == (True, sheet(technician))
    assert sheet(technician).total == 0


def test_a_decision_on_another_amount_is_asked_for_again(technician, service_manager, make_visit, decide):
    from settlement.month_selectors import open_work

    make_visit(technician, "S1", verdict="dissatisfied")
    decide(technician)
    assert not open_work(OCTOBER, people=[technician], now=AFTER).blocks
    Decision.objects.update(amount=Decimal(-40))
    assert open_work(OCTOBER, people=[technician], now=AFTER).proposals == 1
