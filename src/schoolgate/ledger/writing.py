"""Writing rows of the record, by plain SQL and many at a time. Only ``ledger.actions`` calls this.

Django's own rows cost more than everything else an entry costs; hence SQL, one way for each database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, Final

from django.db import connection

from schoolgate.ledger import kept
from schoolgate.ledger.format import VERSION, Said, first_previous, header_digest
from schoolgate.ledger.models import Entry

_CHAIN: Final = "SELECT id, length, head, at FROM ledger_chain WHERE key = %s"
_START: Final = "INSERT INTO ledger_chain (key, length, head) VALUES (%s, 0, %s) ON CONFLICT (key) DO NOTHING"
_ENTRY: Final = ("id", "chain_id", "version", "sequence", "at", "previous", "body_digest", "digest")
_BODY: Final = ("entry_id", "salt", *Said.__slots__)
_LEAF: Final = ("entry_id", "number", "salt", "item", "commitment")
_parts: Final = attrgetter(*Said.__slots__)
_COPY: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

type Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A chain's last entry, its row locked until the transaction ends. On SQLite the whole database is."""

    pk: int
    key: str
    length: int
    digest: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """What happened with its salt, ready to be given a place. ``pk`` only where the row was promised one before."""

    said: Said
    salt: str
    commitment: str
    at: datetime
    pk: int | None = None


def lock(chain: str) -> Head:
    """The chain's head, locked; a chain that was never written to is begun."""
    with connection.cursor() as cursor:
        found = _locked(cursor, chain)
        if found is None:
            # Two may start a chain at once on PostgreSQL: the unique key lets one in, and both then lock the same row.
            cursor.execute(_START, [chain, first_previous(chain)])
            found = _locked(cursor, chain)
        pk, length, head, at = found
        if at is None and length:  # a chain older than the column
            at = Entry.objects.filter(chain_id=pk, sequence=length).values_list("at", flat=True).first()
    return Head(pk, chain, length, head, _moment(at))


def write(head: Head, sealed: Sequence[Sealed]) -> Head:
    """Put entries after ``head``, in order, move the chain's row, and return the new head.

    No entry's time is before that of the one it follows: where the machine's clock went back, it has the same time.
    """
    entries: list[Row] = []
    bodies: list[Row] = []
    place, previous, latest = head.length, head.digest, head.at
    with connection.cursor() as cursor:
        keys = _keys(cursor, "ledger_entry", len(sealed))
        for one, key in zip(sealed, keys, strict=True):
            place, latest = place + 1, one.at if latest is None else max(one.at, latest)
            digest = header_digest(
                version=VERSION, chain=head.key, sequence=place, at=latest, previous=previous, body=one.commitment
            )
            pk = key if one.pk is None else one.pk
            entries.append((pk, head.pk, VERSION, place, _bound(latest), previous, one.commitment, digest))
            bodies.append((pk, one.salt, *_parts(one.said)))
            previous = digest
        insert(cursor, "ledger_entry", _ENTRY, entries)
        insert(cursor, "ledger_body", _BODY, bodies)
        new = [place, previous, _bound(latest), head.pk]
        cursor.execute("UPDATE ledger_chain SET length = %s, head = %s, at = %s WHERE id = %s", new)
    kept.moved()
    return Head(head.pk, head.key, place, previous, latest)


def promise_entry() -> int:
    """A primary key for an entry yet to be written, so that its items can go first and be counted on the way."""
    with connection.cursor() as cursor:
        return _keys(cursor, "ledger_entry", 1)[0]


def write_leaves(entry: int, leaves: Iterable[tuple[int, str, str]]) -> None:
    """Number, salt and item of each."""
    with connection.cursor() as cursor:
        insert(cursor, "ledger_leaf", _LEAF, [(entry, *leaf, "") for leaf in leaves])


def insert(cursor: Any, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """By COPY on PostgreSQL where there are many. Table and columns are our own words."""
    names = ", ".join(columns)
    if connection.vendor == "postgresql" and len(rows) > 1:
        lines = ("\t".join(map(_copied, row)) + "\n" for row in rows)
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            copy.write("".join(lines))
        return
    marks = ", ".join(["%s"] * len(columns))
    cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608  (our own words)


def _locked(cursor: Any, chain: str) -> Any:
    cursor.execute(_CHAIN + (" FOR UPDATE" if connection.vendor == "postgresql" else ""), [chain])
    return cursor.fetchone()


def _keys(cursor: Any, table: str, count: int) -> list[int]:
    """Primary keys nobody else will use. On SQLite whoever writes is alone, so the next ones are free."""
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s::int)", [table, count]
        )
        return [key for (key,) in cursor.fetchall()]
    cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
    last: int = cursor.fetchone()[0]
    return list(range(last + 1, last + count + 1))


def _copied(value: object) -> str:
    return value.translate(_COPY) if isinstance(value, str) else str(value)


def _bound(at: datetime | None) -> Any:
    """As the database takes it: SQLite has no such type."""
    return at if at is None else connection.ops.adapt_datetimefield_value(at.astimezone(UTC))


def _moment(at: datetime | str | None) -> datetime | None:
    found = datetime.fromisoformat(at) if isinstance(at, str) else at
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
