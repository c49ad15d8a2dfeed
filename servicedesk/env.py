"""Reads the environment: typed, with defaults, refusing a bad value by the name of its variable."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

_env = Env()

DATABASE_SCHEMES = {"postgres", "postgresql", "sqlite"}
DATABASE_EXAMPLE = "postgresql://user:password@host:5432/name"
REDIS_SCHEMES = {"redis", "rediss"}
MAIL_SCHEMES = {"smtp", "smtp+tls", "smtp+ssl"}
MAIL_EXAMPLE = "smtp+ssl://user:password@smtp.example.com:465"
REDIS_EXAMPLE = "redis://host:6379/0"


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
    """Django's settings of the database that the URL names, SQLite in `fallback` without one.

    What is refused never shows the value: it may hold a password.
    """
    value = text(name)
    if not value:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(fallback)}
    _check_url(name, value, DATABASE_SCHEMES, DATABASE_EXAMPLE)
    config = Env.db_url_config(value)
    if not config.get("NAME"):
        _refuse(name, f"names no database; use {DATABASE_EXAMPLE}")
    return {**config, "PORT": config.get("PORT") or ""}


def redis(name: str) -> str:
    """A Redis URL, or nothing. What is refused never shows the value: it may hold a password."""
    value = text(name)
    if value:
        _check_url(name, value, REDIS_SCHEMES, REDIS_EXAMPLE)
        if not urlsplit(value).hostname:
            _refuse(name, f"names no host; use {REDIS_EXAMPLE}")
    return value


def mail(name: str) -> dict:
    """Django's settings of the mail server that the URL names; none without one. What is refused never shows the
    value: it may hold a password."""
    value = text(name)
    if not value:
        return {}
    _check_url(name, value, MAIL_SCHEMES, MAIL_EXAMPLE)
    if not urlsplit(value).hostname:
        _refuse(name, f"names no host; use {MAIL_EXAMPLE}")
    config = Env.email_url_config(value)
    return {key: found for key, found in config.items() if key.startswith("EMAIL_") and key != "EMAIL_FILE_PATH"}


def _check_url(name: str, value: str, schemes: set[str], example: str):
    """Refuses what is not a URL of one of the schemes with a sound host and port."""
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError:
        _refuse(name, f"is not a valid URL (write special characters of the password as %XX); use {example}")
    if parts.scheme not in schemes or not value.startswith(f"{parts.scheme}://"):
        _refuse(name, f"does not start with {' or '.join(f'{scheme}://' for scheme in sorted(schemes))}; use {example}")


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
    except OSError as error:
        _refuse("DATA_DIR", f"{kept_in} cannot be read ({error.strerror}); run the desk as its owner")
    try:
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=kept_in.parent, prefix=".secret-") as file:  # private: mode 0600
            file.write(secrets.token_urlsafe(48))
            file.flush()
            with contextlib.suppress(FileExistsError):  # another process made it a moment ago
                os.link(file.name, kept_in)
    except OSError as error:
        _refuse("DATA_DIR", f"{kept_in.parent} cannot be written ({error.strerror}); choose another folder")
    return kept_in.read_text().strip()
