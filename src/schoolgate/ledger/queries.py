"""Reading the permanent record, and checking that nothing in it was changed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.db.models import QuerySet

from schoolgate.kernel import digests
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.checking import rows
from schoolgate.ledger.checking.verdicts import Fault, Verdict
from schoolgate.ledger.checking.verify import verify
from schoolgate.ledger.format import LEAVES, MERKLE_ROOT, sealed
from schoolgate.ledger.kept import kept, one_look
from schoolgate.ledger.models import Body, Chain, Checkpoint, Entry, Leaf

__all__ = [
    "Fault",
    "KeptCheckpoint",
    "Line",
    "Proof",
    "Silence",
    "Verdict",
    "checkpoint",
    "kept",
    "latest_checkpoint",
    "length",
    "lines",
    "one_look",
    "prove",
    "verify",
]
_FEW: Final = 5000


class Silence(StrEnum):
    """Why an entry says nothing to its reader: it is for others; it was erased, as the record tells; or what it said
    was taken away and nothing tells why, which is damage."""

    FOR_OTHERS = "for-others"
    ERASED = "erased"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as its reader sees it. Where ``silent`` says why, ``kind`` and the rest are empty."""

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
    silent: Silence | None = None


@dataclass(frozen=True, slots=True)
class KeptCheckpoint:
    """A checkpoint as it is kept here. ``text`` is the signed note to be kept elsewhere."""

    ref: str
    chain: str
    number: int
    entries: int
    head: str
    at: datetime
    fingerprint: str
    text: str
    asked_by: str  # ref of who asked for it, or the part of the system


@dataclass(frozen=True, slots=True)
class Proof:
    """That ``item`` is number ``index`` of the ``leaves`` items of a batch, to be checked by ``holds`` or by anybody:
    ``path`` leads from the item's leaf to ``root`` (RFC 6962), which the entry at ``sequence`` holds."""

    chain: str
    sequence: int
    ref: str
    index: int
    leaves: int
    item: dict[str, str | int | bool | None]
    salt: str
    path: tuple[str, ...]
    root: str

    @property
    def holds(self) -> bool:
        """Of the item and the root; that the root is the entry's is what ``verify`` is for."""
        leaf = bytes.fromhex(sealed(digests.canonical_json(self.item).decode(), self.salt))
        path = [bytes.fromhex(step) for step in self.path]
        return digests.verify_inclusion(leaf, self.index, self.leaves, path, bytes.fromhex(self.root))


def lines(
    chain: str,
    *,
    labels: Iterable[str],
    kind: str | None = None,
    subject: str | None = None,
    actor: str | None = None,
    area: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    at_most: int = 100,
) -> list[Line]:
    """The latest entries of a chain, latest first, told to someone who may read those ``labels``.

    An entry under another label shows its place and time only; asking by ``kind``, ``subject``, ``actor`` or ``area``
    (the part of a kind before its dot) leaves it out. ``since`` is the first moment, ``until`` the first one after.
    """
    may_read = set(labels)
    found = Entry.objects.filter(chain__key=chain).select_related("body", "erasure").order_by("-sequence")
    if before is not None:
        found = found.filter(sequence__lt=before)
    for name, moment in (("at__gte", since), ("at__lt", until)):
        found = found.filter(**{name: moment}) if moment is not None else found
    asked = {"kind": kind, "subject": subject, "actor": actor, "kind__startswith": f"{area}." if area else None}
    if any(value is not None for value in asked.values()):
        found = _that_say(found, may_read, asked)
    return [_line(row, may_read) for row in found[:at_most]]


def _that_say(found: QuerySet[Entry], may_read: set[str], asked: dict[str, str | None]) -> QuerySet[Entry]:
    """Where few entries say it they are looked up. Where many do, a walk from the end soon meets as many as are wanted:
    but that walk would be of the whole chain for the few."""
    wanted: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    said = Body.objects.filter(label__in=may_read, **wanted).values_list("pk", flat=True)
    few = list(said[: _FEW + 1])
    if len(few) <= _FEW:
        return found.filter(pk__in=few)
    return found.filter(body__label__in=may_read, **{f"body__{name}": value for name, value in wanted.items()})


def prove(ref: str, index: int, *, labels: Iterable[str]) -> Proof:
    """The proof that an item is in the batch ``ref``, for someone who may read those ``labels``.

    Raises ``NotFoundError`` where there is no such item, where it is erased, or where they may not read it.
    """
    body = Body.objects.select_related("entry__chain").filter(ref=ref, label__in=set(labels)).first()
    leaf = Leaf.objects.filter(entry=body.entry, number=index, told_by=None).first() if body else None
    if body is None or leaf is None:
        raise NotFoundError(
            f"item {index} of {ref}", "there is none, or it is erased.", "Check the ref and the number."
        )
    details = json.loads(body.details)
    path = digests.inclusion_proof((row.seal() for row in rows.leaves(body.entry_id)), index)
    return Proof(
        body.entry.chain.key,
        body.entry.sequence,
        ref,
        index,
        details[LEAVES],
        json.loads(leaf.item),
        leaf.salt,
        tuple(step.hex() for step in path),
        details[MERKLE_ROOT],
    )


def checkpoint(ref: str) -> KeptCheckpoint:
    """One checkpoint. Raises ``NotFoundError`` where there is none."""
    found = Checkpoint.objects.select_related("chain").filter(ref=ref).first()
    if found is None:
        raise NotFoundError(f"checkpoint {ref}", "there is none.", "Check the ref.")
    return _kept(found)


def length(chain: str) -> int:
    """How many entries the chain should hold."""
    return Chain.objects.filter(key=chain).values_list("length", flat=True).first() or 0


def latest_checkpoint(chain: str) -> KeptCheckpoint | None:
    found = Checkpoint.objects.select_related("chain").filter(chain__key=chain).order_by("-number").first()
    return _kept(found) if found else None


def _kept(row: Checkpoint) -> KeptCheckpoint:
    key, number, length = row.chain.key, row.number, row.length
    return KeptCheckpoint(row.ref, key, number, length, row.head, row.at, row.fingerprint, row.note, row.asked_by)


def _line(row: Entry, may_read: set[str]) -> Line:
    body = getattr(row, "body", None)
    if not isinstance(body, Body):
        why = Silence.ERASED if hasattr(row, "erasure") else Silence.GONE
        return Line(row.sequence, row.at, row.digest, silent=why)
    if body.label not in may_read:
        return Line(row.sequence, row.at, row.digest, silent=Silence.FOR_OTHERS)
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
