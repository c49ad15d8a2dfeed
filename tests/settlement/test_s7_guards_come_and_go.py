"""S7: the guards of closed months go with their migration and come back with it."""

import pytest
from django.db import connection

from tests.settlement.test_s7_closed_is_closed import GUARDS, guards
from tests.tickets.test_vacuum_settings import migrate

pytestmark = pytest.mark.django_db(transaction=True)


def test_taken_back_and_made_again():
    migrate(("settlement", "0002_decisions_and_closed_months"))
    try:
        assert guards() == 0
    finally:
        migrate()
    assert guards() == GUARDS[connection.vendor]
