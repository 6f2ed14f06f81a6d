"""What the clock does besides telling events and sweeping: rooms register a round each for what falls due by itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

type Round = Callable[[datetime], int]
_rounds: Final[dict[str, Round]] = {}


def each_round(key: str) -> Callable[[Round], Round]:
    """Register a function that does what is due at a moment and returns how much it did, safely done twice."""

    def register(run: Round) -> Round:
        if _rounds.setdefault(key, run) is not run:
            raise ValueError(f"two rounds are called {key}")
        return run

    return register


def go_round(now: datetime) -> dict[str, int]:
    """Run every room's round; how much each did, by its key."""
    return {key: run(now) for key, run in sorted(_rounds.items())}
