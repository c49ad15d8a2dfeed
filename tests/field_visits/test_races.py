"""Several people at the same instant, on PostgreSQL: one wins, the other is told, nothing is written twice."""

from datetime import timedelta

import pytest

from field_visits.models import Loan, Visit
from field_visits.receipt_services import Filing, money_sign, visit_file
from field_visits.services import Appointment, visit_agree, visit_cancel, visit_depart
from field_visits.spare_services import spare_add, spare_lend
from field_visits.word_services import Word, link_make, word_give
from servicedesk.errors import DomainError
from tests.field_visits.conftest import WORK
from tests.tickets.racing import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def one_won(results) -> bool:
    refused = [result for result in results if isinstance(result, DomainError)]
    return len(refused) == len(results) - 1


def test_two_phones_file_one_receipt(on_site, technician, word, later):
    visit = on_site()

    def file():
        filing = Filing(noted=WORK, word=word())
        return visit_file(visit_id=visit.pk, by=technician, now=later(180), filing=filing)

    assert one_won(at_once(file, file, file))
    assert visit.versions.count() == 1


def test_a_link_is_used_once(on_site, technician, drawn, later):
    from field_visits.receipt_services import visit_note

    visit = on_site()
    visit_note(visit_id=visit.pk, by=technician, now=later(120), noted={"work_done": "x", "result": "solved"})
    token = link_make(visit_id=visit.pk, by=technician, now=later(121))

    def give(verdict):
        return lambda: word_give(token=token, word=Word(verdict, drawn), now=later(125))

    assert one_won(at_once(give("satisfied"), give("dissatisfied")))


def test_two_planners_do_not_give_a_technician_the_same_hour(school, technician, service_manager, counter, now):
    def agree(by):
        at = now + timedelta(hours=3)
        asked = Appointment(customer=school, technician=technician, agreed_at=at)
        return lambda: visit_agree(by=by, now=now, asked=asked)

    assert one_won(at_once(agree(service_manager), agree(counter)))
    assert Visit.objects.count() == 1


def test_leaving_and_cancelling_at_once(agree, technician, service_manager, now):
    visit = agree()
    results = at_once(
        lambda: visit_depart(visit_id=visit.pk, by=technician, now=now),
        lambda: visit_cancel(visit_id=visit.pk, by=service_manager, now=now, reason="x"),
    )
    visit.refresh_from_db()
    assert visit.state in {"out", "cancelled"}
    assert sum(isinstance(result, DomainError) for result in results) <= 1


def test_a_unit_is_lent_once(school, counter, drawn, now, service_manager):
    unit = spare_add(by=service_manager, now=now, product="主机", category="desktop_host", condition="好")
    due = (now + timedelta(days=7)).date()

    def lend():
        return spare_lend(
            unit_id=unit.pk, by=counter, now=now, customer=school, due_on=due, borrower="周", signature=drawn
        )

    assert one_won(at_once(lend, lend))
    assert Loan.objects.count() == 1


def test_money_is_signed_for_once(file, finance, later):
    visit = file(revenue=80)
    sign = lambda: money_sign(visit_id=visit.pk, by=finance, now=later(300))  # noqa: E731
    assert one_won(at_once(sign, sign))
