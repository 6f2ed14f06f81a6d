"""Naming what was done to entries that do not fit: swapped, played again, split in two, or brought from elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from django.db import connection

from schoolgate.ledger.checking.rows import Row
from schoolgate.ledger.checking.verdicts import Tally
from schoolgate.ledger.models import Chain

MOST: Final = 200  # after so many entries that do not fit, the rest adds nothing
_MOST_CHAINS: Final = 2000

type Places = defaultdict[str, set[tuple[int, int]]]


def explain(chain: Chain, suspects: Sequence[Row], tally: Tally) -> None:
    """Add what happened to each suspect, where it shows."""
    if not suspects:
        return
    _swapped(chain.key, suspects, tally)
    others = list(Chain.objects.exclude(pk=chain.pk).values_list("key", flat=True)[:_MOST_CHAINS])
    digests, seals = _found("digest", suspects), _found("body_digest", suspects)
    for row in suspects:
        again = _places(digests, row.digest, row) | _places(seals, row.body_digest, row)
        earlier = sorted(place for where, place in again if where == chain.pk and place < row.sequence)
        elsewhere = any(where != chain.pk for where, _ in again | _places(digests, row.previous, row))
        if earlier:
            words = f"Entry {row.sequence} is entry {earlier[0]} over again."
            tally.add(row.sequence, "replayed", words)
        elif elsewhere or any(row.made_again(key) == row.digest for key in others):
            words = f"Entry {row.sequence} was brought from another record: it belongs to another chain."
            tally.add(row.sequence, "spliced", words)
        else:
            _forked(chain, row, digests, tally)


def _swapped(key: str, suspects: Iterable[Row], tally: Tally) -> None:
    """Two whose headers, or whose words, fit one another's places."""
    for one, other in combinations(suspects, 2):
        first, second = one.sequence, other.sequence
        headers = one.made_again(key, second) == one.digest and other.made_again(key, first) == other.digest
        bodies = (
            one._replace(body_digest=other.body_digest).fits() and other._replace(body_digest=one.body_digest).fits()
        )
        if first != second and (headers or bodies):
            what = "" if headers else "What was said in "
            words = (
                f"{what}{'E' if headers else 'e'}ntries {first} and {second} {'were' if headers else 'was'} swapped."
            )
            tally.add(first, "swapped", words)


def _forked(chain: Chain, row: Row, digests: Places, tally: Tally) -> None:
    """It follows an entry that is not just before it, which another follows already."""
    follows = sorted(place for where, place in digests[row.previous] if where == chain.pk)
    if follows and follows[0] < row.sequence - 1:
        words = f"Entry {row.sequence} follows entry {follows[0]}, as another does: the record was split in two."
        tally.add(row.sequence, "fork", words)


def _found(column: str, suspects: Sequence[Row]) -> Places:
    """Where each digest that the suspects bear, or follow, lies: as (chain, place). Reads the table once."""
    wanted = {getattr(row, column) for row in suspects}
    if column == "digest":
        wanted |= {row.previous for row in suspects}
    marks = ", ".join(["%s"] * len(wanted))
    found: Places = defaultdict(set)
    with connection.cursor() as cursor:
        sql = f"SELECT {column}, chain_id, sequence FROM ledger_entry WHERE {column} IN ({marks})"  # noqa: S608
        cursor.execute(sql, sorted(map(str, wanted)))
        for digest, where, place in cursor.fetchall():
            found[digest].add((where, place))
    return found


def _places(found: Places, digest: str, row: Row) -> set[tuple[int, int]]:
    """Other places than the row's own."""
    return {(where, place) for where, place in found.get(digest, ()) if place != row.sequence}
