"""Frameworks as dated packs: what the law, statutory guidance and national standards ask, in our own words.

One TOML file in ``frameworks`` is one edition of one document. A pack never names a school's promises or our checks:
they meet at topics. Where nobody has confirmed a requirement against its source, ``checked`` is false and ``reason``
says what is missing; pages show it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from schoolgate.kernel.errors import BadInputError
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.topics import TOPICS

NATIONS: Final = ("england", "wales", "scotland", "northern-ireland")
_UNITS: Final = ("hour", "day", "week", "month", "half_term", "term", "year")
_CLOCKS: Final = ("working", "school", "calendar", "wall")
_PACK: Final = {"key", "title", "edition", "publisher", "kind", "nations", "source", "in_force_from"}
_PACK_MAY: Final = {"in_force_to", "note", "requirement"}
_REQUIREMENT: Final = {"key", "words", "topics", "who", "checked"}
_REQUIREMENT_MAY: Final = {"paragraph", "rhythm", "shown_by", "gap", "suggestion", "reason", "from", "to"}


class PackError(BadInputError):
    """A framework pack cannot be used; the file and the field are named."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, or how soon, as ``kernel.clocks.rules.rule_of`` takes it."""

    n: int
    unit: str
    clock: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a framework asks.

    ``key`` is ``pack/requirement``, ``source`` the framework's title, edition and paragraph in one phrase. ``shown_by``
    are words any of which shows that a policy covers it; ``gap`` is the sentence to say where none does, and
    ``suggestion`` wording a school may take. ``starts`` and ``ends`` are the first and last day it is in force.
    """

    key: str
    pack: str
    source: str
    paragraph: str
    words: str
    topics: tuple[str, ...]
    who: tuple[str, ...]
    starts: date
    ends: date | None
    checked: bool
    reason: str = ""
    rhythm: Rhythm | None = None
    shown_by: tuple[str, ...] = ()
    gap: str = ""
    suggestion: str = ""

    def in_force(self, on: date) -> bool:
        return self.starts <= on and (self.ends is None or on <= self.ends)


@dataclass(frozen=True, slots=True)
class Pack:
    """One edition of one document. ``ends`` is the last day it is in force, or None."""

    key: str
    title: str
    edition: str
    publisher: str
    kind: str
    nations: tuple[str, ...]
    source: str
    starts: date
    ends: date | None
    note: str
    requirements: tuple[Requirement, ...]

    def in_force(self, on: date) -> bool:
        return self.starts <= on and (self.ends is None or on <= self.ends)


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack that ships with Schoolgate, by key. Raises ``PackError`` naming file and field."""
    return load(files("schoolgate.policy") / "frameworks")


def load(folder: Traversable) -> tuple[Pack, ...]:
    """Every pack of a folder, by key."""
    found: dict[str, Pack] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        pack = _read(file.name, file.read_text(encoding="utf-8"))
        if pack.key in found:
            raise PackError(file.name, f"its key {pack.key!r} is another pack's too.", "Give it a key of its own.")
        found[pack.key] = pack
    return tuple(found[key] for key in sorted(found))


def in_force(on: date, nation: str = "england") -> tuple[Pack, ...]:
    """The packs in force on a day in a nation."""
    return tuple(pack for pack in packs() if pack.in_force(on) and nation in pack.nations)


def requirements_in_force(on: date, nation: str = "england") -> tuple[Requirement, ...]:
    """The requirements in force on a day in a nation, in the order of their packs."""
    return tuple(
        requirement for pack in in_force(on, nation) for requirement in pack.requirements if requirement.in_force(on)
    )


def requirement(key: str) -> Requirement:
    """The requirement ``pack/requirement``, in force or not. Raises ``KeyError``."""
    return {found.key: found for pack in packs() for found in pack.requirements}[key]


