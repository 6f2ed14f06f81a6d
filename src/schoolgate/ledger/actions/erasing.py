"""Erasing what the record says, where the law asks for it, with the record left whole and telling of it."""

import re
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Final

from django.db import connection, transaction

from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger import kinds, writing
from schoolgate.ledger.actions.adding import append
from schoolgate.ledger.authorities import Authority
from schoolgate.ledger.format import sealed
from schoolgate.ledger.labels import Label
from schoolgate.ledger.models import Body, Entry, Erasure, Leaf

_REASON: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_AT_ONCE: Final = 2000


def erase(ref: str, *, actor: Actor, authority: Authority, reason: str) -> None:
    """Erase what the entry ``ref`` says, with all its items, keeping its header; and record that.

    ``reason`` is a short key (``asked-for``), since the record holds no free words. Raises ``NotFoundError`` when there
    is no such entry, or it is erased already, and ``BadInputError`` for a reason that is no key, and for an entry that
    itself tells of the record, which holds nothing about anybody and which others are checked by.
    """
    with transaction.atomic():
        body = _held(ref)
        numbers = Leaf.objects.filter(entry=body.entry, told_by=None).values_list("number", flat=True)
        told = _tell(body, actor, authority, reason, whole=True, items=numbers.count())
        Erasure.objects.create(entry=body.entry, told_by=told)
        _empty(body.entry, told, numbers.order_by("number").iterator())
        body.delete()


def erase_items(
    ref: str, *, actor: Actor, authority: Authority, reason: str, items: Iterable[int] | None = None
) -> int:
    """Erase items of a batch by their places from 0, or all of them; return how many. The batch's root still stands.

    Raises as ``erase`` does; an item that is not there, or is erased already, is refused, and nothing is erased.
    """
    with transaction.atomic():
        body = _held(ref)
        there = Leaf.objects.filter(entry=body.entry, told_by=None).values_list("number", flat=True)
        wanted = sorted(set(items)) if items is not None else list(there.order_by("number"))
        found = sum(there.filter(number__in=some).count() for some in batched(wanted, 500))
        if found != len(wanted) or not wanted:
            raise NotFoundError(f"items of {ref}", "one is not there, or is erased.", "Check their numbers.")
        told = _tell(body, actor, authority, reason, whole=False, items=len(wanted))
        _empty(body.entry, told, wanted)
    return len(wanted)


def _held(ref: str) -> Body:
    """What the entry says, read under its chain's lock, so that two who erase do so one after the other."""
    key = Entry.objects.filter(body__ref=ref).values_list("chain__key", flat=True).first()
    if key is not None:
        writing.lock(key)
    body = Body.objects.select_related("entry__chain").filter(ref=ref).first()
    if body is None:
        raise NotFoundError(f"entry {ref}", "there is none, or what it said is erased.", "Check the ref.")
    if body.kind.startswith("ledger."):
        raise BadInputError(f"entry {ref}", "it tells of the record itself.", "Erase the entry that names somebody.")
    return body


def _tell(body: Body, actor: Actor, authority: Authority, reason: str, *, whole: bool, items: int) -> Entry:
    if not _REASON.fullmatch(reason):
        raise BadInputError("the reason", f"{reason!r} is not a key.", "Say a few words with hyphens: asked-for.")
    ref = append(
        body.entry.chain.key,
        kinds.ERASED,
        actor=actor,
        subject=body.ref,
        label=Label(body.label),
        details={
            "entry": body.entry.sequence,
            "whole": whole,
            "items": items,
            "authority": Authority(authority).value,
            "reason": reason,
        },
    )
    return Entry.objects.get(body__ref=ref)


def _empty(entry: Entry, told: Entry, numbers: Iterable[int]) -> None:
    """Keep of each item its commitment only."""
    sql = (
        "UPDATE ledger_leaf SET commitment = %s, salt = '', item = '', told_by_id = %s"
        " WHERE entry_id = %s AND number = %s"
    )
    for some in batched(numbers, _AT_ONCE):
        with connection.cursor() as cursor:
            cursor.executemany(sql, [(seal, told.pk, entry.pk, number) for number, seal in _seals(entry, some)])


def _seals(entry: Entry, numbers: tuple[int, ...]) -> Iterator[tuple[int, str]]:
    for few in batched(numbers, 500):
        for leaf in Leaf.objects.filter(entry=entry, number__in=few):
            yield leaf.number, sealed(leaf.item, leaf.salt)
