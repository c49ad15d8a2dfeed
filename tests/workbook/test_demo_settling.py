"""The demo's money, whatever day it is made on: last month is closed, this month has something to do for each role."""

from datetime import datetime

import pytest
from time_machine import travel

from complaints.models import Complaint
from field_visits.hint_selectors import hints_now
from field_visits.models import Visit
from notices.models import Notice
from records.models import Entry, Picture
from servicedesk.clock import from_local
from settlement.models import ClosedSheet, Closing, Decision, Incident, Objection, Revenue
from settlement.month_page_selectors import month_page
from settlement.months import month_to_close, this_month
from staff.models import User
from workbook.demo import demo

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[(2026, 11, 25, 9, 0), (2026, 3, 1, 0, 3), (2026, 12, 31, 23, 58)])
def made(request, tmp_path):
    """A demo made at this moment, which is the present."""
    now = from_local(datetime(*request.param))
    with travel(now, tick=False):
        demo(now=now, folder=tmp_path)
        yield now


def test_last_month_is_closed_and_this_month_has_work_for_each_role(made):
    month = this_month(made)
    assert month_to_close(made) == month
    assert sorted(Closing.objects.values_list("scope", "by__staff_no")) == [("managers", "M01"), ("shop", "S01")]
    assert ClosedSheet.objects.filter(month=month.before.first, lines__isnull=False).distinct().count() >= 5
    assert set(Decision.objects.values_list("verdict", flat=True)) == {"confirmed", "waived"}

    page = month_page(month, by=User.objects.get(staff_no="S01"), rule="", now=made)
    assert len(page.work.proposed) >= 2
    assert [each.barred for each in page.objections] == [None]  # somebody else proposed the line (R2)
    assert page.waiting_rests == 1  # S10
    evidence = set(Picture.objects.filter(subject="incident").values_list("subject_id", flat=True))
    assert evidence == set(
        Incident.objects.filter(on__gte=month.first, rule__startswith="S-").values_list("pk", flat=True)
    )
    assert Objection.objects.filter(answered_at__isnull=True).count() == 1
    assert {on is None for on in Revenue.objects.values_list("handed_in_on", flat=True)} == {True, False}
    assert Visit.objects.with_money_out().exists()
    assert {seen.hint.sign for seen in hints_now(made)} >= {"no_departure", "arrived_first"}
    assert not Entry.objects.filter(at__gt=made).exists()
    unpaid = [reason for sheet in ClosedSheet.objects.all() for _receipt, reason in sheet.unpaid]
    assert len(set(unpaid)) >= 2


def test_one_complaint_waits_for_its_answer_and_one_for_the_decision(made):
    told = [
        (each.state, each.answered_at is None, each.concerns is None) for each in Complaint.objects.order_by("state")
    ]
    assert told == [("checked", False, False), ("open", True, False)]
    asked = Notice.objects.filter(code="notice.to_decide").values_list("person__staff_no", flat=True)
    assert list(asked) == ["S01"]
