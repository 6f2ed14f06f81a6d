"""Whose filter is served beside the web pages, and where: schools that have put rules in force on this machine."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PORT: Final = 3128
MOST: Final = 4  # more schools than that are filtered by machines of their own
_TRIES: Final = 40


@dataclass(frozen=True, slots=True)
class Filter:
    """One school's proxy, on this machine only."""

    school: str
    port: int

    def __str__(self) -> str:
        return f"127.0.0.1:{self.port} (settings for a browser: http://127.0.0.1:{self.port}/proxy.pac)"


def filters(data: Path, is_free: Callable[[int], bool]) -> tuple[Filter, ...]:
    """The filters that can be served, each at the next free port from 3128 on; none where the schools are many."""
    schools = sorted(each.parent.name for each in (data / "filter").glob("*/rules.json"))
    if len(schools) > MOST:
        return ()
    ports = (port for port in range(PORT, PORT + _TRIES) if is_free(port))
    return tuple(Filter(school, port) for school, port in zip(schools, ports, strict=False))
