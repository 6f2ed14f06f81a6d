"""Checking one chain, entry by entry, from its first to its last."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from schoolgate.kernel import digests
from schoolgate.ledger import kinds
from schoolgate.ledger.checking import naming, rows
from schoolgate.ledger.checking.points import Point
from schoolgate.ledger.checking.verdicts import Tally, Verdict
from schoolgate.ledger.format import LEAVES, MERKLE_ROOT, first_previous
from schoolgate.ledger.models import Chain, Entry

_IS_BATCH: Final = f'"{MERKLE_ROOT}":'
_HOW_MANY_LEAVES: Final = (
    "SELECT count(*) FROM ledger_leaf JOIN ledger_entry ON ledger_entry.id = entry_id"
    " WHERE chain_id = %s AND sequence <= %s"
)


@dataclass(slots=True)
class Gone:
    """What one erasure took, as it lies: the place it was at, whether all it said went, and how many items."""

    sequence: int = 0
    whole: bool = False
    items: int = 0


@dataclass(slots=True)
class Check:
    """The state of checking, from entry to entry."""

    chain: Chain
    points: dict[int, list[Point]]
    tally: Tally = field(default_factory=Tally)
    suspects: list[rows.Row] = field(default_factory=list)
    gone: defaultdict[int, Gone] = field(default_factory=lambda: defaultdict(Gone))
    place: int = 0
    previous: str = ""
    at: str = ""

    def run(self) -> Verdict:
        """What is added meanwhile is left for the next check."""
        self.previous = first_previous(self.chain.key)
        for row in rows.entries(self.chain.pk):
            if row.sequence > self.chain.length and not self._beyond(row):
                break
            self._entry(row)
            if len(self.suspects) >= naming.MOST:
                self.tally.add(
                    row.sequence, "too-many", "Too much is wrong to go on; nothing after this was looked at."
                )
                break
        else:
            self._end()
        naming.explain(self.chain, self.suspects, self.tally)
        return self._verdict()

    def _verdict(self) -> Verdict:
        found = self.tally
        found.faults.sort(key=lambda fault: fault.sequence)
        return Verdict(
            self.chain.key,
            self.chain.length,
            found.erased,
            self.chain.head,
            tuple(found.faults),
            found.items,
            found.items_erased,
            tuple(sorted(found.authorities.items())),
            found.checkpoints,
            unsaid=found.unsaid,
        )

    def _beyond(self, row: rows.Row) -> bool:
        """Whether this row lies beyond the chain's end, and not because it has been added since we looked."""
        now = Chain.objects.values_list("length", flat=True).get(pk=self.chain.pk)
        if row.sequence <= now:
            return False
        words = f"The chain is {now} long, and there is an entry {row.sequence}."
        self._suspect(row, "beyond-the-head", words)
        return True

    def _suspect(self, row: rows.Row, what: str, words: str) -> None:
        self.tally.add(row.sequence, what, words)
        if not self.suspects or self.suspects[-1].pk != row.pk:
            self.suspects.append(row)

    def _entry(self, row: rows.Row) -> None:
        place = row.sequence
        if place <= self.place:
            self._suspect(row, "fork", f"There are two entries at place {place}: the record was split in two.")
        elif place != self.place + 1:
            self.tally.missing(self.place + 1, place - 1)
        elif row.previous != self.previous:
            self._suspect(row, "does-not-follow", f"Entry {place} does not follow the one before.")
        if row.made_again(self.chain.key) != row.digest:
            words = f"The header of entry {place} was changed (its place, time or seal), or put in its place."
            self._suspect(row, "changed", words)
        if row.at < self.at:
            self._suspect(row, "time-goes-back", f"Entry {place} is dated before the one it follows.")
        if row.salt is None:
            self._without_body(row)
        else:
            self._body(row)
        if row.pk in self.gone:
            self._told(row)
        self.place, self.previous, self.at = place, row.digest, max(row.at, self.at)
        for point in self.points.pop(place, ()):
            point.judge(row.digest, self.tally)

    def _body(self, row: rows.Row) -> None:
        if not row.fits():
            words = f"What entry {row.sequence} says, or the salt it was sealed with, was changed."
            self._suspect(row, "body-changed", words)
        if row.told_by is not None:
            words = f"What entry {row.sequence} said is put down as erased, and there is something in its place."
            self.tally.add(row.sequence, "erasure-undone", words)
        if _IS_BATCH in row.details:
            self._items(row)

    def _without_body(self, row: rows.Row) -> None:
        if row.told_by is None:
            words = f"What entry {row.sequence} said is gone, and no erasure says why."
            self._suspect(row, "body-removed", words)
            return
        self.tally.erased += 1
        gone = self.gone[row.told_by]
        gone.sequence, gone.whole = row.sequence, True
        for _ in self._leaves(row):
            pass

    def _leaves(self, row: rows.Row) -> Iterable[bytes]:
        """The seals of a batch's items in order; those erased are counted to their erasure."""
        for count, leaf in enumerate(rows.leaves(row.pk)):
            self.tally.items += 1
            if leaf.number != count:
                return
            if leaf.told_by is not None:
                self.tally.items_erased += 1
                gone = self.gone[leaf.told_by]
                gone.sequence, gone.items = row.sequence, gone.items + 1
            elif row.salt is None:
                words = f"Entry {row.sequence} is erased, and item {leaf.number} of it is still there."
                self.tally.add(row.sequence, "items-left", words)
            yield leaf.seal()

    def _items(self, row: rows.Row) -> None:
        details = _read(row.details)
        before = self.tally.items
        root = digests.merkle_root(self._leaves(row)).hex()
        if root != details.get(MERKLE_ROOT) or self.tally.items - before != details.get(LEAVES):
            words = f"The items of entry {row.sequence} are not those that were recorded: one is false, or is missing."
            self.tally.add(row.sequence, "items-changed", words)

    def _told(self, row: rows.Row) -> None:
        """The entry that tells of an erasure must say what was in truth taken."""
        gone = self.gone.pop(row.pk)
        details = _read(row.details) if row.salt is not None and row.kind == kinds.ERASED.key else {}
        if (details.get("entry"), details.get("whole"), details.get("items")) != (
            gone.sequence,
            gone.whole,
            gone.items,
        ):
            self._not_told(gone)
        else:
            self.tally.authorities[str(details.get("authority"))] += 1 if gone.whole else gone.items

    def _told_meanwhile(self, told_by: int) -> bool:
        """Whether the entry that tells of it was added after we began, and so is for the next check to look at."""
        place = Entry.objects.filter(pk=told_by, chain=self.chain).values_list("sequence", flat=True).first()
        now = Chain.objects.values_list("length", flat=True).get(pk=self.chain.pk)
        return place is not None and self.chain.length < place <= now

    def _not_told(self, gone: Gone) -> None:
        words = f"Something entry {gone.sequence} said was erased, and no entry of the chain says so."
        self.tally.add(gone.sequence, "erasure-not-told", words)

    def _end(self) -> None:
        """When every entry has been seen."""
        chain = self.chain
        if self.place < chain.length:
            self.tally.missing(self.place + 1, chain.length)
        elif self.place == chain.length and self.previous != chain.head:
            self.tally.add(self.place, "head", "The head of the chain is not its last entry.")
        for point in (point for points in self.points.values() for point in points):
            point.cut_off(self.place, self.tally)
        for told_by, gone in self.gone.items():
            if not self._told_meanwhile(told_by):
                self._not_told(gone)
        with connection.cursor() as cursor:
            cursor.execute(_HOW_MANY_LEAVES, [chain.pk, chain.length])
            (there,) = cursor.fetchone()
        if there != self.tally.items:
            self.tally.add(0, "items-added", "There are items that no entry of the chain knows of.")


def _read(details: str) -> dict[str, object]:
    """Details that were tampered with may be anything."""
    try:
        found = json.loads(details)
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
