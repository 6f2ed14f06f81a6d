"""The facts behind "dead or foreign reference": ``dead.toml``, read once."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from schoolgate.reading.lint.paper import plain


@dataclass(frozen=True, slots=True)
class Dead:
    """``pattern`` meets the sentence made plain (lower case, straight quotes); ``since`` is the day it ceased.

    ``instead`` takes the place of what was found; where it is empty, ``sentence`` takes the place of the sentence.
    """

    pattern: re.Pattern[str]
    since: date
    message: str
    instead: str
    sentence: str
    checked: bool

    def reworded(self, text: str) -> str:
        """The sentence with the words in force, cited once however often the dead ones were."""
        found = list(self.pattern.finditer(plain(text)))
        if not self.instead or len(plain(text)) != len(text):
            return self.sentence or self.instead
        return text[: found[0].start()] + self.instead + text[found[-1].end() :]


@cache
def dead_references() -> tuple[Dead, ...]:
    """Every fact, in the order of the file."""
    raw = tomllib.loads((files("schoolgate.reading.lint") / "dead.toml").read_text(encoding="utf-8"))
    return tuple(
        Dead(
            pattern=re.compile(entry["pattern"], re.MULTILINE),  # a line is a sentence, here and in ``Paper.words``
            since=entry["since"],
            message=entry["message"],
            instead=entry.get("instead", ""),
            sentence=entry.get("sentence", ""),
            checked=entry["checked"],
        )
        for entry in raw["dead"]
    )
