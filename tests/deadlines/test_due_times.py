"""When something is due: clock hours, days that end at 23:59:59, the afternoon of D2, working days."""

from datetime import date, datetime, timedelta

import pytest

from deadlines.kinds import KINDS
from deadlines.policies import Stage
from deadlines.policies.plans import plan_of
from deadlines.policies.times import Facts, Wait, due_at, skipped_days
from rulebook.holidays import built_in
from rulebook.policies import Terms
from servicedesk.clock import from_local


def at(text: str) -> datetime:
    return from_local(datetime.fromisoformat(text))


def facts(start: str, *, waits=(), tier="", **numbers) -> Facts:
    waits = tuple(Wait(at(begin), at(end)) for begin, end in waits)
    return Facts(at(start), Terms(**numbers), built_in(), waits, tier)


def due(kind: str, start: str, **more) -> datetime:
    return due_at(KINDS[kind].span, facts(start, **more))


def plan(kind: str, start: str, **more) -> list[tuple[str, datetime]]:
    found = plan_of(KINDS[kind].span, KINDS[kind].steps, facts(start, **more))
    return [(each.stage, each.at) for each in found]


@pytest.mark.parametrize(
    ("kind", "start", "expected"),
    [
        ("answer", "2026-10-15 10:00", "2026-10-16 10:00"),  # D1: clock hours, day and night
        ("answer", "2026-12-31 23:30", "2027-01-01 23:30"),  # over the end of a year
        ("answer", "2026-02-28 12:00", "2026-03-01 12:00"),
        ("answer", "2028-02-28 12:00", "2028-02-29 12:00"),  # 29 February
        ("answer", "2026-10-01 00:00", "2026-10-02 00:00"),  # a holiday counts: hours are no office hours
        ("supplier", "2026-10-15 16:00", "2026-10-18 18:00"),  # D2: the third day, a Sunday, six in the afternoon
        ("supplier", "2026-10-29 00:00", "2026-11-01 18:00"),
        ("spare", "2026-10-15 23:59:59", "2026-10-22 23:59:59"),
        ("goods_back", "2026-10-01 00:00", "2026-10-11 23:59:59"),  # worked example 5
        ("goods_late", "2026-10-01 23:59:59", "2026-10-21 23:59:59"),
        ("goods_back", "2028-02-20 09:00", "2028-03-01 23:59:59"),
        ("handover", "2026-10-15 23:59:59", "2026-10-15 23:59:59"),  # D6: the same day, to its last second
        ("handover", "2026-10-16 00:00", "2026-10-16 23:59:59"),
        ("arrival", "2026-10-15 14:00", "2026-10-15 14:15"),
        ("complaint_answer", "2026-10-15 10:00", "2026-10-16 10:00"),
    ],
)
def test_due(kind, start, expected):
    assert due(kind, start) == at(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-10-15 10:00", "2026-10-20 23:59:59"),  # D9: Friday, Monday, Tuesday
        ("2026-10-16 23:59", "2026-10-21 23:59:59"),
        ("2026-09-18 10:00", "2026-09-22 23:59:59"),  # Sunday 20 September is worked for National Day
        ("2026-09-30 10:00", "2026-10-10 23:59:59"),  # 1 to 7 October off; 8, 9 and Saturday the 10th are worked
        ("2026-12-31 10:00", "2027-01-05 23:59:59"),  # a calendar whose holidays are not known yet: weekdays
    ],
)
def test_d9_counts_working_days_over_national_day_and_its_make_up_days(start, expected):
    assert due("complaint_check", start) == at(expected)


def test_d8_takes_the_hours_of_the_customers_tier():
    numbers = {"onsite_hours_network": 2}
    assert due("onsite", "2026-10-15 10:00", tier="network", **numbers) == at("2026-10-15 12:00")
    assert due("onsite", "2026-10-15 10:00", tier="other", **numbers) == at("2026-10-17 10:00")


def test_d4_warns_on_the_seventh_and_ninth_day_and_is_missed_at_the_end_of_the_tenth():
    assert plan("goods_back", "2026-10-01 15:00") == [
        (Stage.WARN, at("2026-10-08 09:00")),
        (Stage.WARN_AGAIN, at("2026-10-10 09:00")),
        (Stage.MISSED, at("2026-10-11 23:59:59")),
        (Stage.ESCALATED, at("2026-10-11 23:59:59")),
    ]


