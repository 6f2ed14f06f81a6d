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
_HEAD: Final = re.compile(r"\W")
_WORD: Final = re.compile(r"(?<![\w@.-])\w+")

type Kind = Literal["suppliers", "systems", "software", "bodies"]


@cache
def _known_by() -> dict[str, list[tuple[Kind, str, str, str]]]:
    """Every word a name is known by, by its first letters, so that a word of text is tried against few."""
    table: dict[Kind, dict[str, list[str]]] = tomllib.loads(_NAMES.read_text(encoding="utf-8"))  # type: ignore[assignment]  # the file's sections are the kinds
    found: dict[str, list[tuple[Kind, str, str, str]]] = {}
    for kind, names in table.items():
        for name, known in names.items():
            for word in known or [name]:
                found.setdefault(word[:3].lower(), []).append(
                    (kind, name, _HEAD.split(word.lower(), maxsplit=1)[0], word)
                )
    return found


@cache  # made when a document first needs it: most names are in no document, and all of them are slow to compile
def _pattern(word: str) -> re.Pattern[str]:
    words = re.escape(word).replace(r"\ ", r"[\s-]?" if word.islower() else r"\s")
    return re.compile(words + r"(?![\w-])", re.I if word.islower() else 0)


def named(read: tuple[Line, ...]) -> dict[Kind, tuple[str, ...]]:
    """The names of each kind, in the order the document first says them."""
    known_by = _known_by()
    found: dict[Kind, dict[str, None]] = {"suppliers": {}, "systems": {}, "software": {}, "bodies": {}}
    for line in read:
        for word in _WORD.finditer(line.text):
            said = word[0].lower()
            for kind, name, head, known in known_by.get(said[:3], ()):
                if said.startswith(head) and name not in found[kind] and _pattern(known).match(line.text, word.start()):
                    found[kind][name] = None
    return {kind: tuple(names) for kind, names in found.items()}
