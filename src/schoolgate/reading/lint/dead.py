"""The facts behind "dead or foreign reference": ``dead.toml``, read once."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Dead:
    """``pattern`` meets the sentence made plain (lower case, straight quotes); ``since`` is the day it ceased."""

    pattern: re.Pattern[str]
    since: date
    message: str
    suggestion: str
    checked: bool


@cache
def dead_references() -> tuple[Dead, ...]:
    """Every fact, in the order of the file."""
    raw = tomllib.loads((files("schoolgate.reading.lint") / "dead.toml").read_text(encoding="utf-8"))
    return tuple(
        Dead(re.compile(entry["pattern"]), entry["since"], entry["message"], entry["suggestion"], entry["checked"])
        for entry in raw["dead"]
    )
