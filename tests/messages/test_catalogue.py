"""Every text of the desk is there in Chinese and in English, and the compiled catalogue is the written one."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "locale/zh_Hans/LC_MESSAGES/django.po"
SPEAKING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(CATALOGUE)


def keys(entries):
    return {(entry.msgctxt, entry.msgid) for entry in entries if not entry.obsolete}


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def tracked(*ends: str) -> list[str]:
    """The files of the desk but for its tests, by how their names end."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    names = listed.decode().split("\0")
    return [name for name in names if name.endswith(ends) and not name.startswith("tests/") and (ROOT / name).exists()]


def test_nothing_is_untranslated_or_uncertain(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_placeholders_are_the_same_in_both_languages(catalogue):
    wrong = []
    for entry in catalogue:
        asked = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        wrong += [text for text in texts(entry) if set(PLACEHOLDER.findall(text)) != asked]
    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one(catalogue):
    compiled = polib.mofile(CATALOGUE.with_suffix(".mo"))
    written = {(entry.msgctxt, entry.msgid): texts(entry) for entry in catalogue}
    assert {(entry.msgctxt, entry.msgid): texts(entry) for entry in compiled} == written


def test_every_text_of_the_code_is_in_the_catalogue(catalogue, tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("xgettext is not on this machine (package gettext)")
    for name in tracked(".py", ".html", ".txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "manage.py", "makemessages", "-l", "zh_Hans", "--no-location", "-v0"]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "servicedesk.settings", "DATA_DIR": str(tmp_path / "var")}
    subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True)
    found = polib.pofile(tmp_path / "locale/zh_Hans/LC_MESSAGES/django.po")
    assert keys(found) - keys(catalogue) == set(), "texts without an entry: run makemessages and translate"
    assert keys(catalogue) - keys(found) == set(), "entries without a text: run makemessages"


def test_no_text_is_said_inside_an_f_string():
    """Before Python 3.12 the extraction does not look into f-strings: what is said there would stay English."""
    wrong = []
    for name in tracked(".py"):
        strings = [node for node in ast.walk(ast.parse((ROOT / name).read_text())) if isinstance(node, ast.JoinedStr)]
        calls = [node for text in strings for node in ast.walk(text) if isinstance(node, ast.Call)]
        wrong += [f"{name}:{each.lineno}" for each in calls if name_of(each) in SPEAKING]
    assert wrong == []