def _read(name: str, text: str) -> Pack:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(name, f"it is not TOML: {error}.", "Mend the line it names.") from error
    _fields(name, raw, _PACK, _PACK_MAY)
    _known(name, "nations", raw["nations"], NATIONS)
    starts, ends = _dates(name, raw, "in_force_from", "in_force_to")
    source = f"{raw['title']} ({raw['edition']})"
    requirements = tuple(_requirement(name, raw, source, entry) for entry in raw.get("requirement", ()))
    if not requirements:
        raise PackError(name, "it asks nothing.", "Give it at least one [[requirement]].")
    keys = [found.key for found in requirements]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise PackError(name, f"{min(twice)!r} stands in it twice.", "Give each requirement a key of its own.")
    return Pack(
        key=raw["key"],
        title=raw["title"],
        edition=raw["edition"],
        publisher=raw["publisher"],
        kind=raw["kind"],
        nations=tuple(raw["nations"]),
        source=raw["source"],
        starts=starts,
        ends=ends,
        note=raw.get("note", ""),
        requirements=requirements,
    )


def _requirement(name: str, pack: Mapping[str, Any], source: str, raw: Mapping[str, Any]) -> Requirement:
    where = f"{name}, requirement {raw.get('key', '(no key)')!r}"
    _fields(where, raw, _REQUIREMENT, _REQUIREMENT_MAY)
    _known(where, "topics", raw["topics"], TOPICS)
    _known(where, "who", raw["who"], ROLES)
    if not raw["checked"] and not raw.get("reason"):
        raise PackError(where, "it is unchecked and does not say why.", "Give it a reason.")
    if raw.get("shown_by") and not raw.get("gap"):
        raise PackError(where, "it has words that show it and no gap to report.", "Give it a gap: one sentence.")
    starts, ends = _dates(where, {**pack, **raw}, "in_force_from", "in_force_to")
    paragraph = raw.get("paragraph", "")
    return Requirement(
        key=f"{pack['key']}/{raw['key']}",
        pack=pack["key"],
        source=f"{source}, {paragraph}" if paragraph else source,
        paragraph=paragraph,
        words=raw["words"],
        topics=tuple(raw["topics"]),
        who=tuple(raw["who"]),
        starts=raw.get("from", starts),
        ends=raw.get("to", ends),
        checked=raw["checked"],
        reason=raw.get("reason", ""),
        rhythm=_rhythm(where, raw.get("rhythm")),
        shown_by=tuple(raw.get("shown_by", ())),
        gap=raw.get("gap", ""),
        suggestion=raw.get("suggestion", ""),
    )


def _fields(where: str, raw: Mapping[str, Any], must: set[str], may: set[str]) -> None:
    if missing := sorted(must - raw.keys()):
        raise PackError(where, f"it lacks {', '.join(missing)}.", "Add what is missing.")
    if unknown := sorted(raw.keys() - must - may):
        raise PackError(where, f"nobody reads {', '.join(unknown)}.", f"Known: {', '.join(sorted(must | may))}.")


def _known(where: str, field: str, values: Iterable[str], known: Iterable[str]) -> None:
    values, known = list(values), set(known)
    if not values:
        raise PackError(where, f"its {field} are empty.", f"Name at least one of its {field}.")
    if unknown := [value for value in values if value not in known]:
        raise PackError(where, f"{unknown[0]!r} is not one of the {field}.", "Use a key of the vocabulary.")


def _dates(where: str, raw: Mapping[str, Any], first: str, last: str) -> tuple[date, date | None]:
    starts, ends = raw[first], raw.get(last)
    for field, value in ((first, starts), (last, ends), ("from", raw.get("from")), ("to", raw.get("to"))):
        if value is not None and type(value) is not date:
            raise PackError(where, f"its {field} is {value!r}, which is not a date.", "Write it as 2025-09-01.")
    if ends is not None and ends < starts:
        raise PackError(where, "it ends before it starts.", f"Mend {first} or {last}.")
    return starts, ends


def _rhythm(where: str, raw: Mapping[str, Any] | None) -> Rhythm | None:
    if raw is None:
        return None
    rhythm = Rhythm(raw.get("n", 0), raw.get("unit", ""), raw.get("clock", ""))
    if rhythm.n < 1 or rhythm.unit not in _UNITS or rhythm.clock not in _CLOCKS:
        raise PackError(where, "its rhythm is not one.", "Write it as { n = 1, unit = 'year', clock = 'school' }.")
    return rhythm
