"""The pure rules of returned goods."""

from datetime import date

import pytest

from returns.policies import NewItem, answer_due_on, plain_code, problems, unprintable
from rulebook.policies import Terms

TODAY = date(2026, 10, 15)


def test_d4_ten_days_the_day_after_is_day_one():
    assert answer_due_on(TODAY, terms=Terms()) == date(2026, 10, 25)
    assert answer_due_on(TODAY, terms=Terms(return_days=12)) == date(2026, 10, 27)


@pytest.mark.parametrize(
    ("typed", "kept"), [("sn-1", "SN-1"), (" ＳＮ\u3000１ ", "SN1"), ("", ""), ("p 8 2", "P82"), ("é", "É")]
)
def test_codes_are_kept_plain(typed, kept):
    assert plain_code(typed) == kept


@pytest.mark.parametrize("text", ["🙂", "a\u200bb", "\u202e", "\x00", "\n", "☠", "👍🏽", "\ud800", "1\ufe0f"])
def test_signs_that_cannot_be_printed(text):
    assert unprintable(text)


@pytest.mark.parametrize("text", ["", "龘𠮷", "85℃ ±5％", "①②", "A-b/c_d", "“好的”——", "№", "®", "ÄÖ", "（）"])
def test_signs_that_can(text):
    assert unprintable(text) == ""


def test_every_problem_has_its_words():
    from returns.labels import PROBLEMS

    empty = NewItem(product=" ", category="", condition="", packaging_complete=None)
    late = NewItem("x", "memory", "faulty", True, purchased_on=date(2026, 10, 16), label_on=date(1889, 1, 1), cost=-1)
    found = problems(empty, today=TODAY) + problems(late, today=TODAY)
    assert {name for name, _code in found} == {
        "product", "category", "condition", "packaging_complete", "purchased_on", "label_on", "cost", "fault",
    }  # fmt: skip
    assert {code for _name, code in found} <= set(PROBLEMS)
