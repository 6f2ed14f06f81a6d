"""Read a policy document. Asked: ``{filename, today, nation}``; yields one reading, as ``reading.serial`` spells it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from schoolgate.policy.packs import requirements_in_force
from schoolgate.reading.formats import extract, paste
from schoolgate.reading.formats.encoding import decode
from schoolgate.reading.lint import lint
from schoolgate.reading.read import read
from schoolgate.reading.serial import to_json


def run(asked: dict[str, Any], parts: Mapping[str, bytes]) -> Iterator[Any]:
    (filename, data), *_ = parts.items()
    today = date.fromisoformat(asked["today"]) if asked["today"] else None
    found = extract(data, filename) if filename else paste(decode(data, filename)[0])
    reading = read(found, today=today)
    if today is not None:
        reading = replace(reading, lint=lint(reading, requirements_in_force(today, asked["nation"]), today))
    yield to_json(reading)
