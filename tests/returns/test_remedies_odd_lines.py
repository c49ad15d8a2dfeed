"""`manage.py remedies` answers a line for a line, whatever bytes the file holds."""

import json
import os
import subprocess
import sys

import pytest

from tests.returns.test_remedies_command import ANSWER, CASE, ROOT

GOOD = json.dumps(CASE).encode()


@pytest.fixture
def run(tmp_path):
    """run(*lines of bytes) -> the answers, of a process that reads and writes files as a shop's machine does."""

    def make(*lines):
        done = subprocess.run(
            [sys.executable, "manage.py", "remedies"],
            input=b"\n".join(lines),
            env={
                **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
                "DATA_DIR": str(tmp_path),
                "PYTHONIOENCODING": "utf-8:strict",
            },
            cwd=ROOT,
            capture_output=True,
            timeout=60,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
        return done.stdout.decode().splitlines()

    return make


def test_a_line_that_nobody_can_read_is_answered_and_the_others_go_on(run):
    gbk, no_text = '{"id": "例一"}'.encode("gbk"), b'{"id": "\xff\xfe"}'
    without_end, huge = b"[" * 100_000, b'{"id": ' + b"9" * 5_000 + b"}"
    answers = run(GOOD, gbk, GOOD, no_text, GOOD, without_end, GOOD, huge, GOOD)
    assert answers[::2] == [ANSWER] * 5
    assert [list(json.loads(refused)) for refused in answers[1::2]] == [["id", "error"]] * 4


def test_marks_chinese_and_half_characters_are_taken_as_they_are(run):
    mark = b"\xef\xbb\xbf"  # Windows puts it before a text; it is none of the case
    chinese = json.dumps({**CASE, "id": "例一"}, ensure_ascii=False).encode()
    half = json.dumps({**CASE, "id": "\ud83d"}).encode()
    first, second, third, last = run(mark + GOOD, chinese, half, GOOD)
    assert (first, second, last) == (ANSWER, ANSWER.replace("c1", "例一"), ANSWER)
    assert json.loads(third) == {**json.loads(ANSWER), "id": "\ud83d"}
