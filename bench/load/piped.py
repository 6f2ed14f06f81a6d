"""Asking a helper by its own pipes, as Squid does: everything at once, or one question after the other."""

import os
import selectors
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from bench.load.processes import cost, cpu, family

_PIECE: Final = 65_536
_STALLED: Final = 60.0


@dataclass(frozen=True, slots=True)
class Rate:
    """Lines answered a second by the clock, and processor microseconds of the helper for each."""

    a_second: float
    cpu_us: float
    answers: list[bytes]


class Helper:
    """One helper process: a line in, a line out, in any order where lines carry numbers."""

    def __init__(self, command: Sequence[str], env: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - ours
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, bufsize=0
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._in, self._out = self.process.stdin.fileno(), self.process.stdout.fileno()

    def piped(self, lines: Sequence[bytes]) -> Rate:
        """All at once: as much is written as the pipe takes, and read as it comes."""
        left, heard, count = memoryview(b"".join(lines)), bytearray(), 0
        before, began = cpu(*family(self.process.pid)), time.perf_counter()
        os.set_blocking(self._in, False)
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._out, selectors.EVENT_READ)
            waiting.register(self._in, selectors.EVENT_WRITE)
            while count < len(lines):
                ready = waiting.select(_STALLED)
                if not ready:
                    raise RuntimeError(f"{count} of {len(lines)} lines were answered, and no more")
                for key, _ in ready:
                    if key.fd == self._in:
                        left = left[os.write(self._in, left[:_PIECE]) :]
                        if not left:
                            waiting.unregister(self._in)
                    else:
                        piece = os.read(self._out, _PIECE)
                        if not piece:
                            raise RuntimeError(f"the helper ended after {count} of {len(lines)} answers")
                        heard += piece
                        count += piece.count(b"\n")
        took = time.perf_counter() - began
        os.set_blocking(self._in, True)
        spent = cpu(*family(self.process.pid)) - before
        return Rate(len(lines) / took, spent / len(lines) * 1e6, bytes(heard).splitlines())

    def one_by_one(self, lines: Sequence[bytes]) -> list[float]:
        """Each asked when the one before was answered; microseconds each took."""
        took = []
        for line in lines:
            began = time.perf_counter()
            os.write(self._in, line)
            heard = b""
            while not heard.endswith(b"\n"):
                heard += os.read(self._out, _PIECE)
            took.append((time.perf_counter() - began) * 1e6)
        return took

    def memory(self) -> tuple[float, float]:
        """PSS and private megabytes, of it and what it started."""
        found = cost(self.process.pid)
        return found.pss, found.private

    def end(self) -> None:
        self.process.stdin.close()  # type: ignore[union-attr]  # it is a pipe
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.process.stdout.close()  # type: ignore[union-attr]  # it is a pipe


@contextmanager
def helper(command: Sequence[str], env: dict[str, str] | None = None) -> Iterator[Helper]:
    made = Helper(command, env)
    try:
        yield made
    finally:
        made.end()
