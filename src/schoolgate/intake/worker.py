"""The child that reads one file: ``python -m schoolgate.intake.worker MEMORY_BYTES CPU_SECONDS`` (see ``bounded``).

Standard input is one line of JSON, ``{filename, today, nation}``, then the file. Standard output is one JSON document,
``{"reading": ...}`` or ``{"error": {thing, cause, next_step}}``. It imports pure modules only, and needs no network.
"""

import json
import os
import resource
import sys
from dataclasses import replace
from datetime import date
from typing import Any

from schoolgate.kernel.errors import BadInputError
from schoolgate.policy.packs import requirements_in_force
from schoolgate.reading.formats import extract, paste
from schoolgate.reading.formats.encoding import decode
from schoolgate.reading.lint import lint
from schoolgate.reading.read import read
from schoolgate.reading.serial import to_json


def main() -> None:
    """Read the request, answer it, and leave nothing on standard output but the answer."""
    _limit(resource.RLIMIT_AS, int(sys.argv[1]))
    _limit(resource.RLIMIT_CPU, int(sys.argv[2]))
    _limit(resource.RLIMIT_CORE, 0)
    out = os.dup(1)
    os.dup2(2, 1)  # a library that prints must not spoil the answer
    request = sys.stdin.buffer.readline()
    asked: dict[str, Any] = json.loads(request)
    answer = _answer(sys.stdin.buffer.read(), asked)
    with os.fdopen(out, "wb") as pipe:
        pipe.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode())


def _answer(data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    filename: str = asked["filename"]
    today = date.fromisoformat(asked["today"]) if asked["today"] else None
    try:
        found = extract(data, filename) if filename else paste(decode(data, filename)[0])
        reading = read(found, today=today)
        if today is not None:
            reading = replace(reading, lint=lint(reading, requirements_in_force(today, asked["nation"]), today))
        return {"reading": to_json(reading)}
    except BadInputError as error:
        return {"error": {"thing": error.thing, "cause": error.cause, "next_step": error.next_step}}
    except (MemoryError, RecursionError):
        return {
            "error": {
                "thing": filename or "The pasted text",
                "cause": "reading it needs more memory than any policy should.",
                "next_step": "Save it without its pictures, or give the text alone.",
            }
        }


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY or value < hard:
        resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    main()
