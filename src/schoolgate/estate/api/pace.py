"""How often one token may ask: a bucket that fills steadily, kept in each web process for itself."""

import time
from collections import OrderedDict
from threading import Lock
from typing import Final

A_SECOND: Final = 10.0  # tokens put back, each worth one request
AT_ONCE: Final = 300.0  # what a bucket holds when full
_MOST: Final = 10_000  # buckets; the one longest unused is forgotten, and is full when it is seen again

_buckets: Final[OrderedDict[int, tuple[float, float]]] = OrderedDict()
_lock: Final = Lock()


def seconds_to_wait(key: int, *, now: float | None = None) -> float:
    """0 when the request may be answered, and is counted; else how long until the next may."""
    moment = time.monotonic() if now is None else now
    with _lock:
        left, seen = _buckets.pop(key, (AT_ONCE, moment))
        left = min(AT_ONCE, left + (moment - seen) * A_SECOND)
        wait = 0.0 if left >= 1 else (1 - left) / A_SECOND
        _buckets[key] = (left if wait else left - 1, moment)
        while len(_buckets) > _MOST:
            _buckets.popitem(last=False)
    return wait
