"""What the document names that others make or run: suppliers, systems, software and outside bodies.

The names are in ``data/names.toml``, each with the words it is known by. A word with a capital letter must be written
so (Teams, Chrome); one in lower case may be written either way.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final, Literal

from schoolgate.reading.facts.lines import Line

_NAMES: Final = Path(__file__).parent / "data" / "names.toml"

type Kind = Literal["suppliers", "systems", "software", "bodies"]


@cache
def _patterns(kind: Kind) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(_NAMES.read_text(encoding="utf-8"))[kind]
    return tuple(
        (name, re.compile(r"(?<![\w@.-])(?:" + "|".join(map(_word, words or [name])) + r")(?![\w-])"))
        for name, words in table.items()
    )


def _word(word: str) -> str:
    pattern = re.escape(word).replace(r"\ ", r"[\s-]?" if word.islower() else r"\s")
    return f"(?i:{pattern})" if word.islower() else pattern


def named(kind: Kind, read: tuple[Line, ...]) -> tuple[str, ...]:
    """The names of one kind in the order the document first says them."""
    text = "\n".join(line.text for line in read)
    found = [(match.start(), name) for name, pattern in _patterns(kind) if (match := pattern.search(text))]
    return tuple(name for _at, name in sorted(found))
