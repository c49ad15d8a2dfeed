"""The second try: for tests that drive other processes, once, and never in silence."""

import os
import subprocess
import sys

from doors.venv import ROOT

STUMBLES = """
import pytest
from pathlib import Path

met = Path(__file__).with_name("met")

@pytest.mark.{mark}
def test_walk():
    met.write_text("x" + (met.read_text() if met.exists() else ""))
    assert len(met.read_text()) > {stumbles}, "the door was locked"
"""


def pytest_says(folder, *, mark: str, stumbles: int, arguments=()) -> tuple[int, str]:
    """The exit code and the words of a pytest whose one test fails so many times before it passes."""
    (folder / "test_it.py").write_text(STUMBLES.format(mark=mark, stumbles=stumbles))
    (folder / "pytest.ini").write_text(f"[pytest]\nmarkers =\n    {mark}: planted\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.second_try", *arguments, "test_it.py"]
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_what_passes_at_the_second_try_tells_what_the_first_met(tmp_path):
    code, said = pytest_says(tmp_path, mark="browser", stumbles=1)
    assert code == 0, said
    assert "failed at the first try" in said
    assert "the door was locked" in said


def test_what_fails_twice_fails(tmp_path):
    code, said = pytest_says(tmp_path, mark="services", stumbles=2)
    assert code == 1, said


def test_a_test_that_drives_nothing_gets_one_try(tmp_path):
    code, said = pytest_says(tmp_path, mark="postgres", stumbles=1)
    assert code == 1, said
    assert "failed at the first try" not in said


def test_after_three_second_tries_in_a_round_a_failure_is_a_failure(tmp_path):
    code, said = pytest_says(tmp_path, mark="browser", stumbles=1, arguments=["--max-suite-reruns=0"])
    assert code == 1, said
