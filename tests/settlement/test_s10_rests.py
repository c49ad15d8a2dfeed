"""S10, R2: what the wage guard leaves over waits for a manager, is withheld later within the limit, or let go."""

from decimal import Decimal

import pytest

from records.models import Entry
from servicedesk.errors import DomainError
from settlement.models import ClosedSheet, Payout
from settlement.services import incident_withdraw, month_close, rest_decide
from tests.settlement.facts import AFTER, LATER, OCTOBER

NOVEMBER, DECEMBER = OCTOBER.following, OCTOBER.following.following


def money(payout) -> tuple:
    return payout.paid, payout.carried, payout.waits, payout.later


def refused(payout, by, verdict="withhold", reason="分期扣") -> str:
    with pytest.raises(DomainError) as error:
        rest_decide(payout_id=payout.pk, verdict=verdict, reason=reason, by=by, now=LATER)
    return error.value.code


def test_the_example_month_by_month(october_closed, technician, company_manager, service_manager, enter, decide, earn):
    assert money(october_closed) == (0, -140, 150, 0)
    frozen = ClosedSheet.objects.filter(month=OCTOBER.first).values().get()
    rest_decide(payout_id=october_closed.pk, verdict="withhold", reason="分期扣", by=service_manager, now=LATER)
    assert ClosedSheet.objects.filter(month=OCTOBER.first).values().get() == frozen
    earn(technician, 500, month=11)
    enter("S-O2", technician, amount=Decimal(90), month=11)
    earn(technician, 300, month=12)
    decide(technician, month=NOVEMBER)
    for month, paid in ((NOVEMBER, (300, -30, 0, 0)), (DECEMBER, (120, 0, 0, 150))):
        month_close(month=month, by=company_manager, now=AFTER)
        assert money(Payout.objects.order_by("-pk")[0]) == paid
    assert sum(Payout.objects.values_list("paid", flat=True)) == -290 + 410 + 300
    assert not Payout.objects.with_rest().exists()


def test_what_waits_or_was_let_go_is_never_withheld(october_closed, technician, company_manager, earn):
    rest_decide(payout_id=october_closed.pk, verdict="let_go", reason="家里困难", by=company_manager, now=LATER)
    earn(technician, 500, month=11)
    month_close(month=NOVEMBER, by=company_manager, now=AFTER)
    assert money(Payout.objects.order_by("-pk")[0]) == (360, 0, 0, 0)


def test_the_decision_is_in_the_history_with_who_and_why(october_closed, service_manager):
    rest_decide(payout_id=october_closed.pk, verdict="withhold", reason="分期扣", by=service_manager, now=LATER)
    entry = Entry.objects.get(code="rest.withhold")
    assert (entry.by, entry.at, entry.data["amount"], entry.data["reason"]) == (
        service_manager, LATER, "150.00", "分期扣",
    )  # fmt: skip


def test_what_is_to_be_withheld_may_be_let_go_and_no_more(october_closed, service_manager):
    rest_decide(payout_id=october_closed.pk, verdict="withhold", reason="分期扣", by=service_manager, now=LATER)
    assert refused(october_closed, service_manager) == "rest.decided"
    rest_decide(payout_id=october_closed.pk, verdict="let_go", reason="算了", by=service_manager, now=LATER)
    assert {refused(october_closed, service_manager, verdict) for verdict in ("withhold", "let_go")} == {"rest.decided"}


def test_a_reason_is_asked_for_and_something_that_is_left(october_closed, technician, service_manager, make_staff):
    assert refused(october_closed, service_manager, reason=" ") == "rest.no_reason"
    october_closed.pk = 0
    assert refused(october_closed, service_manager) == "rest.gone"


def test_r2_only_managers_decide_nobody_on_their_own(october_closed, technician, finance, make_staff):
    assert {refused(october_closed, person) for person in (technician, finance)} == {"rest.barred"}
    technician.groups.add(make_staff("S2", roles={"service_manager"}).groups.get())
    second = make_staff("S3", roles={"service_manager"})
    assert refused(october_closed, type(technician).objects.get(pk=technician.pk)) == "rest.barred"
    assert refused(october_closed, second) == "rest.barred"  # by now a service manager's: the company manager decides


def test_s7_what_proves_unfounded_is_set_against_the_rest_first(october_closed, technician, service_manager, sheet):
    """Of 350 only 200 was withheld: taking it all back gives 200, not 350."""
    from settlement.models import Incident

    incident = Incident.objects.get()
    incident_withdraw(incident_id=incident.pk, reason="弄错了", by=service_manager, now=LATER)
    company = type(technician).objects.with_role("company_manager").get()
    month_close(month=NOVEMBER, by=company, now=AFTER)
    assert ClosedSheet.objects.get(month=NOVEMBER.first).total == 350
    assert money(Payout.objects.order_by("-pk")[0]) == (60, 0, 0, 150)
    assert sum(Payout.objects.values_list("paid", flat=True)) == 60  # what was earned
