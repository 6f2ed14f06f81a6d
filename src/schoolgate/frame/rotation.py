"""Changing the key: a new one is put in use and everything is locked again with it; old ones retire later.

Rotating and retiring are two steps. Right after rotating, a page may still be locking with the old key, and last
night's backup still needs it.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection, models

from schoolgate.frame import keyring
from schoolgate.frame.checks import room_models
from schoolgate.frame.encrypted import encrypted_fields
from schoolgate.frame.encrypted import ring as in_use
from schoolgate.frame.encrypted_files import EncryptedFileField, EncryptedStorage

KEY_ID_ENDS: Final = len("v1.") + 8  # characters: the version and the key's id, eight figures


@dataclass(frozen=True, slots=True)
class Place:
    """A locked value: the table and column, the row's primary key, and the value as it lies there."""

    table: str
    column: str
    pk_column: str
    pk: int | str
    locked: str

    @property
    def context(self) -> str:
        return f"{self.table}.{self.column}"


def rotate() -> int:
    """Put a new key in use and lock every word and file again; return how many.

    Stopped half-way it loses nothing: the ring holds every key, and ``relock`` goes on from there.
    """
    keyring.write(settings.SCHOOLGATE_KEYS, keyring.load(settings.SCHOOLGATE_KEYS).with_new_key())
    return relock()


def relock() -> int:
    """Lock again whatever is not locked with the key in use; return how many words and files were."""
    ring = keyring.load(settings.SCHOOLGATE_KEYS)
    return sum(_relock_place(ring, place) for place in places()) + sum(_relock_file(ring, name) for name in files())


def retire() -> tuple[str, ...]:
    """Take out of the ring the keys that nothing is locked with any more; return their ids."""
    ring = keyring.load(settings.SCHOOLGATE_KEYS)
    idle = tuple(sorted(set(ring.keys) - set(used_key_ids()) - {ring.in_use}))
    for key_id in idle:
        ring = ring.without(key_id)
    keyring.write(settings.SCHOOLGATE_KEYS, ring)
    return idle


def places() -> Iterator[Place]:
    """Every locked word of every room, read below the models: of every school, superseded or not."""
    for model in room_models():
        for field in encrypted_fields(model):
            yield from _column(model, str(field.column))


def used_key_ids() -> dict[str, int]:
    """Every key something is locked with, by id, and how many words and files are. Nothing is opened, and of each
    value only its beginning is read. A file that is not there counts for none (``lost_files``)."""
    used: Counter[str] = Counter()
    quote = connection.ops.quote_name
    for model in room_models():
        for field in encrypted_fields(model):
            column, table = quote(str(field.column)), quote(model._meta.db_table)
            with connection.cursor() as cursor:
                # The names are those of our own models.
                sql = (
                    f"SELECT substr({column}, 1, {KEY_ID_ENDS}), count(*) FROM {table} WHERE {column} <> '' GROUP BY 1"  # noqa: S608
                )
                cursor.execute(sql)
                for beginning, count in cursor.fetchall():
                    used[keyring.key_id_of(f"{beginning}.".encode())] += count
    storage = EncryptedStorage()
    for name in files():
        with contextlib.suppress(FileNotFoundError), Path(storage.path(name)).open("rb") as file:
            used[keyring.key_id_of(file.read(KEY_ID_ENDS) + b".")] += 1
    return dict(used)


def lost_files() -> list[str]:
    """The names of files that a row points at and the folder does not hold."""
    storage = EncryptedStorage()
    return [name for name in files() if not Path(storage.path(name)).is_file()]


def lock_plain(table: str, column: str) -> int:
    """For the migration that locks a column which was not: lock what lies there in clear; return how many."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {quote(column)} FROM {quote(table)}")  # noqa: S608  (names of our own models)
        rows = [(key, plain) for key, plain in cursor.fetchall() if plain]
        for key, plain in rows:
            locked = in_use().lock(plain.encode(), f"{table}.{column}").decode()
            cursor.execute(f"UPDATE {quote(table)} SET {quote(column)} = %s WHERE id = %s", [locked, key])  # noqa: S608
    return len(rows)


def _column(model: type[models.Model], column: str) -> Iterator[Place]:
    table, pk = model._meta.db_table, str(model._meta.pk.column)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        # The names are those of our own models.
        cursor.execute(f"SELECT {quote(pk)}, {quote(column)} FROM {quote(table)}")  # noqa: S608
        rows = cursor.fetchall()
    for key, locked in rows:
        if locked:
            yield Place(table, column, pk, key, locked)


def _relock_place(ring: keyring.KeyRing, place: Place) -> int:
    if keyring.key_id_of(place.locked.encode()) == ring.in_use:
        return 0
    again = ring.lock(ring.open(place.locked.encode(), place.context), place.context).decode()
    table, column, pk = map(connection.ops.quote_name, (place.table, place.column, place.pk_column))
    with connection.cursor() as cursor:
        # Only if it still lies there as read: whoever changed it meanwhile did so with the key in use.
        sql = f"UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {column} = %s"  # noqa: S608
        cursor.execute(sql, [again, place.pk, place.locked])
        return int(cursor.rowcount)


def files() -> Iterator[str]:
    """The names of every file that a row of any room points at."""
    for model in room_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedFileField):
                yield from (place.locked for place in _column(model, str(field.column)))


def _relock_file(ring: keyring.KeyRing, name: str) -> int:
    storage = EncryptedStorage()
    held = storage.as_it_lies(name)
    if keyring.key_id_of(held) == ring.in_use:
        return 0
    context = storage.context(name)
    storage.put_back(name, ring.lock(ring.open(held, context), context))
    return 1
