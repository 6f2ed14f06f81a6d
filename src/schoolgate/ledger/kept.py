"""What was reckoned is kept in the process for as long as nothing new is recorded, so that a page need not do it again.

Whatever can change an answer enters the permanent record in the same transaction. So the heads of the school's chain
and of the installation's say what the answer rests on: a head moves inside the transaction that changes something,
comes back if that is undone, and never has the same value twice. What is read from elsewhere than the database (a
folder of backups) is looked at again after a minute.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, cast

from schoolgate.ledger.format import INSTANCE, school_chain
from schoolgate.ledger.models import Chain

MOST: Final = 512  # answers
_SECONDS: Final = 60

_kept: Final[OrderedDict[Hashable, tuple[float, Any]]] = OrderedDict()
_lock: Final = Lock()


def kept[T](school: str, what: Hashable, reckon: Callable[[], T]) -> T:
    """What ``reckon`` gives, or gave for the same ``what`` of the school with that ref where nothing was recorded
    since. Costs one query. The answer is shared: it is never changed by whoever gets it.
    """
    key = (school, what, heads(school_chain(school), INSTANCE))
    with _lock:
        at, answer = _kept.get(key, (0.0, None))
        if key in _kept and time.monotonic() - at < _SECONDS:
            _kept.move_to_end(key)
            return cast("T", answer)
    answer = reckon()
    with _lock:
        _kept[key] = (time.monotonic(), answer)
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer


def heads(*chains: str) -> tuple[tuple[str, str], ...]:
    """The head of each chain, by its key."""
    return tuple(Chain.objects.filter(key__in=chains).order_by("key").values_list("key", "head"))
