"""Where a school's filter listens now: written by the proxy that serves it, and read by whoever tells people."""

import contextlib
import json
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from schoolgate.filtering.folder import FilterFolder

MOST: Final = 4  # an installation with more schools than that serves no filter itself
_PATIENCE: Final = 0.3  # seconds for a port of this machine


@dataclass(frozen=True, slots=True)
class Serving:
    """A proxy that listens at ``addresses``, each ``HOST:PORT``."""

    pid: int
    addresses: tuple[str, ...]


def schools_with_rules(data: Path) -> list[str]:
    """The refs of the schools whose filter has rules to serve, in order."""
    return sorted(each.parent.name for each in (data / "filter").glob("*/rules.json"))


def note(folder: FilterFolder, addresses: Iterable[str]) -> None:
    """Say where this process listens. Raises ``OSError`` where the folder cannot be written."""
    beside = folder.serving.with_name(f".serving.{os.getpid()}")
    beside.write_text(json.dumps({"pid": os.getpid(), "addresses": list(addresses)}))
    beside.replace(folder.serving)


def forget(folder: FilterFolder) -> None:
    """Take back what this process noted; what another noted since stays."""
    said = _noted(folder)
    if said is not None and said.pid == os.getpid():
        with contextlib.suppress(OSError):
            folder.serving.unlink(missing_ok=True)


def serving(folder: FilterFolder) -> Serving | None:
    """Where the filter listens, or None: nothing is noted, its process has gone, or nobody takes connections there."""
    said = _noted(folder)
    if said is None or not said.addresses or not _lives(said.pid):
        return None
    return said if all(_answers(each) for each in said.addresses) else None


def _noted(folder: FilterFolder) -> Serving | None:
    try:
        said: Any = json.loads(folder.serving.read_text())
        return Serving(int(said["pid"]), tuple(str(each) for each in said["addresses"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _lives(pid: int) -> bool:
    if pid < 1:
        return False
    try:
        os.kill(pid, 0)
    except PermissionError:  # it is somebody else's
        return True
    except (OSError, OverflowError):
        return False
    return True


def _answers(address: str) -> bool:
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), _PATIENCE):
            return True
    except (OSError, ValueError, OverflowError):
        return False
