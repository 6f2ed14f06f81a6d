"""The only writers of the permanent record.

``append`` belongs at the end of the action whose change it records, in the same transaction: it locks the chain's head,
so whatever else the action locks must be locked before, or two actions could wait for one another.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.db import connection, transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.kernel import digests
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger import kinds
from schoolgate.ledger.format import INSTANCE, VERSION, Said, first_previous, header_digest, school_chain, trust_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.ledger.models import Body, Chain, Entry, Erasure, entry_ref

__all__ = ["INSTANCE", "Label", "LedgerError", "append", "erase", "school_chain", "trust_chain"]


class LedgerError(RuntimeError):
    """A fault in code: an entry outside a transaction, or one that carries what its kind does not declare."""


class Label(StrEnum):
    """Who may read what an entry says: those who may see the school's permanent record; the safeguarding team;
    or those whom the sealed case names, and nobody else."""

    SCHOOL = "school"
    SAFEGUARDING = "safeguarding"
    SEALED = "sealed"


def append(
    chain: str,
    kind: Kind,
    *,
    actor: Actor,
    subject: str,
    details: Mapping[str, str | int | bool | None] | None = None,
    label: Label = Label.SCHOOL,
    at: datetime | None = None,
) -> str:
    """Add an entry to ``chain`` (``INSTANCE``, ``school_chain(ref)``, ``trust_chain(ref)``) and return its ref.

    ``subject`` is the ref of what it happened to. Dates in ``details`` are spelt as ISO strings. Raises ``LedgerError``
    outside a transaction, and for details the kind does not declare.
    """
    if not connection.in_atomic_block:
        raise LedgerError(f"{kind.key} is recorded outside the transaction of the change it records")
    undeclared = set(details or {}) - set(kind.details)
    if undeclared:
        raise LedgerError(f"{kind.key} does not declare {', '.join(sorted(undeclared))}")
    spelling = digests.canonical_json(dict(details or {})).decode()
    said = Said(entry_ref(), kind.key, actor.kind, actor.ref, actor.on_behalf_of, subject, label, spelling)
    _write(_head(chain), said, at or timezone.now())
    return said.ref


def erase(ref: str, *, actor: Actor, reason: str) -> None:
    """Erase what the entry ``ref`` says, keeping its header, and record that. ``reason`` is a short key.

    Raises ``NotFoundError`` when there is no such entry, or it is erased already.
    """
    with transaction.atomic():
        gone = NotFoundError(f"entry {ref}", "there is none, or what it said is erased.", "Check the ref.")
        body = Body.objects.select_related("entry__chain").filter(ref=ref).first()
        if body is None:
            raise gone
        entry = body.entry
        details: dict[str, str | int | bool | None] = {"entry": entry.sequence, "reason": reason}
        label = Label(body.label)
        told = append(entry.chain.key, kinds.ERASED, actor=actor, subject=ref, details=details, label=label)
        if Erasure.objects.filter(entry=entry).exists():  # looked at under the chain's lock
            raise gone
        Erasure.objects.create(entry=entry, told_by=Entry.objects.get(body__ref=told))
        body.delete()


def _head(chain: str) -> Chain:
    """The chain's row, locked until the transaction ends. On SQLite the whole database is, by BEGIN IMMEDIATE."""
    found = Chain.objects.select_for_update().filter(key=chain).first()
    if found is None:
        # Two may start a chain at once on PostgreSQL: the unique key lets one in, and both then lock the same row.
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ledger_chain (key, length, head) VALUES (%s, 0, %s) ON CONFLICT (key) DO NOTHING",
                [chain, first_previous(chain)],
            )
        found = Chain.objects.select_for_update().get(key=chain)
    return found


def _write(chain: Chain, said: Said, at: datetime) -> None:
    salt = digests.new_salt().hex()
    sequence, commitment = chain.length + 1, said.commitment(salt)
    digest = header_digest(
        version=VERSION, chain=chain.key, sequence=sequence, at=at, previous=chain.head, body=commitment
    )
    entry = Entry.objects.create(
        chain=chain,
        version=VERSION,
        sequence=sequence,
        at=at,
        previous=chain.head,
        body_digest=commitment,
        digest=digest,
    )
    Body.objects.create(entry=entry, salt=salt, **{name: getattr(said, name) for name in said.__slots__})
    Chain.objects.filter(pk=chain.pk).update(length=sequence, head=digest)
