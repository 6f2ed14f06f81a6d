"""Reading the permanent record, and checking that nothing in it was changed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from schoolgate.ledger import kinds
from schoolgate.ledger.format import Said, first_previous, header_digest
from schoolgate.ledger.models import Body, Chain, Entry, Erasure


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as its reader sees it. ``kind`` and the rest are empty when what it said is erased or not for them."""

    sequence: int
    at: datetime
    digest: str
    ref: str = ""
    kind: str = ""
    actor_kind: str = ""
    actor: str = ""
    on_behalf_of: str = ""
    subject: str = ""
    details: dict[str, str | int | bool | None] | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place in a chain. ``what`` is a key, ``words`` a sentence."""

    sequence: int
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking one chain found. Whole when there are no faults. ``head`` is the digest of the last entry."""

    chain: str
    entries: int
    erased: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        return not self.faults


def lines(
    chain: str,
    *,
    labels: Iterable[str],
    kind: str | None = None,
    subject: str | None = None,
    before: int | None = None,
    at_most: int = 100,
) -> list[Line]:
    """The latest entries of a chain, latest first, told to someone who may read those ``labels``.

    An entry under another label shows its place and time only; asking by ``kind`` or ``subject`` leaves it out.
    """
    may_read = set(labels)
    rows = Entry.objects.filter(chain__key=chain).select_related("body").order_by("-sequence")
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    if kind is not None or subject is not None:
        rows = rows.filter(body__label__in=may_read)
    if kind is not None:
        rows = rows.filter(body__kind=kind)
    if subject is not None:
        rows = rows.filter(body__subject=subject)
    return [_line(row, may_read) for row in rows[:at_most]]


def verify(chain: str | None = None) -> list[Verdict]:
    """Check every chain, or one, entry by entry, in flat memory.

    Finds an entry changed, removed, swapped or slipped in, what an entry said changed or taken without an erasure, and
    an end cut off. Not found, because nothing here could show it: an end cut off, or a whole chain made anew, by
    somebody who owns the database, took the triggers away and rewrote the head as well. A checkpoint kept elsewhere
    shows that; ``head`` is what to compare.
    """
    keys = Chain.objects.order_by("key").values_list("key", flat=True)
    return [_verify(key) for key in (keys if chain is None else keys.filter(key=chain))]


def _line(row: Entry, may_read: set[str]) -> Line:
    body = getattr(row, "body", None)
    if not isinstance(body, Body) or body.label not in may_read:
        return Line(row.sequence, row.at, row.digest)
    return Line(
        row.sequence,
        row.at,
        row.digest,
        body.ref,
        body.kind,
        body.actor_kind,
        body.actor,
        body.on_behalf_of,
        body.subject,
        json.loads(body.details),
    )


def _verify(key: str) -> Verdict:
    rows = Entry.objects.filter(chain__key=key).select_related("body").order_by("sequence")
    last = rows.values_list("sequence", flat=True).last() or 0
    chain = Chain.objects.get(key=key)  # read after: what is added meanwhile is left for the next check
    erased = dict(Erasure.objects.filter(entry__chain=chain).values_list("entry_id", "told_by_id"))
    faults: list[Fault] = []
    place, previous = 0, first_previous(key)
    for row in rows.filter(sequence__lte=max(chain.length, last)).iterator(chunk_size=2000):
        if row.sequence != place + 1:
            faults.append(_missing(place + 1, row.sequence - 1))
        elif row.previous != previous:
            faults.append(
                Fault(row.sequence, "does-not-follow", f"Entry {row.sequence} does not follow the one before.")
            )
        faults.extend(_header_faults(key, row))
        faults.extend(_body_faults(row, erased))
        place, previous = row.sequence, row.digest
    if place < chain.length:
        faults.append(_missing(place + 1, chain.length))
    elif place > chain.length:
        words = f"The chain was {chain.length} long, and there are entries up to {place}."
        faults.append(Fault(place, "beyond-the-head", words))
    elif chain.head != previous:
        faults.append(Fault(place, "head", "The head of the chain is not its last entry."))
    return Verdict(key, chain.length, len(erased), chain.head, tuple(faults))


def _missing(first: int, last: int) -> Fault:
    which = f"Entry {first} is" if first == last else f"Entries {first} to {last} are"
    return Fault(first, "removed", f"{which} missing.")


def _header_faults(key: str, row: Entry) -> Iterator[Fault]:
    made_again = header_digest(
        version=row.version,
        chain=key,
        sequence=row.sequence,
        at=row.at,
        previous=row.previous,
        body=row.body_digest,
    )
    if made_again != row.digest:
        yield Fault(row.sequence, "changed", f"The header of entry {row.sequence} was changed, or put in its place.")


def _body_faults(row: Entry, erased: dict[int, int]) -> Iterator[Fault]:
    body = getattr(row, "body", None)
    if not isinstance(body, Body):
        if row.pk not in erased:
            yield Fault(
                row.sequence, "body-removed", f"What entry {row.sequence} said is gone, and no erasure says why."
            )
        elif not _told(row, erased[row.pk]):
            words = f"What entry {row.sequence} said was erased, and no entry of the chain says so."
            yield Fault(row.sequence, "erasure-not-told", words)
        return
    said = Said(**{name: getattr(body, name) for name in Said.__slots__})
    if said.commitment(body.salt) != row.body_digest:
        yield Fault(row.sequence, "body-changed", f"What entry {row.sequence} says was changed.")


def _told(row: Entry, told_by: int) -> bool:
    """Whether the entry that tells of the erasure is in the chain and speaks of this one (or was erased in turn)."""
    body = Body.objects.filter(entry_id=told_by, entry__chain_id=row.chain_id).first()
    if body is None:
        return Erasure.objects.filter(entry_id=told_by, entry__chain_id=row.chain_id).exists()
    details: dict[str, object] = json.loads(body.details)
    return body.kind == kinds.ERASED.key and details.get("entry") == row.sequence
