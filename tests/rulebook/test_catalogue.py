"""Every rule of the rulebook is in the catalogue, in both languages, with the numbers it speaks of."""

import re
from dataclasses import replace

import pytest
from django.utils import translation

from rulebook.catalogue import PARTS, RULES
from rulebook.labels import CHANGE_STATES, HOLIDAY_LABELS, NUMBER_LABELS, UNIT_LABELS, WEEKDAYS, shown
from rulebook.policies import DEFAULTS, IN_ORDER, SPECS, Unit


def numbered(prefix, last, first=1):
    return [f"{prefix}{count}" for count in range(first, last + 1)]


IDS = [
    *numbered("R", 3),
    *numbered("T", 6),
    *numbered("D", 11),
    *numbered("A", 5),
    *numbered("B", 5),
    *numbered("H", 4),
    *numbered("W", 13),
    *numbered("V", 8),
    *numbered("S", 10),
    "S13",
    *numbered("S-V", 9, first=3),
    *numbered("S-R", 6),
    *numbered("S-O", 2),
    *numbered("L", 6),
    "P",
]
HAN = re.compile(r"[\u4e00-\u9fff]")


def in_both(text):
    with translation.override("en"):
        english = str(text)
    with translation.override("zh-hans"):
        return english, str(text)


def test_every_rule_is_there_in_its_part():
    assert list(RULES) == IDS
    assert {rule.part for rule in RULES.values()} == set(PARTS)


@pytest.mark.parametrize("rule_id", IDS)
def test_a_rule_has_title_and_text_in_both_languages(rule_id):
    rule = RULES[rule_id]
    for english, chinese in (in_both(rule.title), in_both(rule.text)):
        assert english
        assert not HAN.search(english)
        assert HAN.search(chinese)


@pytest.mark.parametrize("rule_id", IDS)
def test_a_text_names_exactly_its_numbers_in_both_languages(rule_id):
    rule = RULES[rule_id]
    for text in in_both(rule.text):
        assert set(re.findall(r"%\((\w+)\)s", text)) == set(rule.parameters)
        assert "%" not in re.sub(r"%\(\w+\)s", "", text)


@pytest.mark.parametrize("key", SPECS)
def test_a_number_belongs_to_a_rule_whose_text_says_it(key):
    assert key in RULES[SPECS[key].rule].parameters


def test_every_number_a_text_speaks_of_exists():
    assert {key for rule in RULES.values() for key in rule.parameters} <= set(SPECS)
    assert {key for pair in IN_ORDER for key in pair} <= set(SPECS)


@pytest.mark.parametrize("key", SPECS)
def test_a_default_lies_within_its_own_bounds(key):
    assert SPECS[key].least <= getattr(DEFAULTS, key) <= SPECS[key].most


def test_the_words_carry_the_numbers_of_the_day():
    faster = replace(DEFAULTS, answer_hours=1)
    with translation.override("en"):
        assert "Within 24 hours of" in RULES["D1"].words(DEFAULTS)
        assert "Within 1 hour of" in RULES["D1"].words(faster)
    with translation.override("zh-hans"):
        assert "24 小时" in RULES["D1"].words(DEFAULTS)


def test_every_number_and_unit_has_a_name_in_both_languages():
    assert set(NUMBER_LABELS) == set(SPECS)
    assert set(UNIT_LABELS) == set(Unit)
    words = [*NUMBER_LABELS.values(), *UNIT_LABELS.values(), *HOLIDAY_LABELS.values(), *PARTS.values()]
    words += [state[0] for state in CHANGE_STATES.values()] + [word for pair in WEEKDAYS for word in pair]
    for word in words:
        english, chinese = in_both(word)
        assert english
        assert HAN.search(chinese), english


@pytest.mark.parametrize(
    ("key", "english", "chinese"),
    [
        ("return_days", "10 days", "10 天"),
        ("spare_warn_days", "1 day", "1 天"),
        ("complaint_check_days", "3 working days", "3 个工作日"),
        ("wear_percent_per_day", "0.25%", "0.25%"),
        ("home_share_percent", "50%", "50%"),
        ("falsified_deduction", "¥200.00", "¥200.00"),
        ("supplier_confirm_due", "18:00", "18:00"),
    ],
)
def test_a_number_is_written_with_its_unit(key, english, chinese):
    with translation.override("en"):
        assert shown(key, getattr(DEFAULTS, key)) == english
    with translation.override("zh-hans"):
        assert shown(key, getattr(DEFAULTS, key)) == chinese
