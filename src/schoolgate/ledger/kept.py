"""What was reckoned is kept in the process for as long as nothing new is recorded, so that a page need not do it again.

Whatever can change an answer enters the permanent record in the same transaction. So the heads of the school's chain
and of the installation's say what the answer rests on: a head moves inside the transaction that changes something,
comes back if that is undone, and never has the same value twice. What is read from elsewhere than the database (a
folder of backups) is looked at again after a minute.

An answer may say that it rests on some matters only, such as what is known or who holds which role. It then outlives
entries of the kinds that are declared to change other matters and no more (``kinds.changes_only``); an entry of any
other kind, one whose words are erased, and whatever happens to the installation, spoil it as they do every answer.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from threading import Lock
from typing import Any, Final, cast

from schoolgate.ledger.format import INSTANCE, school_chain
from schoolgate.ledger.kinds import changed_by
from schoolgate.ledger.models import Chain, Entry

MOST: Final = 2048  # answers
FEW: Final = 200  # entries since the last look that are asked what they changed; after more, all is reckoned anew
_SECONDS: Final = 60
_ALL: Final = "*"  # the matter that every answer rests on


@dataclass(frozen=True, slots=True)
class _Look:
    """A school's chain as it was seen last, and the turn at which each matter last changed, of those that did."""

    length: int
    head: str
    turns: dict[str, int]


type _Heads = dict[str, tuple[int, str]]

_kept: Final[OrderedDict[Hashable, tuple[float, Any]]] = OrderedDict()
_looks: Final[dict[str, _Look]] = {}
_turn: Final = count(1)
_lock: Final = Lock()
_seen: ContextVar[dict[str, _Heads] | None] = ContextVar("heads_seen", default=None)


def kept[T](school: str, what: Hashable, reckon: Callable[[], T], *, rests_on: frozenset[str] | None = None) -> T:
    """What ``reckon`` gives, or gave for the same ``what`` of the school with that ref where nothing was recorded
    since. Costs one query. The answer is shared: it is never changed by whoever gets it.

    With ``rests_on``, where nothing was recorded that may have changed one of those matters. ``reckon`` then looks at
    nothing but the database, and there at nothing that the kinds of other matters change.
    """
    found = _heads(school)
    stamp: Hashable
    if rests_on is None:
        stamp = tuple(sorted(found.items()))
    else:
        turns = _turns(school_chain(school), *found.get(school_chain(school), (0, "")))
        stamp = (found.get(INSTANCE), *(turns.get(matter, 0) for matter in (_ALL, *sorted(rests_on))))
    key = (school, what, rests_on, stamp)
    with _lock:
        at, answer = _kept.get(key, (0.0, None))
        if key in _kept and (rests_on is not None or time.monotonic() - at < _SECONDS):
            _kept.move_to_end(key)
            return cast("T", answer)
    answer = reckon()
    with _lock:
        _kept[key] = (time.monotonic(), answer)
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer


@contextmanager
def one_look() -> Iterator[None]:
    """Within, the heads are looked at once and not each time: for what reads much and records nothing. An entry that is
    recorded within all the same ends it."""
    if _seen.get() is not None:
        yield
        return
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def moved() -> None:
    """A head moved in this process: the next look is at the database."""
    seen = _seen.get()
    if seen is not None:
        _seen.set(None)


def _heads(school: str) -> _Heads:
    seen = _seen.get()
    if seen is not None and school in seen:
        return seen[school]
    rows = Chain.objects.filter(key__in=(school_chain(school), INSTANCE)).values_list("key", "length", "head")
    found = {key: (length, head) for key, length, head in rows}
    if seen is not None:
        seen[school] = found
    return found


def _turns(chain: str, length: int, head: str) -> dict[str, int]:
    """The turn at which each matter last changed. Costs a query where something was recorded since the last look."""
    with _lock:
        last = _looks.get(chain)
        if last is None or last.head != head:
            changed = _changed(chain, last, length, head)
            turn = next(_turn)
            # After a change of everything nothing that was kept before is found again: its turns can be forgotten.
            turns = {_ALL: turn} if last is None or changed is None else last.turns | dict.fromkeys(changed, turn)
            last = _looks[chain] = _Look(length, head, turns)
        return last.turns


def _changed(chain: str, last: _Look | None, length: int, head: str) -> frozenset[str] | None:
    """The matters that the entries since the last look changed; None where it may be anything.

    The entry that was the last one then must still be there in its place, with the same digest: what was seen inside a
    transaction that was undone is no ground to go on from.
    """
    if last is None or not 0 <= length - last.length <= FEW:
        return None
    rows = Entry.objects.filter(chain__key=chain, sequence__gte=last.length, sequence__lte=length)
    found = list(rows.order_by("sequence").values_list("digest", "body__kind"))
    if len(found) != length - last.length + 1 or found[0][0] != last.head or found[-1][0] != head:
        return None
    matters = [changed_by(kind) for _digest, kind in found[1:]]
    return None if None in matters else frozenset().union(*(one for one in matters if one is not None))
