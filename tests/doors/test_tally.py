"""The closing line of bin/test: what ran in one of the rounds was not skipped, what ran in none is named."""

import pytest

from doors.test import Tally, _summary

REPORT = """<testsuites><testsuite>{}</testsuite></testsuites>"""
PASSED = '<testcase classname="tests.a.test_b" name="{}"/>'
FAILED = '<testcase classname="tests.a.test_b" name="{}"><failure message="no"/></testcase>'
SKIPPED = '<testcase classname="tests.a.test_b" name="{}"><skipped message="needs it"/></testcase>'


@pytest.fixture
def tally(tmp_path):
    """tally(round, round, …) of [(kind, name)]."""

    def make(*rounds):
        made = Tally()
        for cases in rounds:
            (tmp_path / "report.xml").write_text(REPORT.format("".join(kind.format(name) for kind, name in cases)))
            made.add(tmp_path / "report.xml")
        return made

    return make


def test_rounds_add_up(tally):
    made = tally([(PASSED, "one"), (PASSED, "two")], [(PASSED, "one"), (FAILED, "two")])
    assert str(made) == "3 passed, 1 failed, 0 skipped"


def test_a_test_that_ran_in_one_round_is_not_skipped(tally):
    assert str(tally([(PASSED, "one")], [(SKIPPED, "one")])) == "1 passed, 0 failed, 0 skipped"


def test_a_test_that_ran_in_none_is_named_and_fails_in_ci(tally, capsys):
    made = tally([(PASSED, "one"), (SKIPPED, "two")])
    assert _summary(made, failed="", strict=False) == 0
    said = capsys.readouterr().out.splitlines()
    assert "skipped tests/a/test_b.py::two: needs it" in said
    assert said[-1] == "1 passed, 0 failed, 1 skipped"
    assert _summary(made, failed="", strict=True) == 1


def test_a_step_that_failed_counts(tally):
    assert _summary(tally([(PASSED, "one")]), failed="ruff check", strict=False) == 1


def test_nothing_chosen_is_no_success(tally, capsys):
    assert _summary(tally([]), failed="", strict=False) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 0 failed, 0 skipped"
