"""What ends the children when the supervisor itself is killed, and so cannot.

``python -m schoolgate.site.leash`` is a process that reads from the supervisor which process groups there are, a line
each, ``+123`` or ``-123``. When the supervisor is gone, however it went, its end of the pipe closes: what is left of
them is asked to finish, and then killed.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from typing import IO, Final

_PATIENCE: Final = 8.0  # seconds, as the supervisor's own


class Leash:
    """The supervisor's end."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "schoolgate.site.leash"]
        # A session of its own: Ctrl-C is for the supervisor, and must not end this one first.
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603  (ours)

    def hold(self, group: int) -> None:
        self._say(f"+{group}")

    def let_go(self, group: int) -> None:
        self._say(f"-{group}")

    def end(self) -> None:
        """After everything was stopped: there is nothing left to end."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._process.wait()

    def _say(self, words: str) -> None:
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it was killed; the supervisor can still stop everything itself
                self._process.stdin.write(f"{words}\n".encode())
                self._process.stdin.flush()


def listen(told: IO[str]) -> set[int]:
    """The groups that are left when nobody speaks any more."""
    groups: set[int] = set()
    for line in told:
        group = int(line[1:])
        if line.startswith("+"):
            groups.add(group)
        else:
            groups.discard(group)
    return groups


def finish(groups: set[int], patience: float = _PATIENCE) -> None:
    """Ask each to finish, wait, and kill what is left."""
    until = time.monotonic() + patience
    left = {group for group in groups if _signal(group, signal.SIGTERM)}
    while left and time.monotonic() < until:
        time.sleep(0.1)
        left = {group for group in left if _signal(group, None)}
    for group in left:
        _signal(group, signal.SIGKILL)


def _signal(group: int, signum: signal.Signals | None) -> bool:
    """Whether there was anybody to hear it."""
    try:
        os.killpg(group, signum or 0)
    except (ProcessLookupError, PermissionError):  # macOS says EPERM for a group of the dead
        return False
    return True


if __name__ == "__main__":
    finish(listen(sys.stdin))