def test_d2_reminds_at_noon_and_is_missed_at_six():
    stages = plan("supplier", "2026-10-15 00:00")
    assert stages[:2] == [(Stage.DUE, at("2026-10-18 12:00")), (Stage.MISSED, at("2026-10-18 18:00"))]


def test_d3_warns_one_day_before():
    assert plan("spare", "2026-10-15 10:00")[0] == (Stage.WARN, at("2026-10-21 09:00"))


def test_d7_warns_half_an_hour_before_the_agreed_time_while_a_delay_can_still_be_explained():
    stages = plan("arrival", "2026-10-15 14:00")
    assert stages[0] == (Stage.WARN, at("2026-10-15 13:30"))


def test_a_warning_never_comes_before_the_start_nor_after_the_due_time():
    stages = dict(plan("answer", "2026-10-15 10:00", answer_hours=2))
    assert stages[Stage.WARN] == at("2026-10-15 10:00")
    stages = dict(
        plan("goods_back", "2026-10-15 20:00", return_days=0, return_warn_first_days=0, return_warn_second_days=0)
    )
    assert stages[Stage.WARN] == stages[Stage.WARN_AGAIN] == at("2026-10-15 20:00")


@pytest.mark.parametrize(
    ("kind", "start", "wait", "expected"),
    [
        ("answer", "2026-10-15 10:00", ("2026-10-15 23:00", "2026-10-16 02:00"), "2026-10-16 13:00"),  # over midnight
        (
            "answer",
            "2026-12-31 10:00",
            ("2026-12-31 20:00", "2027-01-02 20:00"),
            "2027-01-03 10:00",
        ),  # over a year's end
        ("goods_back", "2026-10-25 10:00", ("2026-10-30 10:00", "2026-11-02 10:00"), "2026-11-07 23:59:59"),
        ("goods_back", "2028-02-25 10:00", ("2028-02-28 10:00", "2028-03-01 10:00"), "2028-03-08 23:59:59"),
        ("goods_back", "2026-10-15 10:00", ("2026-10-16 09:00", "2026-10-16 18:00"), "2026-10-25 23:59:59"),  # one day
        ("complaint_check", "2026-09-29 10:00", ("2026-09-30 10:00", "2026-10-08 10:00"), "2026-10-10 23:59:59"),
    ],
)
def test_d10_a_wait_for_the_customer_does_not_count(kind, start, wait, expected):
    assert due(kind, start, waits=[wait]) == at(expected)


def test_the_skipped_days_are_named():
    told = facts("2026-09-30 10:00")
    span = KINDS["complaint_check"].span
    assert skipped_days(span, told, due_at(span, told)) == [
        date(2026, 10, 1) + timedelta(days=each) for each in range(7)
    ]


@pytest.mark.parametrize(
    ("kind", "start", "waits", "expected"),
    [
        ("spare", "2024-04-30 09:00", [("2024-05-07 10:00", "2024-05-08 10:00")], "2024-05-08 23:59:59"),
        ("goods_back", "2026-12-21 09:00", [("2026-12-31 23:59:59", "2027-01-03 00:00")], "2027-01-03 23:59:59"),
        # Friday; Saturday is no working day, so the rest of the last one is Monday's
        ("complaint_check", "2026-10-20 09:00", [("2026-10-23 10:00", "2026-10-24 10:00")], "2026-10-26 23:59:59"),
        (  # into National Day, and again on the day to which that carried it
            "complaint_check",
            "2026-09-26 09:00",
            [("2026-09-30 10:00", "2026-10-05 10:00"), ("2026-10-08 10:00", "2026-10-09 10:00")],
            "2026-10-09 23:59:59",
        ),
    ],
)
def test_d10_what_begins_to_wait_on_its_last_day_is_not_over_while_it_waits(kind, start, waits, expected):
    assert due(kind, start, waits=waits) == at(expected)


def test_d10_no_warning_comes_while_we_wait():
    stages = dict(plan("goods_back", "2026-10-01 15:00", waits=[("2026-10-08 08:00", "2026-10-10 15:00")]))
    assert stages[Stage.WARN] == at("2026-10-10 15:00")
    assert stages[Stage.WARN_AGAIN] == at("2026-10-12 09:00")
