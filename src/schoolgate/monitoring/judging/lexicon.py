"""The phrase packs as they ship, read once: concepts, contexts, harmless phrases and rules.

All of it is data in the folder ``phrases``; each pack says its version and where its words are from.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from schoolgate.monitoring.judging.model import FourC
from schoolgate.monitoring.judging.patterns import Pattern, parsed

_FOLDER: Final = files("schoolgate.monitoring") / "phrases"


@dataclass(frozen=True, slots=True)
class Pack:
    """Where words are from, to show beside them."""

    name: str
    version: str
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """``weight`` is the score it gives; ``firmness`` (0 to 1) how little a context takes from that.

    ``negated`` is false where a "not" before the words changes nothing.
    """

    key: str
    category: str
    weight: float
    says: str
    patterns: tuple[Pattern, ...]
    firmness: float = 0.0
    negated: bool = True
    illegal: bool = False
    four_c: FourC = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    packs: tuple[Pack, ...]
    concepts: Mapping[str, tuple[str, ...]]  # concept -> its phrases
    contexts: Mapping[str, str]  # context -> what it is called in a sentence
    eases: Mapping[str, Mapping[str, float]]  # category -> context -> what it takes from the score
    shields: tuple[tuple[Pattern, str], ...]  # a harmless phrase, and the context it makes ("" for none)
    raises: tuple[tuple[Pattern, float, str], ...]
    rules: tuple[Rule, ...]


def spelt_out(words: str) -> Iterator[str]:
    """The phrases of a comma-separated list: ``kill/s/ing`` is kill, kills, killing."""
    for entry in words.replace("\n", " ").split(","):
        stem, *endings = entry.strip().split("/")
        if stem:
            yield stem
            yield from (stem + ending for ending in endings)


@cache
def shipped() -> Lexicon:
    """Everything that ships. Raises ``ValueError`` for a rule that names a concept no pack has."""
    told = [tomllib.loads(each.read_text(encoding="utf-8")) for each in _toml_files()]
    concepts: dict[str, tuple[str, ...]] = {}
    contexts: dict[str, str] = {}
    for pack in told:
        for name, words in pack.get("concepts", {}).items():
            concepts[name] = (*concepts.get(name, ()), *spelt_out(words))
        for name, said in pack.get("contexts", {}).items():
            contexts[name] = said["called"]
            concepts[name] = (*concepts.get(name, ()), *spelt_out(said["words"]))
    lexicon = Lexicon(
        tuple(Pack(**pack["pack"]) for pack in told),
        concepts,
        contexts,
        {category: row for pack in told for category, row in pack.get("eases", {}).items()},
        tuple(_shields(told)),
        tuple(
            (parsed(p), float(r["adds"]), r["says"]) for pack in told for r in pack.get("raise", ()) for p in r["when"]
        ),
        tuple(_rule(row) for pack in told for row in pack.get("rule", ())),
    )
    _whole(lexicon)
    return lexicon


def _toml_files() -> list[Any]:
    return sorted((each for each in _FOLDER.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)


def _shields(told: Iterable[dict[str, Any]]) -> Iterator[tuple[Pattern, str]]:
    for pack in told:
        for row in pack.get("harmless", ()):
            for written in row["when"]:
                yield parsed(written), row.get("context", "")


def _rule(row: dict[str, Any]) -> Rule:
    patterns = tuple(parsed(each) for each in row["when"])
    kept = {name: row[name] for name in ("firmness", "negated", "illegal", "four_c") if name in row}
    category = row.get("category") or row["key"].partition(".")[0]
    return Rule(row["key"], category, float(row["weight"]), row["says"], patterns, **kept)


def items(pattern: Pattern) -> Iterator[str]:
    yield from (concept for part in pattern.parts for item in part.items for concept in item.concepts)


def _whole(lexicon: Lexicon) -> None:
    known = {f"@{name}" for name in lexicon.concepts}
    written = [(rule.key, pattern) for rule in lexicon.rules for pattern in rule.patterns]
    written += [("harmless", pattern) for pattern, _ in lexicon.shields] + [
        ("raise", each[0]) for each in lexicon.raises
    ]
    for key, pattern in written:
        missing = {item for item in items(pattern) if item.startswith("@")} - known
        if missing:
            raise ValueError(f"{key}: {pattern.written!r} names {', '.join(sorted(missing))}, which no pack has")
