"""Reads the environment: typed, with defaults, refusing a bad value by the name of its variable."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

_env = Env()

DATABASE_SCHEMES = {"postgres", "postgresql", "sqlite"}
REDIS_SCHEMES = {"redis", "rediss", "unix"}


def _refuse(name: str, why: str):
    raise ImproperlyConfigured(f"{name}: {why}")


def text(name: str, default: str = "") -> str:
    """The variable as text without surrounding blanks."""
    return _env.str(name, default=default).strip()


def flag(name: str, default: bool) -> bool:
    """yes/no, true/false, on/off or 1/0; anything else is refused."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    return _refuse(name, f"{value!r} is neither yes nor no")


def whole(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        _refuse(name, f"{value!r} is not a whole number from {least} to {most}")
    return int(value)


def names(name: str, default: list[str]) -> list[str]:
    """A comma-separated list."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def folder(name: str, default: Path) -> Path:
    """A folder as an absolute path; made when it is first needed."""
    return Path(text(name) or default).expanduser().resolve()


def database(name: str, *, fallback: Path) -> dict:
    """Django's settings of the database that the URL names, SQLite in `fallback` without one."""
    value = text(name)
    if not value:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(fallback)}
    parts = urlsplit(value)
    if parts.scheme not in DATABASE_SCHEMES:
        _refuse(name, f"starts with {parts.scheme or value[:12]!r}; use postgresql://user:password@host:5432/name")
    try:
        config = Env.db_url_config(value)
        port = parts.port
    except ValueError as error:
        _refuse(name, str(error))
    if parts.scheme != "sqlite" and not config.get("NAME"):
        _refuse(name, "names no database; use postgresql://user:password@host:5432/name")
    return {**config, "PORT": port or ""}


def redis(name: str) -> str:
    """A Redis URL, or nothing."""
    value = text(name)
    if value and urlsplit(value).scheme not in REDIS_SCHEMES:
        _refuse(name, f"starts with {urlsplit(value).scheme or value[:12]!r}; use redis://host:6379/0")
    return value


def secret(name: str, *, kept_in: Path) -> str:
    """The secret from the environment, else the one kept in a private file, which is made on first use."""
    value = text(name)
    if value:
        if len(value) < 32:
            _refuse(name, "is shorter than 32 characters")
        return value
    try:
        return kept_in.read_text().strip()
    except FileNotFoundError:
        pass
    try:
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        with open(kept_in, "x", opener=_private) as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass  # another process made it a moment ago
    except OSError as error:
        _refuse("DATA_DIR", f"cannot be written ({error}); choose another folder")
    return kept_in.read_text().strip()


def _private(path, flags):
    return os.open(path, flags, 0o600)
