"""The child that does one task: ``python -m schoolgate.intake.worker MEMORY_BYTES CPU_SECONDS TASK`` (see ``bounded``).

Standard input is one line of JSON, ``{asked, parts: [[name, bytes], ...]}``, then the parts. Standard output is a line
of JSON for each thing found, ``{"found": ...}``, then ``{"end": true}``, or ``{"error": {thing, cause, next_step}}``.
"""

import importlib
import json
import os
import resource
import sys
from collections.abc import Iterator
from typing import Any

from schoolgate.intake.tasknames import TASKS
from schoolgate.kernel.errors import SchoolgateError


def main() -> None:
    """Do the task, and leave nothing on standard output but what was found."""
    _limit(resource.RLIMIT_AS, int(sys.argv[1]))
    _limit(resource.RLIMIT_CPU, int(sys.argv[2]))
    _limit(resource.RLIMIT_CORE, 0)
    task = TASKS[sys.argv[3]]
    out = os.dup(1)
    os.dup2(2, 1)  # a library that prints must not spoil the answer
    request: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    parts = {name: sys.stdin.buffer.read(size) for name, size in request["parts"]}
    with os.fdopen(out, "wb") as pipe:
        for message in _messages(task, request["asked"], parts):
            pipe.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))
            pipe.write(b"\n")


def _messages(task: str, asked: dict[str, Any], parts: dict[str, bytes]) -> Iterator[dict[str, Any]]:
    try:
        for found in importlib.import_module(task).run(asked, parts):
            yield {"found": found}
        yield {"end": True}
    except SchoolgateError as error:
        yield {"error": {"thing": error.thing, "cause": error.cause, "next_step": error.next_step}}
    except (MemoryError, RecursionError):
        thing = next(iter(parts), "") or "The pasted text"
        cause, step = (
            "reading it needs more memory than any such file should.",
            "Give it in parts, or without pictures.",
        )
        yield {"error": {"thing": thing, "cause": cause, "next_step": step}}


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY or value < hard:
        resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    main()
