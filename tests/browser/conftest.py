"""What the walks through the desk share: every page they come by is looked over, in the person's language."""

from datetime import date, timedelta

import pytest

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
