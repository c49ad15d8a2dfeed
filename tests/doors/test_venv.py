"""The doors make .venv from the pinned requirements, know when it is complete, and mend or remake it when not."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.doors.conftest import ROOT

DOOR = """\
import sys
from doors.venv import Refusal, enter, modern_python, say
modern_python()
try:
    enter("requirements.txt")
except Refusal as why:
    say(str(why))
    sys.exit(1)
import tiny
print(sys.prefix, tiny.VERSION)
"""


def wheel(folder: Path, version: str) -> Path:
    """A package of one file."""
    path = folder / f"tiny-{version}-py3-none-any.whl"
    info = f"tiny-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny.py", f"VERSION = '{version}'\n")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", f"tiny.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return path


class Clone:
    """A project with one door and one package, far away from this one."""

    def __init__(self, folder: Path):
        self.folder = folder
        shutil.copytree(ROOT / "bin" / "doors", folder / "bin" / "doors", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "bin" / "door").write_text(DOOR)
        self.require("1.0")

    def require(self, version: str):
        (self.folder / "requirements.txt").write_text(f"{wheel(self.folder, version)}\n")

    def process(self) -> subprocess.Popen:
        base = getattr(sys, "_base_executable", sys.executable)
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.Popen(
            [base, self.folder / "bin" / "door"],
            env=kept,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self) -> tuple[str, str]:
        """The version it found, and what it told the person at the terminal."""
        process = self.process()
        said, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
        prefix, version = said.split()
        assert Path(prefix) == self.folder / ".venv"
        return version, told


@pytest.fixture(scope="module")
def only_clone(tmp_path_factory):
    return Clone(tmp_path_factory.mktemp("clone") / "desk")


@pytest.fixture
def clone(only_clone):
    """A clone whose .venv is complete."""
    only_clone.require("1.0")
    assert only_clone.run()[0] == "1.0"
    return only_clone


def test_a_second_start_installs_nothing(clone):
    assert clone.run() == ("1.0", "")


def test_changed_requirements_are_installed(clone):
    clone.require("2.0")
    version, told = clone.run()
    assert version == "2.0"
    assert "Installing the packages" in told
    assert clone.run() == ("2.0", "")


def test_a_broken_off_install_is_made_anew(clone):
    (clone.folder / ".venv" / "desk-unfinished").touch()
    version, told = clone.run()
    assert version == "1.0"
    assert "making it anew" in told


def test_a_missing_file_is_noticed_and_mended(clone):
    next((clone.folder / ".venv").rglob("tiny.py")).unlink()
    assert clone.run()[0] == "1.0"


def test_a_python_that_is_gone_is_replaced(clone):
    python = clone.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/no/such/python")
    version, told = clone.run()
    assert version == "1.0"
    assert "making it anew" in told


def test_a_moved_clone_makes_its_own(clone, tmp_path):
    clone.folder = clone.folder.rename(tmp_path / "moved")
    clone.require("1.0")
    assert clone.run()[0] == "1.0"


def test_two_starts_at_once_make_one_install(tmp_path):
    clone = Clone(tmp_path / "clone")
    both = [clone.process(), clone.process()]
    told = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sum("Installing the packages" in words for words in told) == 1


def test_a_failed_install_says_so_and_is_tried_again(tmp_path):
    clone = Clone(tmp_path / "clone")
    (clone.folder / "requirements.txt").write_text("/no/such/package.whl\n")
    process = clone.process()
    _said, told = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "The packages could not be installed" in told
    assert "Traceback" not in told
    clone.require("1.0")
    assert clone.run()[0] == "1.0"


def test_the_dev_pins_are_those_that_the_desk_runs_on():
    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text().splitlines()
        return {line.split(" ;")[0] for line in lines if "==" in line and not line.startswith((" ", "#"))}

    assert pins("requirements.txt") <= pins("requirements-dev.txt")
