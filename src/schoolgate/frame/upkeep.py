"""Taking out what has been kept as long as it was to be kept. Rooms register a sweep each for what is theirs.

Only for rows that no person need be asked about, as used links and finished errands; what was said of somebody goes by
the school's own retention schedule, and stops at a hold.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session

from schoolgate.frame import dues
from schoolgate.frame.models import Beat, OutboxEvent

type Sweep = Callable[[datetime], int]
_sweeps: Final[dict[str, Sweep]] = {}


def sweeps(key: str) -> Callable[[Sweep], Sweep]:
    """Register a function that takes out what is too old at a moment, and returns how many rows went."""

    def register(run: Sweep) -> Sweep:
        if _sweeps.setdefault(key, run) is not run:
            raise ValueError(f"two sweeps are called {key}")
        return run

    return register


def sweep(now: datetime) -> dict[str, int]:
    """Run every sweep; how many rows went, by its key."""
    dues.registered()
    return {key: run(now) for key, run in sorted(_sweeps.items())}


@sweeps("frame.sessions")
def _sessions(now: datetime) -> int:
    """Sessions that have ended."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


@sweeps("frame.outbox")
def _outbox(now: datetime) -> int:
    """Events dealt with longer ago than they are kept; one that waits for a person stays, however long."""
    old = now - timedelta(days=OutboxEvent.retention.keep)
    return OutboxEvent.objects.filter(state=OutboxEvent.State.DONE, due_at__lt=old).delete()[0]


@sweeps("frame.beats")
def _beats(now: datetime) -> int:
    """What has not come round for so long that it is no more."""
    return Beat.objects.filter(at__lt=now - timedelta(days=Beat.retention.keep)).delete()[0]
