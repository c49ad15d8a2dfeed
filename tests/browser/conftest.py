"""What the walks through the desk share: every page they come by is looked over, in the person's language."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from field_visits.services import Appointment, visit_agree
from servicedesk import clock
from tests.browser.looks import faults_of


@pytest.fixture
def today() -> date:
    """The shop's day by the real clock: a browser keeps no frozen time."""
    return clock.local_date(clock.now())


@pytest.fixture
def present():
    """Now by the real clock."""
    return clock.now()


@pytest.fixture
def ago(present):
    """ago(hours=3) -> that moment before now."""
    return lambda **span: present - timedelta(**span)


@pytest.fixture
def sound():
    """sound(page, language) fails with everything that is wrong with the page as it stands."""

    def check(page, language, *, allowed=frozenset()):
        faults = faults_of(page, language, allowed=allowed)
        assert not faults, "\n".join(faults)

    return check


@pytest.fixture
def school(make_customer):
    return make_customer("industry", name="第一中学", contact="周老师", phone="13900000009", address="学院路1号")


@pytest.fixture
def agreed(school, technician, service_manager, present):
    """A visit that the technician has to make now."""

    def make():
        soon = present + timedelta(minutes=20)
        asked = Appointment(customer=school, technician=technician, agreed_at=soon, fits=True)
        return visit_agree(by=service_manager, now=present, asked=asked)

    return make


@pytest.fixture
def phone(page, sign_in, technician):
    """phone(language) -> the technician's phone, its day and ribbons kept for where there is no signal."""

    def make(language="en"):
        desk = page(language, "phone", strict=False)
        sign_in(desk, technician)
        desk.goto("/visits/day/")
        expect(desk.locator("html")).to_have_attribute("data-day-kept", "yes")
        return desk

    return make
