"""V2: what a complete receipt holds; whatever is missing is named, each field by itself."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.utils import translation

from field_visits.labels import NEED_LABELS
from field_visits.policies import Facts, Need, is_complete, missing, result_needs

COMPLETE = Facts(
    customer=1, contact="周老师", address="学院路1", machine=2, site_kind="office_single", domain="hardware",
    fault="不开机", work_done="换电源", result="solved", arrived_at=datetime(2026, 10, 8, 1, tzinfo=UTC),
    left_at=datetime(2026, 10, 8, 2, tzinfo=UTC), signed=True,
)  # fmt: skip
FIELDS = [
    ("customer", None, Need.CUSTOMER),
    ("contact", "  ", Need.CONTACT),
    ("address", "", Need.ADDRESS),
    ("machine", None, Need.MACHINE),
    ("site_kind", "", Need.SITE_KIND),
    ("domain", "", Need.DOMAIN),
    ("fault", "", Need.FAULT),
    ("work_done", " ", Need.WORK_DONE),
    ("result", "", Need.RESULT),
    ("arrived_at", None, Need.ARRIVED_AT),
    ("left_at", None, Need.LEFT_AT),
    ("signed", False, Need.SIGNATURE),
    ("signed", None, Need.SIGNATURE),
]


def test_v2_a_receipt_with_everything_is_complete():
    assert missing(COMPLETE) == []
    assert is_complete(COMPLETE)


@pytest.mark.parametrize(("field", "empty", "need"), FIELDS)
def test_v2_each_field_that_is_missing_is_named(field, empty, need):
    assert missing(replace(COMPLETE, **{field: empty})) == [need]


def test_v2_everything_missing_is_named_in_the_order_of_the_rule():
    assert missing(Facts()) == [need for need in Need if need not in (Need.REPORT, Need.NEXT_AT, Need.TAKEN)]


def test_v2_several_machines_are_told_by_how_many():
    assert is_complete(replace(COMPLETE, machine=None, machine_count=3))


@pytest.mark.parametrize(
    ("result", "given", "need"),
    [
        ("not_solved", "report", Need.REPORT),
        ("second_visit", "next_at", Need.NEXT_AT),
        ("taken_back", "taken", Need.TAKEN),
    ],
)
def test_b3_v4_a_result_asks_for_what_follows_from_it(result, given, need):
    nothing = {"report": " ", "next_at": None, "taken": ""}
    assert result_needs(result=result, **nothing) == [need]
    assert result_needs(result=result, **{**nothing, given: "x"}) == []
    assert result_needs(result="solved", **nothing) == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_need_has_its_word_in_both_languages(language):
    with translation.override(language):
        assert all(str(NEED_LABELS[need.value]) for need in Need)
        assert (str(NEED_LABELS["fault"]) == "Fault found") == (language == "en")
