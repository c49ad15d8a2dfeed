"""A start that cannot succeed ends with exit code 1 and one sentence that names the variable; no password is shown."""

import os
import socket
import subprocess
import sys

import pytest

from doors.parts import free_port
from tests.doors.conftest import ROOT


def test_a_taken_port(serve):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        said = serve(PORT=str(other.getsockname()[1])).refusal()
    assert "PORT: " in said
    assert "taken by another program" in said


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "８０００"])
def test_a_port_that_is_none(tmp_path, port):
    env = {**os.environ, "PORT": port, "DATA_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, ROOT / "bin/serve"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "PORT: " in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_not_ours(serve):
    assert "HOST: 203.0.113.9 is not an address of this machine" in serve(HOST="203.0.113.9").refusal()


def test_a_folder_that_cannot_be_written(serve, tmp_path):
    (tmp_path / "file").touch()
    assert "DATA_DIR: " in serve(folder=tmp_path / "file").refusal()
    assert "DATA_DIR: " in serve(folder=tmp_path / "file" / "below").refusal()


def test_a_database_file_that_is_none(serve, tmp_path):
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/desk.sqlite3").write_text("not a database, but long enough to be read as one " * 20)
    assert "DATA_DIR: the database file" in serve().refusal()


def test_a_second_desk_in_the_same_folder(serve):
    first = serve().opened()
    said = serve().refusal()
    assert "DATA_DIR: another desk" in said
    assert f"port {first.port}" in said


def test_a_database_url_of_another_kind(serve):
    said = serve(DATABASE_URL="mysql://root:hunter2@localhost/desk").refusal()
    assert "DATABASE_URL: " in said
    assert "postgresql://user:password@host:5432/name" in said
    assert "hunter2" not in said


def test_a_postgresql_that_does_not_answer(serve):
    port = free_port()
    said = serve(DATABASE_URL=f"postgresql://desk:hunter2@127.0.0.1:{port}/desk").refusal()
    assert "DATABASE_URL: PostgreSQL at 127.0.0.1" in said
    assert str(port) in said
    assert "hunter2" not in said


def test_a_redis_that_does_not_answer(serve):
    said = serve(REDIS_URL=f"redis://:hunter2@127.0.0.1:{free_port()}/0").refusal()
    assert "REDIS_URL: Redis at 127.0.0.1 does not answer" in said
    assert "hunter2" not in said


def test_a_postgresql_that_is_too_old():
    from doors.prepare import too_old

    assert "PostgreSQL 14.9" in too_old(140009)
    assert not too_old(150000)
    assert not too_old(180006)


def test_an_unknown_argument():
    done = subprocess.run([sys.executable, ROOT / "bin/serve", "--demmo"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage: bin/serve" in done.stderr
