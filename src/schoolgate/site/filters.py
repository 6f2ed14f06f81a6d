"""Whose filter is served beside the web pages, and where: schools that have put rules in force on this machine."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schoolgate.filtering.serving import MOST, schools_with_rules

PORT: Final = 3128
_TRIES: Final = 40
_LOOK: Final = 15.0  # seconds between two looks for a school that has agreed its filter


@dataclass(frozen=True, slots=True)
class Filter:
    """One school's proxy, on this machine only."""

    school: str
    port: int

    def __str__(self) -> str:
        return f"127.0.0.1:{self.port} (settings for a browser: http://127.0.0.1:{self.port}/proxy.pac)"


def filters(data: Path, is_free: Callable[[int], bool]) -> tuple[Filter, ...]:
    """The filters that can be served, each at the next free port from 3128 on; none where the schools are many."""
    schools = schools_with_rules(data)
    return () if len(schools) > MOST else _placed(schools, is_free, ())


class Arriving:
    """Looks every quarter of a minute for schools that agreed a filter since. Called, gives those to serve from now on.

    Those that are served stay served; where they would become too many, ``say`` is told and no more are added.
    """

    def __init__(
        self,
        data: Path,
        is_free: Callable[[int], bool],
        served: Sequence[Filter],
        say: Callable[[str], None],
        every: float = _LOOK,
    ) -> None:
        self._data, self._is_free, self._say, self._every = data, is_free, say, every
        self._served = list(served)
        self._too_many = len(schools_with_rules(data)) > MOST
        self._next = time.monotonic() + every

    def __call__(self) -> tuple[Filter, ...]:
        if time.monotonic() < self._next:
            return ()
        self._next = time.monotonic() + self._every
        schools = schools_with_rules(self._data)
        if len(schools) > MOST:
            if not self._too_many:
                self._say(f"more than {MOST} schools have a filter here: no more are served by this computer.")
            self._too_many = True
            return ()
        known = {each.school for each in self._served}
        found = _placed(
            [each for each in schools if each not in known], self._is_free, [each.port for each in self._served]
        )
        self._served += found
        return found


def _placed(schools: Sequence[str], is_free: Callable[[int], bool], taken: Sequence[int]) -> tuple[Filter, ...]:
    ports = (port for port in range(PORT, PORT + _TRIES) if port not in taken and is_free(port))
    return tuple(Filter(school, port) for school, port in zip(schools, ports, strict=False))
