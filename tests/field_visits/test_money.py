"""V6: money taken on a visit goes to finance, who signs; once, and nobody signs for their own."""

from decimal import Decimal

import pytest

from field_visits.receipt_services import money_sign
from servicedesk.errors import DomainError


def refused(code, **fields):
    with pytest.raises(DomainError) as told:
        money_sign(**fields)
    assert told.value.code == code


def test_v6_finance_signs_once(file, finance, later, codes):
    visit = file(revenue=Decimal("80.50"))
    about = {"visit_id": visit.pk, "by": finance, "now": later(300)}
    signed = money_sign(**about)
    assert (signed.revenue_handed_in_at, signed.revenue_signed_by) == (later(300), finance)
    refused("visit.money_signed", **about)
    assert codes(visit).count("visit.money_signed") == 1


def test_v6_only_finance_signs(file, technician, service_manager, later):
    visit = file(revenue=80)
    for person in (technician, service_manager):
        refused("visit.not_yours", visit_id=visit.pk, by=person, now=later(300))


def test_v6_nobody_signs_for_their_own(file, on_site, make_staff, later):
    both = make_staff("B1", roles={"technician", "finance"})
    visit = file(on_site(technician=both), revenue=80)
    refused("visit.own_money", visit_id=visit.pk, by=both, now=later(300))


def test_without_money_there_is_nothing_to_sign(file, finance, later):
    refused("visit.no_money", visit_id=file().pk, by=finance, now=later(300))


def test_finance_sees_what_is_not_handed_in_and_signs_on_the_page(file, finance, client_of, at_now):
    visit, desk = file(revenue=80), client_of(finance)
    assert visit.receipt_no in desk.get("/visits/money/").content.decode()
    assert "1" in desk.get("/").content.decode()
    assert desk.post(f"/visits/{visit.receipt_no}/hand-in/").status_code == 302
    assert visit.receipt_no not in desk.get("/visits/money/").content.decode()
