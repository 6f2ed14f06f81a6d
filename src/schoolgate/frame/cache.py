"""The cache that all processes share, in the database; one that says so when the database cannot be written.

Django's own keeps silent, and whoever counts with it (the limit on tries to sign in) then takes a full disk for too
many tries, and tells the person that.
"""

from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection, transaction

_ENDED = datetime(2000, 1, 1, tzinfo=UTC)


class SharedCache(DatabaseCache):
    """Raises ``DatabaseError`` where the database or its disk refuses a new key."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        kept = bool(super()._base_set(mode, key, value, timeout))  # type: ignore[misc]  # the stubs leave it out
        if not kept and mode != "touch":
            self._write_aloud(key)
        return kept

    def _write_aloud(self, key: str) -> None:
        """Write the key where it is not, as one that has ended and is never read: a refusal comes through."""
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]  # as above
        ended = _ENDED.replace(tzinfo=None).isoformat(" ") if connection.vendor == "sqlite" else _ENDED.isoformat()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (cache_key, value, expires) VALUES (%s, '', %s)"  # noqa: S608  (our own table)
                " ON CONFLICT (cache_key) DO NOTHING",
                [key, ended],
            )
