"""Reading what strangers made: in a process of its own with bounds on memory, processor and time.

A child is started afresh (a threaded server must not fork), imports only pure modules, takes the file on a pipe and
gives the reading back as JSON. Whatever goes wrong there is one clear error here, and nothing is left behind.
"""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any, Final

import schoolgate
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
_ELSE = "Save it as a new Word document (.docx) or as plain text, and give that."


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
    asked = {"filename": filename, "today": today.isoformat() if today else None, "nation": nation}
    request = json.dumps(asked).encode()
    with _turn:
        code, answer, complaint = _run(request + b"\n" + data, wall_seconds)
    name = filename or "The pasted text"
    if code == 0 and len(answer) <= RESULT_BYTES:
        return _result(answer)
    if complaint:
        _log.warning("reading a policy file failed: exit %s, %s", code, complaint.decode(errors="replace")[-2000:])
    raise BadInputError(name, _cause(code, wall_seconds), _ELSE)


def _result(answer: bytes) -> Reading:
    value: dict[str, Any] = json.loads(answer)
    if "error" in value:
        raise BadInputError(**value["error"])
    return from_json(value["reading"])


def _cause(code: int | None, wall_seconds: float) -> str:
    if code is None:
        return f"reading it took more than {wall_seconds:g} seconds and was stopped."
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"reading it took more than {CPU_SECONDS} seconds of work, or too much memory, and was stopped."
    if code == 0:
        return "it holds far more text than any policy."
    return "it could not be read: something in the file is damaged, or not as its format says."


def _run(request: bytes, wall_seconds: float) -> tuple[int | None, bytes, bytes]:
    """The child's exit code (``None`` where it was stopped for time), its answer and its complaint."""
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no words of the user's
        [sys.executable, "-P", "-m", "schoolgate.intake.worker", str(MEMORY_BYTES), str(CPU_SECONDS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=_environment(),
    )
    try:
        answer, complaint = child.communicate(request, timeout=wall_seconds)
    except subprocess.TimeoutExpired:
        return None, b"", b""
    finally:
        _end(child)
    return child.returncode, answer, complaint


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it started, and wait until it is gone."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe is not None and not pipe.closed:
            pipe.close()


def _environment() -> dict[str, str]:
    """Next to nothing: where our code is, and how text is written. No key, address or setting reaches the child."""
    kept = {name: os.environ[name] for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX") if name in os.environ}
    root = str(Path(schoolgate.__file__).parents[1])
    return {**kept, "PYTHONPATH": root, "PYTHONHASHSEED": "0", "LANG": "C.UTF-8"}
