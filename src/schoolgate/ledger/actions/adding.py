"""Adding to the record. ``append`` adds one entry. ``append_many`` adds many at once, each an entry of its own.
``append_batch`` adds ONE entry for many items, each of which can be shown and erased by itself: for files that are
loaded, and changes in bulk.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Final

from django.db import connection
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.kernel import digests
from schoolgate.ledger import writing
from schoolgate.ledger.format import LEAVES, MERKLE_ROOT, Said, sealed
from schoolgate.ledger.kinds import Kind
from schoolgate.ledger.labels import Label
from schoolgate.ledger.models import entry_ref

_AT_ONCE: Final = 2000

type Details = Mapping[str, str | int | bool | None]


class LedgerError(RuntimeError):
    """A fault in code: an entry outside a transaction, or one that carries what its kind does not declare."""


@dataclass(frozen=True, slots=True)
class New:
    """An entry to be added with others by ``append_many``; its parts are those of ``append``."""

    kind: Kind
    actor: Actor
    subject: str
    details: Details | None = None
    label: Label = Label.SCHOOL
    at: datetime | None = None


def append(
    chain: str,
    kind: Kind,
    *,
    actor: Actor,
    subject: str,
    details: Details | None = None,
    label: Label = Label.SCHOOL,
    at: datetime | None = None,
) -> str:
    """Add an entry to ``chain`` (``INSTANCE``, ``school_chain(ref)``, ``trust_chain(ref)``) and return its ref.

    ``subject`` is the ref of what it happened to. Dates in ``details`` are spelt as ISO strings. Raises ``LedgerError``
    outside a transaction, and for details the kind does not declare. ``at`` is moved on to the time of the entry
    before where it lies before it: a chain's times never go back.
    """
    (ref,) = append_many(chain, [New(kind, actor, subject, details, label, at)])
    return ref


def append_many(chain: str, entries: Iterable[New]) -> list[str]:
    """Add entries to one chain, in order, in the open transaction, and return their refs. Raises as ``append`` does.

    The head is locked when the first are written, and held until the transaction ends.
    """
    head: writing.Head | None = None
    refs: list[str] = []
    for some in batched(entries, _AT_ONCE):
        ready = _seal(some)
        head = writing.write(head or writing.lock(chain), ready)
        refs += [one.said.ref for one in ready]
    return refs


def append_batch(
    chain: str,
    kind: Kind,
    items: Iterable[Details],
    *,
    actor: Actor,
    subject: str,
    details: Details | None = None,
    label: Label = Label.SCHOOL,
    at: datetime | None = None,
) -> str:
    """Add ONE entry that stands for all ``items``, and return its ref.

    The entry's details also hold ``merkle_root`` and ``leaves`` (how many). What an item may carry is declared by the
    kind, as details are. Items are kept under the entry's label, shown one at a time by ``queries.prove``, and erased
    one at a time or all, with the root still standing. Raises as ``append`` does.
    """
    _check(kind, details or {})
    promised = writing.promise_entry()
    root, count = _write_items(promised, kind, items)
    said = {**(details or {}), MERKLE_ROOT: root, LEAVES: count}
    ready = _sealed(New(kind, actor, subject, said, label, at), secrets.token_hex(digests.SALT_BYTES), promised)
    writing.write(writing.lock(chain), [ready])
    return ready.said.ref


def _check(kind: Kind, details: Details) -> None:
    if not connection.in_atomic_block:
        raise LedgerError(f"{kind.key} is recorded outside the transaction of the change it records")
    if not details.keys() <= kind.details.keys():
        undeclared = details.keys() - kind.details.keys()
        raise LedgerError(f"{kind.key} does not declare {', '.join(sorted(undeclared))}")


def _seal(entries: Sequence[New]) -> list[writing.Sealed]:
    for one in entries:
        _check(one.kind, one.details or {})
    return [_sealed(one, salt) for one, salt in zip(entries, _salts(len(entries)), strict=True)]


def _sealed(one: New, salt: str, promised: int | None = None) -> writing.Sealed:
    spelling = digests.canonical_json(dict(one.details or {})).decode()
    actor = one.actor
    said = Said(entry_ref(), one.kind.key, actor.kind, actor.ref, actor.on_behalf_of, one.subject, one.label, spelling)
    return writing.Sealed(said, salt, said.commitment(salt), one.at or timezone.now(), promised)


def _write_items(entry: int, kind: Kind, items: Iterable[Details]) -> tuple[str, int]:
    """Write the items some at a time, and return the root over all and how many there were."""
    count = 0

    def commitments() -> Iterator[bytes]:
        nonlocal count
        for some in batched(items, _AT_ONCE):
            rows: list[tuple[int, str, str]] = []
            for item, salt in zip(some, _salts(len(some)), strict=True):
                _check(kind, item)
                text = digests.canonical_json(item).decode()
                rows.append((count, salt, text))
                count += 1
                yield bytes.fromhex(sealed(text, salt))
            writing.write_leaves(entry, rows)

    return digests.merkle_root(commitments()).hex(), count


def _salts(count: int) -> Iterator[str]:
    """Asked for together: the machine's source of randomness is slow to ask, not slow to answer."""
    size = digests.SALT_BYTES * 2
    drawn = secrets.token_hex(digests.SALT_BYTES * count)
    return (drawn[start : start + size] for start in range(0, len(drawn), size))
