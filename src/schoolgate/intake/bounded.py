"""Reading what strangers made: in a process of its own with bounds on memory, processor and time.

A child is started afresh (a threaded server must not fork), imports only pure modules, takes the files on a pipe and
gives what it finds back as lines of JSON, one by one. Whatever goes wrong there is one clear error here, and nothing is
left behind.
"""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

import schoolgate
from schoolgate.intake.tasknames import TASKS
from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.model import Reading
from schoolgate.reading.serial import from_json

MEMORY_BYTES: Final = 1_000_000_000  # address space; a 50-page PDF needs about a fifth of it
CPU_SECONDS: Final = 40
WALL_SECONDS: Final = 90
RESULT_BYTES: Final = 80_000_000
AT_ONCE: Final = 2  # files read side by side by one server process; others wait their turn

_log = logging.getLogger(__name__)
_turn = threading.BoundedSemaphore(AT_ONCE)
_ELSE: Final = "Check that it opens in the program that made it; save it again, and give the new file."
_POLICY_ELSE: Final = "Save it as a new Word document (.docx) or as plain text, and give that."


def run(
    task: str,
    asked: Mapping[str, object],
    parts: Mapping[str, bytes],
    *,
    wall_seconds: float = WALL_SECONDS,
    result_bytes: int = RESULT_BYTES,
    cpu_seconds: int = 0,
    otherwise: str = _ELSE,
) -> Iterator[Any]:
    """What ``intake.tasks.<task>`` finds in ``parts``, as it finds it. Safe in any thread; the child ends with it.

    Raises ``BadInputError``: the task's own, or one that says which bound was met, with ``otherwise`` as the next step.
    """
    work = cpu_seconds or CPU_SECONDS
    with _turn, tempfile.TemporaryFile() as complaint:
        child = _start(task, complaint, work)
        late = threading.Event()
        clock = threading.Timer(wall_seconds, _stop, [child, late])
        clock.start()
        try:
            _send(child, asked, parts)
            ended = yield from _found(child, result_bytes)
            code = 0 if ended else _exit_code(child)
        finally:
            clock.cancel()
            _end(child)
        if ended:
            return
        complaint.seek(0)
        if said := complaint.read()[-2000:]:
            _log.warning("the task %s failed: exit %s, %s", task, code, said.decode(errors="replace"))
        thing = next(iter(parts), "") or "The pasted text"
        raise BadInputError(thing, _cause(None if late.is_set() else code, wall_seconds, work), otherwise)


def read_bounded(
    data: bytes,
    filename: str,
    *,
    today: date | None = None,
    nation: str = "england",
    wall_seconds: float = WALL_SECONDS,
) -> Reading:
    """The reading of a policy file, as ``reading.read.read`` makes it, or ``BadInputError``.

    With ``today`` it is linted too, against the frameworks in force that day in ``nation``; without, ``lint`` is empty.
    ``filename`` is for its extension and for messages; an empty one means pasted text. Safe to call from any thread.
    """
    asked = {"today": today.isoformat() if today else None, "nation": nation}
    found = list(run("policy", asked, {filename: data}, wall_seconds=wall_seconds, otherwise=_POLICY_ELSE))
    return from_json(found[0])


def _found(child: subprocess.Popen[bytes], result_bytes: int) -> Generator[Any, None, bool]:
    """What the child finds; returns whether it came to its end. More than ``result_bytes`` is no end."""
    assert child.stdout is not None
    total = 0
    for line in child.stdout:
        total += len(line)
        message: dict[str, Any] = json.loads(line) if line.endswith(b"\n") and total <= result_bytes else {}
        if "error" in message:
            raise BadInputError(**message["error"])
        if "found" not in message:
            return "end" in message
        yield message["found"]
    return False


def _exit_code(child: subprocess.Popen[bytes]) -> int:
    """How it ended; nought where it would have gone on, because what it found was too much."""
    try:
        return child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return 0


def _cause(code: int | None, wall_seconds: float, work: int) -> str:
    if code is None:
        return f"reading it took more than {wall_seconds:g} seconds and was stopped."
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"reading it took more than {work} seconds of work, or too much memory, and was stopped."
    if code in (0, -signal.SIGPIPE):
        return "it holds far more than any file of its kind."
    return "it could not be read: something in the file is damaged, or not as its format says."


def _start(task: str, complaint: IO[bytes], work: int) -> subprocess.Popen[bytes]:
    if task not in TASKS:
        raise ValueError(f"there is no task {task!r}")
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no words of the user's
        [sys.executable, "-P", "-m", "schoolgate.intake.worker", str(MEMORY_BYTES), str(work), task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaint,
        start_new_session=True,
        env=_environment(),
    )


def _send(child: subprocess.Popen[bytes], asked: Mapping[str, object], parts: Mapping[str, bytes]) -> None:
    request = {"asked": asked, "parts": [[name, len(data)] for name, data in parts.items()]}
    assert child.stdin is not None
    with contextlib.suppress(BrokenPipeError):  # a child that is gone says why by its exit
        child.stdin.write(json.dumps(request).encode() + b"\n")
        for data in parts.values():
            child.stdin.write(data)
        child.stdin.flush()
    with contextlib.suppress(BrokenPipeError):
        child.stdin.close()


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it started, and wait until it is gone."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None and not pipe.closed:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def _environment() -> dict[str, str]:
    """Next to nothing: where our code is, and how text is written. No key, address or setting reaches the child."""
    kept = {name: os.environ[name] for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX") if name in os.environ}
    root = str(Path(schoolgate.__file__).parents[1])
    return {**kept, "PYTHONPATH": root, "PYTHONHASHSEED": "0", "LANG": "C.UTF-8"}
