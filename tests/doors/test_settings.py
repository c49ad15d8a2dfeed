"""The settings boot with an empty environment and refuse a bad value by the name of its variable."""

import os
import subprocess
import sys

import pytest

from tests.doors.conftest import ROOT


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """manage.py in an environment that holds nothing but what is given."""
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_empty_environment_will_do(tmp_path):
    done = manage("check", DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_the_folder_is_var_unless_named():
    from servicedesk import env

    assert env.folder("NO_SUCH_VARIABLE", ROOT / "var") == ROOT / "var"


def test_the_secret_is_made_once_and_private(tmp_path):
    manage("check", DATA_DIR=str(tmp_path))
    secret = tmp_path / "secret.key"
    first = secret.read_text()
    manage("check", DATA_DIR=str(tmp_path))
    assert secret.read_text() == first
    assert len(first) >= 50
    assert secret.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("HTTPS", "2"),
        ("STATIC_HASHED", "maybe"),
        ("SECRET_KEY", "short"),
        ("SIGN_IN_TRIES", "many"),
        ("SIGN_IN_TRIES", "2"),
        ("DATABASE_URL", "desk"),
        ("DATABASE_URL", "mysql://u:hunter2@h/desk"),
        ("DATABASE_URL", "postgresql://u:hun/ter2@h:5432/desk"),
        ("DATABASE_URL", "postgresql://u:hunter2@h:99999/desk"),
        ("DATABASE_URL", "postgresql://u:hunter2@h"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "unix:///run/redis.sock"),
        ("REDIS_URL", "redis://:hunter2@h:port/0"),
        ("REDIS_URL", "redis:///0"),
        ("DATA_DIR", "/proc/no/such/folder"),
    ],
)
def test_a_bad_value_is_refused_by_its_name(tmp_path, name, value):
    done = manage("check", **{"DATA_DIR": str(tmp_path), name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"manage.py: {name}: ")
    assert "Traceback" not in done.stderr
    assert "hun" not in done.stderr


@pytest.mark.parametrize("url", ["postgresql://u:p%40ss@[::1]:5433/desk", "postgres:///desk", "sqlite:////tmp/a.db"])
def test_urls_that_will_do(monkeypatch, tmp_path, url):
    from servicedesk import env

    monkeypatch.setenv("DATABASE_URL", url)
    assert env.database("DATABASE_URL", fallback=tmp_path / "x")["NAME"] in {"desk", "/tmp/a.db"}
