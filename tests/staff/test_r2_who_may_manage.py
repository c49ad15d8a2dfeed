"""R2: the service manager looks after the staff, the company manager after the managers, and nobody after themself."""

import pytest

from servicedesk.errors import DomainError
from staff.policies import grantable, may_manage
from staff.services import staff_create, staff_update

T, C, S, M = "technician", "counter", "service_manager", "company_manager"


@pytest.mark.parametrize(
    ("actor", "mine", "before", "after", "expected"),
    [
        ({S}, False, set(), {T}, True),
        ({S}, False, {T}, {C, T}, True),
        ({S}, False, {T}, set(), True),
        ({S}, False, {T}, {S}, False),
        ({S}, False, {T}, {M}, False),
        ({S}, False, {S}, {T}, False),
        ({S}, False, {M}, {M}, False),
        ({S}, True, {S}, {S}, False),
        ({S, T}, False, {T}, {T}, True),
        ({M}, False, set(), {S}, True),
        ({M}, False, {S}, {T}, True),
        ({M}, False, {M}, {T}, True),
        ({M}, False, {T}, {M}, True),
        ({M}, True, {M}, {M, T}, True),
        ({M}, True, {M}, {T}, False),
        ({C}, False, {T}, {T}, False),
        ({T}, True, {T}, {T}, False),
        (set(), False, {T}, {T}, False),
    ],
)
def test_the_table(actor, mine, before, after, expected):
    found = may_manage(actor=frozenset(actor), actor_is_target=mine, before=frozenset(before), after=frozenset(after))
    assert found is expected


def test_roles_that_one_may_give():
    assert grantable(frozenset({S})) == {"counter", "technician", "finance", "warehouse", "purchasing"}
    assert len(grantable(frozenset({M}))) == 7
    assert grantable(frozenset({C, T})) == frozenset()


def test_the_services_hold_to_it(service_manager, company_manager, technician, now):
    with pytest.raises(DomainError) as refused:
        staff_create(staff_no="S9", name="x", roles=frozenset({S}), by=service_manager, now=now)
    assert refused.value.code == "staff.not_yours"
    with pytest.raises(DomainError):
        staff_update(staff_id=technician.pk, roles=frozenset({M}), by=service_manager, now=now)
    staff_update(staff_id=technician.pk, roles=frozenset({S}), by=company_manager, now=now)
    assert type(technician).objects.get(pk=technician.pk).roles == {S}


def test_the_pages_hold_to_it(service_manager, company_manager, technician, client_of, staff_form):
    desk = client_of(service_manager)
    for number in ("M1", "S1"):
        assert desk.get(f"/staff/{number}/").status_code == 200
        assert f"/staff/{number}/edit/" not in desk.get(f"/staff/{number}/").content.decode()
        assert desk.get(f"/staff/{number}/edit/").status_code == 403
        assert desk.post(f"/staff/{number}/edit/", staff_form()).status_code == 403
        assert desk.post(f"/staff/{number}/first-password/").status_code == 403
    page = desk.post("/staff/T1/edit/", staff_form(roles=["technician", "service_manager"]))
    assert page.context["form"].errors["roles"]
    assert desk.post("/staff/T1/edit/", staff_form()).status_code == 302


def test_the_company_manager_keeps_the_role_until_another_takes_it(company_manager, make_staff, client_of, staff_form):
    desk = client_of(company_manager)
    page = desk.post("/staff/M1/edit/", staff_form(roles=["technician"]))
    assert "gives up" in page.context["form"].errors["roles"][0]
    make_staff("M2", roles={M})
    assert desk.post("/staff/M2/edit/", staff_form(roles=["technician"])).status_code == 302


def test_somebody_always_stays_company_manager(company_manager, client_of, staff_form, at_now):
    page = client_of(company_manager).post("/staff/M1/edit/", staff_form(roles=[M], active_to="2026-12-31"))
    assert "must stay company manager" in str(page.context["form"].errors)
    company_manager.refresh_from_db()
    assert company_manager.active_to is None
