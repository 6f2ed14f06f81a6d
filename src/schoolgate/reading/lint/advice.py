"""The facts behind "against national advice": ``advice.toml``, read once."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from schoolgate.reading.model import Clause, Polarity

# Words the file names rather than repeats, spelt for patterns that ignore white space.
_NAMED: Final = {
    "RHYTHM": r"(?:regularly|periodically|frequently|termly|half[- ]termly|monthly|weekly|annually|yearly|every[ ]\w+|"
    r"each[ ]\w+|once[ ]a[ ]\w+|\d+[ ](?:days?|weeks?|months?))",
    "PICTURE": r"(?:photo\w*|pictures?|images?|videos?|website|blog|publi\w+|identif\w+)",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """``pattern`` must stand in the sentence and ``unless`` must not; ``polarity`` is the sentence's, where told."""

    key: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    polarity: Polarity | None
    since: date
    message: str
    suggestion: str

    def met_by(self, clause: Clause, text: str) -> bool:
        """Whether a sentence, made plain with what it leans on, goes against this."""
        if self.polarity is not None and clause.polarity is not self.polarity:
            return False
        return bool(self.pattern.search(text)) and not (self.unless and self.unless.search(text))


@cache
def advice() -> tuple[Advice, ...]:
    """Every piece of advice, in the order of the file."""
    raw = tomllib.loads((files("schoolgate.reading.lint") / "advice.toml").read_text(encoding="utf-8"))
    return tuple(
        Advice(
            key=entry["key"],
            pattern=re.compile(_spelt_out(entry["pattern"])),
            unless=re.compile(entry["unless"]) if "unless" in entry else None,
            polarity=Polarity(entry["polarity"]) if "polarity" in entry else None,
            since=entry["since"],
            message=entry["message"],
            suggestion=entry["suggestion"],
        )
        for entry in raw["advice"]
    )


def _spelt_out(pattern: str) -> str:
    for name, words in _NAMED.items():
        pattern = pattern.replace(name, words)
    return pattern
