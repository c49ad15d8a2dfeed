"""R2, S-R2: a loss that nobody can be named for, in stations with one person, or where every manager bears a part."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from servicedesk.errors import DomainError
from settlement.models import Incident
from settlement.services import lines_decide, objection_add, objection_answer
from staff.models import User
from tests.settlement.facts import AFTER, OCTOBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def station():
    """station("T1", …) -> these people alone are of the service station."""

    def make(*numbers):
        User.objects.update(in_station=False)
        User.objects.filter(staff_no__in=numbers).update(in_station=True)

    return make


def lost(enter, by) -> Incident:
    return enter("S-R2", None, amount=Decimal(90), by=by)


def refused(step) -> str:
    with pytest.raises(DomainError) as error:
        step()
    with override("en"):
        return f"{error.value.code}: {error.value}"


def decide(incident, person, by):
    key = (person.staff_no, "S-R2", incident.incident_no, "")
    return lines_decide(month=OCTOBER, keys=[key], verdict="confirmed", reason="盘点", by=by, now=AFTER)


def test_the_only_person_of_the_station_bears_it_and_a_manager_beside_it_decides(
    station, enter, service_manager, technician
):
    station("T1")
    assert decide(lost(enter, service_manager), technician, service_manager)


def test_the_service_manager_alone_in_the_station_leaves_it_to_the_company_manager(
    station, enter, service_manager, company_manager
):
    station("S1")
    assert "incident.barred: Nobody decides on a line of their own" in refused(lambda: lost(enter, service_manager))
    incident = lost(enter, company_manager)
    assert refused(lambda: decide(incident, service_manager, service_manager)).startswith("line.barred")
    assert decide(incident, service_manager, company_manager)


def test_where_every_manager_bears_a_part_the_company_manager_enters_and_decides(
    station, enter, service_manager, company_manager, technician
):
    station("S1", "M1", "T1")
    incident = lost(enter, company_manager)
    assert refused(lambda: decide(incident, technician, service_manager)).startswith("line.barred")
    for person in (company_manager, service_manager, technician):
        (decision,) = decide(incident, person, company_manager)
        assert decision.bears_part


def test_the_only_manager_who_bears_it_alone_is_told_what_to_do(
    station, enter, company_manager, technician, make_staff
):
    station("M1")
    User.objects.filter(staff_no="S1").update(active_to=date(2026, 9, 30))
    told = refused(lambda: lost(enter, company_manager))
    assert told.startswith("incident.barred: Nobody here may decide on this")
    assert "Give somebody who bears no part of it the company manager's role" in told
    other = make_staff("M2", roles={"company_manager"}, in_station=False)
    assert decide(lost(enter, other), company_manager, other)


def test_service_managers_alone_may_enter_it_but_are_told_who_decides(
    station, enter, service_manager, technician, client_of
):
    station("S1", "T1")
    incident = lost(enter, service_manager)
    assert "Nobody here may decide on this" in refused(lambda: decide(incident, technician, service_manager))
    page = client_of(service_manager).get(f"/settlement/{OCTOBER}/").content.decode()
    assert page.count("Give somebody who bears no part of it") == 2


def test_an_objection_that_nobody_may_answer_says_so(station, enter, service_manager, technician):
    station("S1", "T1")
    key = ("T1", "S-R2", lost(enter, service_manager).incident_no, "")
    objection = objection_add(month=OCTOBER, key=key, text="不是我", by=technician, now=AFTER)
    told = {"month": OCTOBER, "answer": "看过", "waive": False, "by": service_manager, "now": AFTER}
    assert "Nobody here may decide" in refused(lambda: objection_answer(objection_id=objection.pk, **told))


def test_a_loss_of_a_day_on_which_the_station_was_empty_is_not_lost_twice(station, enter, company_manager):
    station()
    assert refused(lambda: lost(enter, company_manager)).startswith("incident.empty_station")
