"""How long landed decisions are kept, and how many: they are personal data, and disks are finite.

Whoever writes holds its file; so a file that nobody holds was left by a process that died, and is finished for it.
"""

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schoolgate.filtering.landing.layout import WRITING, begun

if sys.platform != "win32":
    import fcntl

KEPT_DAYS: Final = 30
MOST_BYTES: Final = 4 << 30  # of all files of a school
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Swept:
    """What was done: files finished for a process that died, taken away as too old, and taken away for room."""

    finished: int = 0
    too_old: int = 0
    for_room: int = 0


def hold(file: int) -> None:
    """Mark a file as being written by this process, for as long as it has it open."""
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sweep(folder: Path, now: float, days: int = KEPT_DAYS, most_bytes: int = MOST_BYTES) -> Swept:
    """Finish what was left, and take away what is older than ``days``, or more than fits, the oldest first.

    ``now`` in seconds since 1970. What another process takes away at the same time is no fault.
    """
    finished = sum(_finish(path) for path in sorted(folder.glob(f"*{WRITING}")))
    whole = [path for path in sorted(folder.iterdir()) if begun(path.name) is not None and path.suffix != WRITING]
    old = [path for path in whole if (begun(path.name) or 0) < now - days * _DAY]
    gone = sum(map(_gone, old))
    sizes = {path: _size(path) for path in whole if path not in set(old)}
    over, for_room = sum(sizes.values()) - most_bytes, 0
    for path, size in sizes.items():
        if over <= 0:
            break
        for_room += _gone(path)
        over -= size
    return Swept(finished, gone, for_room)


def _finish(path: Path) -> bool:
    """Whether a file was left by a process that is no more; then it is finished."""
    if begun(path.name) is None or sys.platform == "win32":
        return False
    try:
        file = os.open(path, os.O_WRONLY)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.rename(path.with_suffix(""))
    except OSError:
        return False
    finally:
        os.close(file)
    return True


def _gone(path: Path) -> bool:
    with contextlib.suppress(OSError):
        path.unlink()
        return True
    return False


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0
