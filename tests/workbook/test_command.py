"""manage.py import_workbook: exit 0 with counts, or exit 1 with one line for each fault and nothing changed."""

import io
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.workbook.conftest import as_file
from workbook.management.commands.import_workbook import language

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
def run(tmp_path):
    """run(sheets) -> (lines of stdout, message of the CommandError or None)."""

    def make(source, **options):
        path = tmp_path / "店铺.xlsx"
        path.write_bytes(source if isinstance(source, bytes) else as_file(source).getvalue())
        out = io.StringIO()
        try:
            call_command("import_workbook", str(path), stdout=out, **{"lang": "en", **options})
        except CommandError as error:
            return out.getvalue().splitlines(), str(error)
        return out.getvalue().splitlines(), None

    return make


def test_counts_of_each_sheet(run, shop):
    lines, error = run(shop)
    assert error is None
    assert lines[3] == "jobs: 3 new, 0 already known, of these 0 differing"
    lines, error = run(shop)
    assert error is None
    assert lines[3] == "jobs: 0 new, 3 already known, of these 0 differing"


def test_one_line_for_each_fault_and_nothing_changed(run, shop, contents):
    shop["jobs"][0]["severity"] = "bad"
    shop["customers"][1]["tier"] = None
    before = contents()
    lines, error = run(shop)
    assert lines == [
        "customers:3:tier: is empty; accepted: one of agent, industry, network, quasi_industry, other",
        "jobs:2:severity: “bad” is not known; accepted: one of major, ordinary",
    ]
    assert error == "Nothing was taken in. Faults: 2"
    assert contents() == before


def test_english_names_first_and_the_files_own_in_brackets(run):
    lines, _error = run({"客户": [{"客户号": "K1", "名称": "甲", "类别": "贵宾"}]})
    assert lines[0].startswith("customers (客户):2:tier (类别): “贵宾” is not known")


def test_notes_are_no_faults(run, shop):
    shop["工资"] = [{"工号": "T01"}]
    shop["jobs"][0]["负责人"] = "x"
    lines, error = run(shop)
    assert error is None
    assert lines[:2] == [
        "note: 工资:0:-: The sheet is not known; it was left aside.",
        "note: jobs:1:负责人: The column is not known; it was left aside.",
    ]


def test_a_file_that_cannot_be_read_is_one_line(run, tmp_path):
    assert run(b"no workbook")[1] == "This is no Excel workbook. Save it as .xlsx and choose that file."
    with pytest.raises(CommandError, match="There is no such file"):
        call_command("import_workbook", str(tmp_path / "gone.xlsx"), lang="en")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_workbook", str(tmp_path), lang="en")


@pytest.mark.parametrize(
    ("wanted", "environ", "expected"),
    [
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("zh", {"LANG": "en_US.UTF-8"}, "zh-hans"),
        (None, {"LANG": "en_GB.UTF-8"}, "en"),
        (None, {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh-hans"),
        (None, {"LANG": "C.UTF-8"}, "zh-hans"),
        (None, {}, "zh-hans"),
    ],
)
def test_the_language_of_the_messages(wanted, environ, expected):
    assert language(wanted, environ) == expected


def test_it_says_so_when_the_database_was_never_set_up(tmp_path, shop):
    """As a process of its own, with a folder of its own, as people start it."""
    file = tmp_path / "shop.xlsx"
    file.write_bytes(as_file(shop).getvalue())
    names = ("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV")
    environ = {name: os.environ[name] for name in names if name in os.environ} | {"DATA_DIR": str(tmp_path / "new")}
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_workbook", str(file), "--lang", "en"],
        capture_output=True, text=True, env=environ, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "CommandError: The desk's database is not set up for this version. Run manage.py migrate first."
    )
