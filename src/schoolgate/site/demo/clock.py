"""The made-up school's past, lived by the real code: the clock stands where it is put, in this process only.

Used before anything is served, by a process of its own (``site.prepare``). What is recorded then carries the time of
the day it is about, in order, as it would had the school been there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Within it, ``timezone.now()`` is ``moment``, which carries its zone."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
