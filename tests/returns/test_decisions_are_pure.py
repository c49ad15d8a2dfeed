"""Decisions are functions of what they are given: no Django beneath them, no clock, nothing remembered or changed."""

import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns.policies import Remedy
from returns.policies.choices import offer
from returns.policies.remedies import decide
from rulebook.policies import DEFAULTS
from tests.returns.cases import WORKING_DAYS, any_case, any_terms

ROOT = Path(__file__).resolve().parents[2]
POLICIES = sorted(path.stem for path in (ROOT / "returns/policies").glob("*.py") if path.stem != "__init__")
ALONE = """
import sys, types
wiring = sys.modules["servicedesk"] = types.ModuleType("servicedesk")  # without Celery, which it starts
wiring.__path__ = ["servicedesk"]
for name in ("django", "celery", "crispy_forms"):
    sys.modules[name] = None  # whoever imports it is told that there is none
import {module}
"""


def all_of(asked, terms):
    decision = decide(asked, terms=terms, calendar=WORKING_DAYS)
    return decision, [offer(each, asked, decision, terms=terms, calendar=WORKING_DAYS) for each in Remedy]


@given(any_case(), any_terms(), st.lists(any_case(), max_size=5))
def test_the_same_case_has_the_same_answers_whatever_was_asked_in_between(asked, terms, others):
    kept, first = deepcopy(asked), all_of(asked, terms)
    for other in others:
        all_of(other, DEFAULTS)
    assert all_of(asked, terms) == first
    assert asked == kept


@pytest.mark.parametrize("name", POLICIES)
def test_policies_run_where_there_is_no_django(name):
    module = f"returns.policies.{name}"
    done = subprocess.run([sys.executable, "-c", ALONE.format(module=module)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
