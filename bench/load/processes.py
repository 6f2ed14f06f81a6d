"""What an engine costs: processor time and memory of a process and of all that it started, from ``/proc``."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TICK: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """``cpu`` in seconds since the processes began; ``pss`` and ``private`` in megabytes."""

    cpu: float
    pss: float
    private: float
    processes: int


def cost(*roots: int) -> Cost:
    """Of these processes and their descendants. Pages that several share count by their part in ``pss``."""
    found = family(*roots)
    memory = [_memory(pid) for pid in found]
    return Cost(cpu(*found), sum(each[0] for each in memory), sum(each[1] for each in memory), len(found))


def cpu(*pids: int) -> float:
    """Processor seconds of exactly these, ended children that were waited for included."""
    return sum(_ticks(pid) for pid in pids) / _TICK


def family(*roots: int) -> list[int]:
    """The processes and all that descend from them."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (fields := _fields(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, left = list[int](), list(roots)
    while left:
        pid = left.pop()
        found.append(pid)
        left += children.get(pid, [])
    return found


def _fields(pid: int) -> list[str]:
    """Of ``/proc/PID/stat`` from the state on; nothing where it has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _ticks(pid: int) -> int:
    fields = _fields(pid)
    return sum(int(each) for each in fields[11:13]) if fields else 0


def _memory(pid: int) -> tuple[float, float]:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1e3 for line in lines[1:]}
    return sizes.get("Pss", 0.0), sizes.get("Private_Dirty", 0.0)
