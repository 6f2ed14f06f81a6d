"""What the clock does besides telling events and sweeping: rooms register a round each for what falls due by itself."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from schoolgate.frame import dues

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
    """Run every room's round; how much each did, by its key. One that fails is raised when the others have run."""
    dues.registered()
    rounds = sorted(_rounds.items())
    done = for_each(rounds, lambda one: one[1](now))
    return {key: count for (key, _), count in zip(rounds, done, strict=True)}


def for_each[T](things: Iterable[T], do: Callable[[T], int]) -> list[int]:
    """Do it for each, whatever becomes of the others; then raise what failed, as an ``ExceptionGroup``."""
    done: list[int] = []
    failed: list[Exception] = []
    for thing in things:
        try:
            done.append(do(thing))
        except Exception as error:  # one school's trouble is not another's
            failed.append(error)
    if failed:
        raise ExceptionGroup("something that was due could not be done", failed)
    return done
