"""Reading the record's rows in order, a page at a time: flat in memory, holding nobody up, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from django.db import connection, transaction

from schoolgate.ledger.format import Said, commitment, header_digest, sealed

_PAGE: Final = 2000
_AT: Final = {
    "sqlite": "e.at || ''",  # as text: Django would make a datetime of it
    "postgresql": """to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
}
_HEADER: Final = "e.id, e.sequence, {at}, e.version, e.previous, e.body_digest, e.digest, x.told_by_id"
_BODY: Final = ", ".join(f"b.{name}" for name in ("salt", *Said.__slots__))
_ENTRIES: Final = (
    f"SELECT {_HEADER}, {_BODY} FROM ledger_entry e"  # noqa: S608  (our own words)
    " LEFT JOIN ledger_body b ON b.entry_id = e.id LEFT JOIN ledger_erasure x ON x.entry_id = e.id"
    " WHERE e.chain_id = %s AND e.sequence >= %s AND e.sequence < %s ORDER BY e.sequence, e.id"
)
_NEXT: Final = "SELECT min(sequence) FROM ledger_entry WHERE chain_id = %s AND sequence >= %s"
_LEAVES: Final = (
    "SELECT number, salt, item, commitment, told_by_id FROM ledger_leaf"
    " WHERE entry_id = %s AND number > %s ORDER BY number LIMIT %s"
)


class Row(NamedTuple):
    """An entry with what it says, as it lies; ``salt`` is None where its body is gone, ``told_by`` where no erasure
    says why. ``at`` is spelt as it is digested."""

    pk: int
    sequence: int
    at: str
    version: int
    previous: str
    body_digest: str
    digest: str
    told_by: int | None
    salt: str | None
    ref: str
    kind: str
    actor_kind: str
    actor: str
    on_behalf_of: str
    subject: str
    label: str
    details: str

    def made_again(self, chain: str, sequence: int | None = None) -> str:
        """What the digest of its header should be, in this place or another; empty where what lies there has none."""
        place = self.sequence if sequence is None else sequence
        try:
            return header_digest(
                version=self.version,
                chain=chain,
                sequence=place,
                at=self.at,
                previous=self.previous,
                body=self.body_digest,
            )
        except (TypeError, ValueError):  # SQLite holds anything in any column
            return ""

    def fits(self) -> bool:
        """Whether what it says is what the header commits to. A salt that is none fits nothing."""
        try:
            return self.salt is not None and commitment(self.salt, *self[9:]) == self.body_digest
        except (TypeError, ValueError):
            return False


class LeafRow(NamedTuple):
    number: int
    salt: str
    item: str
    commitment: str
    told_by: int | None

    def seal(self) -> bytes:
        """Its leaf in the tree. Empty, which fits no root, where what lies there has no digest."""
        try:
            return bytes.fromhex(self.commitment if self.told_by is not None else sealed(self.item, self.salt))
        except (TypeError, ValueError):
            return b""


@contextmanager
def steadily() -> Iterator[None]:
    """Within it PostgreSQL reads a page by its indexes. It would else, where it has not yet counted a table that grew,
    read all of it for each page."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
            cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def entries(chain: int) -> Iterator[Row]:
    """The entries of a chain (by its primary key) in order, with those that were put in a place already taken."""
    sql = _ENTRIES.format(at=_AT[connection.vendor])
    spell = _spelt if connection.vendor == "sqlite" else Row._make
    place = 0
    while True:
        with connection.cursor() as cursor:
            # Pages are places, not counts, since a count would have PostgreSQL sort all that is left each time.
            cursor.execute(sql, [chain, place, place + _PAGE])
            page = cursor.fetchall()
            if not page:  # the end, or so many are gone
                cursor.execute(_NEXT, [chain, place])
                (there,) = cursor.fetchone()
        if page:
            yield from map(spell, page)
            place += _PAGE
        elif there is None:
            return
        else:
            place = there


def leaves(entry: int) -> Iterator[LeafRow]:
    """The items of a batch (by its entry's primary key) in order."""
    number = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_LEAVES, [entry, number, _PAGE])
            page = cursor.fetchall()
        yield from map(LeafRow._make, page)
        if len(page) < _PAGE:
            return
        number = page[-1][0]


def _spelt(row: tuple[object, ...]) -> Row:
    """SQLite keeps ``2026-11-21 09:30:00``, with a fraction where there is one."""
    at = str(row[2])
    fraction = at[20:26].ljust(6, "0") if at[19:20] == "." else "000000"
    return Row._make((*row[:2], f"{at[:10]}T{at[11:19]}.{fraction}Z", *row[3:]))
