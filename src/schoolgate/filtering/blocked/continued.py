"""Who went on after a warning: remembered for the rest of the day, so that a page that warns does so once.

One small file in the school's filter folder, a line for each press: when it ends, whose (``Blocked.by``), and which
category. Whatever serves reads it as it changes; a line cut in the middle counts for nothing.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from schoolgate.filtering.folder import FilterFolder

FILE: Final = "continued.txt"
_MOST: Final = 200_000  # bytes: beyond it, what is over is left out


def go_on(folder: FilterFolder, by: str, category: str, until: int, now: int) -> None:
    """Remember a press until a moment, in seconds since 1970. Nothing is remembered of nobody."""
    if not by or not category:
        return
    folder.root.mkdir(parents=True, exist_ok=True)
    path = folder.root / FILE
    line = f"{until} {by} {category}\n"
    if path.exists() and path.stat().st_size > _MOST:
        kept = [f"{end} {who} {what}\n" for (who, what), end in _read(path).items() if end > now]
        part = path.with_name(f"{FILE}.{os.getpid()}.part")
        part.write_text("".join(kept), encoding="ascii")
        part.replace(path)
    with path.open("a", encoding="ascii") as file:
        file.write(line)


@dataclass
class Continued:
    """The presses of one school. ``refresh`` looks whether the file changed: once a second or so, not each time."""

    folder: FilterFolder
    _ends: dict[tuple[str, str], int] = field(default_factory=dict)
    _seen: tuple[int, int] = (0, 0)

    def refresh(self) -> None:
        path = self.folder.root / FILE
        try:
            found = path.stat()
            seen = (found.st_mtime_ns, found.st_size)
            if seen != self._seen:
                self._ends, self._seen = _read(path), seen
        except OSError:
            self._ends, self._seen = {}, (0, 0)

    def holds(self, by: str, category: str, at: float) -> bool:
        return self._ends.get((by, category), 0) > at


def _read(path: Path) -> dict[tuple[str, str], int]:
    ends: dict[tuple[str, str], int] = {}
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        parts = line.split(" ")
        if len(parts) == 3 and parts[0].isdecimal():
            key = (parts[1], parts[2])
            ends[key] = max(ends.get(key, 0), int(parts[0]))
    return ends
