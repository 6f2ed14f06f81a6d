"""The ``DATABASES`` entry: SQLite in the data folder, or PostgreSQL by its address."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_WAIT_SECONDS = 20


def database(url: str, data: Path) -> dict[str, Any]:
    """``url`` empty for SQLite, else ``postgresql://name:password@host:port/database?option=value``."""
    return _postgresql(url) if url else _sqlite(data)


def _sqlite(data: Path) -> dict[str, Any]:
    """Writers queue at BEGIN instead of failing half-way (IMMEDIATE), and a commit that returned is on the disk
    (FULL): the ledger's word is given on that."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data / "schoolgate.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAIT_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    # Socket folders are given as ?host=/path, as libpq has it.
    host = query.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": _WAIT_SECONDS, **query},
    }


def mailer(url: str, data: Path) -> dict[str, Any]:
    """The ``MAILERS`` entry: a mail server by its address, or letters as files in the data folder."""
    if not url:
        folder = str(data / "mail")
        return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": folder}}
    parts = urlsplit(url)
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "",
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp",
            "timeout": _WAIT_SECONDS,
        },
    }
