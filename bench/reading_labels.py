"""Policies labelled by hand: what they promise, read from NAME.yaml beside NAME.txt (or NAME.md).

A label quotes the first words of a promise exactly as the document has them, once in the document. The shape::

    metadata: {title: ..., approved: November 2024, review_due: November 2025}
    obligations:
    - {quote: "...", areas: [web-filtering], who: it-lead, strength: must, polarity: do,
       when: {n: 1, unit: term, clock: school} | vague | null}
    optional: ["..."]      # fairly read as a promise or not: neither a miss nor a false alarm
    zones: [{kind: contents, from: "...", to: "..."}]    # contents pages, legislation: nothing is promised there
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SOURCES = (".txt", ".md", ".html", ".docx", ".odt", ".pdf")


@dataclass(frozen=True, slots=True)
class Clock:
    """A labelled time: ``n`` is None where the document gives one without a number."""

    n: int | None
    unit: str | None
    clock: str | None


@dataclass(frozen=True, slots=True)
class Obligation:
    quote: str
    areas: tuple[str, ...]
    who: str
    strength: str
    polarity: str
    when: Clock | None


@dataclass(frozen=True, slots=True)
class Zone:
    kind: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document and its labels."""

    name: str
    path: Path
    obligations: tuple[Obligation, ...]
    optional: tuple[str, ...]
    zones: tuple[Zone, ...]
    metadata: dict[str, str]


def _clock(value: Any) -> Clock | None:
    if value is None:
        return None
    if value == "vague":
        return Clock(None, None, None)
    return Clock(int(value["n"]), str(value["unit"]), value.get("clock"))


def _obligation(raw: dict[str, Any]) -> Obligation:
    return Obligation(
        quote=raw["quote"],
        areas=tuple(raw["areas"]),
        who=raw["who"],
        strength=raw["strength"],
        polarity=raw.get("polarity", "do"),
        when=_clock(raw.get("when")),
    )


def load_one(labels: Path, source: Path) -> Labelled:
    """The labels in the YAML file ``labels`` of the document ``source``."""
    raw = yaml.safe_load(labels.read_text(encoding="utf-8"))
    return Labelled(
        name=labels.stem,
        path=source,
        obligations=tuple(_obligation(one) for one in raw.get("obligations") or ()),
        optional=tuple(raw.get("optional") or ()),
        zones=tuple(Zone(z["kind"], z["from"], z["to"]) for z in raw.get("zones") or ()),
        metadata={name: str(value) for name, value in (raw.get("metadata") or {}).items()},
    )


def load_all(folder: Path) -> list[Labelled]:
    """Every labelled document of a folder, in order of name; a label file with no document beside it is an error."""
    found = []
    for labels in sorted(folder.glob("*.yaml")):
        source = next((p for s in SOURCES if (p := labels.with_suffix(s)).exists()), None)
        if source is None:
            raise FileNotFoundError(f"{labels} has no document beside it ({', '.join(SOURCES)}).")
        found.append(load_one(labels, source))
    return found
