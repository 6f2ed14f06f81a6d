"""Every table's rows as lines of JSON, and back, whichever database they come from or go to.

Tables are those of the migrations that are applied, not those of the code that runs: a backup can be taken before an
upgrade. A line is a list of the row's values in the order of the table's columns: null, true, numbers and text as they
are, times as ISO 8601 in UTC, bytes in base64. Locked words stay locked.
"""

import base64
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from django.apps.registry import Apps
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from schoolgate.frame import keyring
from schoolgate.frame.encrypted import EncryptedField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.rotation import KEY_ID_ENDS
from schoolgate.kernel.errors import BadInputError

type Nodes = list[tuple[str, str]]
# What is gone anyway, or must not come back: pages are kept in the cache for minutes, and everybody signs in again.
LEFT_OUT: Final = frozenset({"django_session", "frame_cache"})
_MANY: Final = 500  # rows written at a time


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, its columns, and the field behind each."""

    name: str
    columns: tuple[str, ...]
    fields: tuple[models.Field[Any, Any], ...]


def applied(executor: MigrationExecutor) -> Nodes:
    """The migrations the database has, in order. Raises ``BadInputError`` for one that this version does not know."""
    nodes = sorted(executor.loader.applied_migrations)
    return known(executor, nodes, "the database")


def known(executor: MigrationExecutor, nodes: Iterable[tuple[str, str]], whose: str) -> Nodes:
    graph = executor.loader.graph.nodes
    found = [(app, name) for app, name in nodes]
    apps_here = {app for app, _ in graph}
    strange = [f"{app}.{name}" for app, name in found if app in apps_here and (app, name) not in graph]
    strange += [f"{app}.{name}" for app, name in found if app not in apps_here]
    if strange:
        raise BadInputError(
            whose, f"it is of a newer version of Schoolgate ({strange[0]}).", "Use that version, or a later one."
        )
    return found


def of(executor: MigrationExecutor, nodes: Nodes) -> list[Table]:
    """The tables as those migrations make them, by name; a table that joins two others among them."""
    apps: Apps = executor.loader.project_state(nodes).apps
    found: dict[str, Table] = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.db_table not in LEFT_OUT:
            fields = tuple(meta.local_concrete_fields)
            found[meta.db_table] = Table(meta.db_table, tuple(str(field.column) for field in fields), fields)
    return [found[name] for name in sorted(found)]


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A second connection that sees the database as it is at this moment, however long it reads, and holds up no
    writer: a read transaction over SQLite's write-ahead log, or REPEATABLE READ in PostgreSQL."""
    own: BaseDatabaseWrapper = connection.copy("snapshot")
    if own.vendor == "sqlite":
        own.settings_dict["OPTIONS"].pop("transaction_mode", None)
    try:
        with own.cursor() as cursor:
            begin = "BEGIN" if own.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            cursor.execute(begin)
            cursor.execute("SELECT count(*) FROM django_migrations")  # the moment is that of the first look
            cursor.fetchall()
            yield own
            cursor.execute("ROLLBACK")
    finally:
        own.close()


def lines(own: BaseDatabaseWrapper, table: Table) -> Iterator[bytes]:
    """The table's rows in the order of their keys, each a line, a few hundred in memory at a time."""
    quote = own.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    pk = next((str(field.column) for field in table.fields if field.primary_key), table.columns[0])
    readers = [_reader(own, field) for field in table.fields]
    with own.chunked_cursor() as cursor:
        # The names are those of models.
        cursor.execute(f"SELECT {columns} FROM {quote(table.name)} ORDER BY {quote(pk)}")  # noqa: S608
        while rows := cursor.fetchmany(_MANY):
            for row in rows:
                values = [read(value) for read, value in zip(readers, row, strict=True)]
                yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def file_names(own: BaseDatabaseWrapper, table: Table) -> Iterator[str]:
    """The names of the locked files that the table's rows point at."""
    for field in table.fields:
        if isinstance(field, EncryptedFileField):
            yield from (str(name) for (name,) in _distinct(own, table, str(field.column)) if name)


