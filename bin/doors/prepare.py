"""Gets a desk ready to be served: checks its settings and servers, migrates, collects the static files.

Run by bin/serve as a program of its own, so that the one that stays does not carry Django. Says what it did on
its last line of stdout, as JSON: {"refused": sentence} or {"setup": {"code", "path"} | null, "demo": text}.
"""

import hashlib
import io
import json
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
OLDEST_POSTGRES = 150_000


class Refused(Exception):
    """One sentence that names the variable and says what to do."""


def _first_line(error: BaseException) -> str:
    """What the server said, in one line, without anything that could be a password."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    text = lines[0].split("FATAL:")[-1].strip()
    for name in ("DATABASE_URL", "REDIS_URL"):
        if secret := _password(os.environ.get(name, "")):
            text = text.replace(secret, "***")
    return text


def _password(url: str) -> str:
    try:
        return urlsplit(url).password or ""
    except ValueError:
        return ""


def read_settings():
    """Sets Django up; a setting that is wrong says so by its name."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicedesk.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refused(f"{error}.") from error


def too_old(version: int) -> str:
    """Why a server of this version number (150018 is 15.18) will not do, or nothing."""
    if version >= OLDEST_POSTGRES:
        return ""
    return (
        f"DATABASE_URL: the server there is PostgreSQL {version // 10_000}.{version % 10_000}; "
        "the desk needs version 15 or newer."
    )


def reach_database():
    """Connects once, so that a wrong address is told apart from everything else that can go wrong later."""
    from django.conf import settings
    from django.db import DatabaseError, NotSupportedError, connection

    where = settings.DATABASES["default"]
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except NotSupportedError as error:
        raise Refused(too_old(connection.pg_version) or f"DATABASE_URL: {_first_line(error)}.") from error
    except DatabaseError as error:
        if settings.IS_SQLITE:
            raise Refused(_unusable_file(where["NAME"], error)) from error
        place = f"{where.get('HOST') or 'the local socket'}, port {where.get('PORT') or 5432},"
        raise Refused(
            f"DATABASE_URL: PostgreSQL at {place} does not let the desk into {where['NAME']} as "
            f"{where.get('USER') or 'this user'} ({_first_line(error)}); check that it runs and that the URL is right."
        ) from error
    if connection.vendor == "postgresql" and (why := too_old(connection.pg_version)):
        raise Refused(why)


def _unusable_file(path, error) -> str:
    return (
        f"DATA_DIR: the database file {path} cannot be used ({_first_line(error)}); "
        "check its owner and the free space, or choose another folder."
    )


def reach_redis():
    """Pings Redis the way the cache and the way Celery reaches it."""
    from django.conf import settings

    if not settings.REDIS_URL:
        return
    import kombu
    import redis

    parts = urlsplit(settings.REDIS_URL)
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=5, socket_timeout=5).ping()
        with kombu.Connection(settings.CELERY_BROKER_URL, connect_timeout=5) as broker:
            broker.ensure_connection(max_retries=1, timeout=5)
    except Exception as error:  # a wrong URL ends in any of a dozen kinds of error of three libraries
        raise Refused(
            f"REDIS_URL: Redis at {parts.hostname or 'localhost'} does not answer ({_first_line(error)}); "
            "check that it runs and that the URL is right, or leave REDIS_URL out."
        ) from error


def migrate():
    """Brings the tables up to this version of the desk."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", interactive=False, verbosity=1, stdout=sys.stderr)
    except DatabaseError as error:
        if settings.IS_SQLITE:
            raise Refused(_unusable_file(settings.DATABASES["default"]["NAME"], error)) from error
        raise


def collect_static():
    """Collects, hashes and packs the static files, unless those of the last start are still the same."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for name in ("requirements.txt", "servicedesk/settings.py", "servicedesk/assets.py"):
        digest.update((ROOT / name).read_bytes())
    for finder in get_finders():
        for name, storage in finder.list(["*.svg.map"]):
            found = os.stat(storage.path(name))
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}".encode())
    stamp = Path(settings.STATIC_ROOT) / "desk-stamp"
    if not stamp.exists() or stamp.read_text() != digest.hexdigest():
        call_command("collectstatic", interactive=False, verbosity=0, stdout=sys.stderr)
        stamp.write_text(digest.hexdigest())


def fill_demo() -> str:
    """What the demo command prints: one sign-in per role."""
    from django.core.management import CommandError, call_command

    said = io.StringIO()
    try:
        call_command("demo", stdout=said)
    except CommandError as error:
        raise Refused(f"--demo: {error}") from error
    return said.getvalue()


def setup_code() -> dict | None:
    """The code and address of the set-up page while nobody is there, else nothing."""
    from django.urls import reverse

    from servicedesk import clock
    from servicedesk.errors import DomainError
    from staff.services import setup_code_make

    try:
        return {"code": setup_code_make(now=clock.now()), "path": reverse("staff:setup")}
    except DomainError:
        return None


def prepare(demo: bool) -> dict:
    """Everything in order; raises Refused at the first thing that a person must put right."""
    read_settings()
    reach_database()
    reach_redis()
    migrate()
    collect_static()
    return {"demo": fill_demo() if demo else "", "setup": setup_code()}


def main():
    sys.path.insert(0, str(ROOT))
    try:
        result = prepare("--demo" in sys.argv)
    except Refused as why:
        result = {"refused": str(why)}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
