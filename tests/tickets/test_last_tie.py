"""T2, formats.md: the last tie is broken by the job number, as plain text whatever language the database speaks."""

import pytest
from django.db import connection

from tests.tickets.test_vacuum_settings import migrate


def collation() -> str | None:
    """By which the column compares; None for the database's own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns"
            " WHERE table_schema = current_schema AND table_name = 'tickets_job' AND column_name = 'job_no'"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_numbers_come_in_the_order_of_their_characters(make_customer, make_job, queue_numbers, now):
    customer = make_customer()
    for number in ["工1", "s1", "S1", "a", "S-1", "S10", "Z", "S2"]:
        make_job(customer, job_no=number, opened_at=now)
    assert queue_numbers() == ["S-1", "S1", "S10", "S2", "Z", "a", "s1", "工1"]


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_column_does_not_follow_the_language_of_the_database():
    assert collation() == "C"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_taken_back_and_made_again():
    migrate(("tickets", "0004_how_the_customer_is_helped"))
    try:
        assert collation() is None
    finally:
        migrate()
    assert collation() == "C"