def key_ids(own: BaseDatabaseWrapper, table: Table) -> Iterator[str]:
    """The ids of the keys that the table's words are locked with."""
    for field in table.fields:
        if isinstance(field, EncryptedField):
            column = f"substr({own.ops.quote_name(str(field.column))}, 1, {KEY_ID_ENDS})"
            for (beginning,) in _distinct(own, table, column, quoted=True):
                if beginning:
                    yield keyring.key_id_of(f"{beginning}.".encode())


def empty(table: Table) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table.name)}")  # noqa: S608
        if cursor.fetchone()[0]:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608


def load(table: Table, columns: Iterable[str], held: Iterable[bytes]) -> int:
    """Put rows into the table; how many. ``columns`` are those of the lines."""
    by_name = dict(zip(table.columns, table.fields, strict=True))
    names = list(columns)
    if set(names) != set(by_name):
        raise BadInputError(f"the table {table.name}", "its columns are not those of its time.", "Use another backup.")
    writers = [_writer(by_name[name]) for name in names]
    quote = connection.ops.quote_name
    marks = ", ".join(_mark(by_name[name]) for name in names)
    into = f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, names))}) VALUES ({marks})"  # noqa: S608
    count = 0
    batch: list[list[Any]] = []
    with connection.cursor() as cursor:
        for line in held:
            batch.append([write(value) for write, value in zip(writers, json.loads(line), strict=True)])
            count += 1
            if len(batch) == _MANY:
                cursor.executemany(into, batch)
                batch.clear()
        if batch:
            cursor.executemany(into, batch)
    return count


def set_counters(tables: Iterable[Table]) -> None:
    """PostgreSQL's counters go on from the highest key; SQLite's do so by themselves."""
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in tables:
            for field in table.fields:
                if field.get_internal_type() in ("AutoField", "BigAutoField", "SmallAutoField"):
                    column = str(field.column)
                    cursor.execute(
                        f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({quote(column)}), 1),"  # noqa: S608
                        f" max({quote(column)}) IS NOT NULL) FROM {quote(table.name)}",
                        [quote(table.name), column],
                    )


def _distinct(own: BaseDatabaseWrapper, table: Table, column: str, *, quoted: bool = False) -> list[tuple[Any, ...]]:
    quote = own.ops.quote_name
    what = column if quoted else quote(column)
    with own.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {what} FROM {quote(table.name)}")  # noqa: S608  (names of models)
        return list(cursor.fetchall())


def _reader(own: BaseDatabaseWrapper, field: models.Field[Any, Any]) -> Callable[[Any], object]:
    """From what the database gives to what JSON has: the database's own conversions, never the field's."""
    expression = field.get_col(field.model._meta.db_table)
    converters = own.ops.get_db_converters(expression)

    def read(value: Any) -> object:
        for convert in converters:
            value = convert(value, expression, own)
        return _plain(value)

    return read


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return value // timedelta(microseconds=1)
        case bytes() | bytearray() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
        case _:  # Decimal, UUID, an IP address
            return str(value)


_READ: Final[Mapping[str, Callable[[Any], object]]] = {
    "DateTimeField": lambda value: connection.ops.adapt_datetimefield_value(datetime.fromisoformat(value)),
    "DateField": lambda value: connection.ops.adapt_datefield_value(date.fromisoformat(value)),
    "TimeField": lambda value: connection.ops.adapt_timefield_value(time.fromisoformat(value)),
    "BinaryField": base64.b64decode,
    "DurationField": lambda value: (
        timedelta(microseconds=value) if connection.features.has_native_duration_field else value
    ),
    "UUIDField": lambda value: uuid.UUID(value) if connection.features.has_native_uuid_field else uuid.UUID(value).hex,
    "DecimalField": lambda value: Decimal(value) if connection.vendor == "postgresql" else value,
    "GenericIPAddressField": connection.ops.adapt_ipaddressfield_value,
    "JSONField": lambda value: value if isinstance(value, str) else json.dumps(value),
}


def _writer(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    convert = _READ.get(_kind(field))
    return lambda value: value if value is None or convert is None else convert(value)


def _kind(field: models.Field[Any, Any]) -> str:
    """The kind of column; of a foreign key, that of the key it points at."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field.get_internal_type()


def _mark(field: models.Field[Any, Any]) -> str:
    return "%s::jsonb" if _kind(field) == "JSONField" and connection.vendor == "postgresql" else "%s"
