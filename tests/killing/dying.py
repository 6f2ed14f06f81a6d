"""A writer as a process of its own, and the ways it is ended.

It is forked before any connection is opened, so that it has nothing of its parent's but the code; it opens its own,
writes unit after unit, and puts the refs of each into a pipe when the writer has returned, which is after COMMIT did.
"""

import os
import select
import signal
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from django.db import connection, connections

from killing.writers import Place, Writer
from schoolgate.people.models import School

UNITS: Final = 8  # a writer that lived to write so many waits to be killed
_PATIENCE = 30.0


@dataclass(frozen=True)
class Point:
    """Where a writer ends itself by SIGKILL: at its Nth ``statement``, or ``before`` or ``after`` its Nth commit."""

    where: str
    nth: int


class Dying:
    """One writer's process. ``acknowledged`` holds, unit by unit, the refs it was told are there."""

    def __init__(self, school: School, name: str, writer: Writer, point: Point | None, units: int = UNITS) -> None:
        self.name, self.killed, self.trouble = name, False, ""
        self.acknowledged: list[list[str]] = []
        self._text = b""
        self._pipe, theirs = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._pipe)
            _live(theirs, school, name, writer, point, units)
        os.close(theirs)

    def wait_for(self, units: int) -> None:
        """Until so many were acknowledged, or it has ended."""
        until = time.monotonic() + _PATIENCE
        while len(self.acknowledged) < units and time.monotonic() < until:
            if select.select([self._pipe], [], [], 0.5)[0] and not self._read():
                return

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)

    def bury(self) -> None:
        """Take what it said last, and how it ended."""
        while self._read():
            pass
        os.close(self._pipe)
        _, status = os.waitpid(self._pid, 0)
        self.killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not self.killed and status:
            self.trouble = f"{self.name} fell: {self._text.decode(errors='replace')}"

    def _read(self) -> bool:
        got = os.read(self._pipe, 65536)
        *lines, self._text = (self._text + got).split(b"\n")  # a last line that was cut short acknowledges nothing
        self.acknowledged += [line.decode().split() for line in lines]
        return bool(got)


def _live(pipe: int, school: School, name: str, writer: Writer, point: Point | None, units: int) -> NoReturn:
    """What the process does, until it is killed."""
    code = 0
    try:
        connections.close_all()
        place = Place(school, name, lambda refs: _tell(pipe, refs))
        if point is not None:
            _end_at(point)
        for number in range(units):
            refs = writer(place, number)
            if refs:
                _tell(pipe, refs)
        signal.alarm(int(_PATIENCE))  # should the parent be gone
        signal.pause()
    except BaseException:
        os.write(pipe, traceback.format_exc().replace("\n", " | ").encode())
        code = 3
    finally:
        os._exit(code)  # nothing of the parent's is tidied up twice


def _tell(pipe: int, refs: Sequence[str]) -> None:
    os.write(pipe, (" ".join(refs) + "\n").encode())


def _end_at(point: Point) -> None:
    passed = 0

    def pass_by() -> None:
        nonlocal passed
        passed += 1
        if passed == point.nth:
            os.kill(os.getpid(), signal.SIGKILL)

    if point.where == "statement":

        def before_each(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            pass_by()
            return execute(sql, params, many, context)

        connection.execute_wrappers.append(before_each)
        return
    commit = connection._commit  # type: ignore[attr-defined]  # Django's own, where COMMIT is sent

    def committing() -> None:
        if point.where == "before":
            pass_by()
        commit()
        if point.where == "after":
            pass_by()

    connection._commit = committing  # type: ignore[attr-defined]  # as above
