"""Lists to one store: read, judged row by row, and put in service only when all of them are fit."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from schoolgate.feeds.blocklists.contract import KINDS, Batch, Reach, Refused
from schoolgate.feeds.blocklists.reading import chunks, opening
from schoolgate.feeds.blocklists.registry import recognised
from schoolgate.filtering.lists.rows import Taken, taken
from schoolgate.filtering.lists.sources import Source, opened
from schoolgate.filtering.lists.stated import Stated, stated
from schoolgate.filtering.lists.suffixes import suffixes
from schoolgate.filtering.store.judging import refusals
from schoolgate.filtering.store.layout import Header, ListFacts, StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.store.writing import Builder, Member
from schoolgate.kernel.errors import BadInputError

MOST_JUNK: Final = 0.5  # of the rows of a list that is one
MOST_KEPT_REFUSALS: Final = 10_000  # written down, of each list; the others are counted
_STAYS: Final = "The lists in service stay as they are."
type Told = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """``oldest``: the day before which a list is too old to be put in service, by what it says itself or its file says."""

    oldest: date | None = None
    fewer_accepted: bool = False


@dataclass(slots=True)
class Tally:
    """What became of the rows of one list."""

    read: int = 0
    kept: int = 0
    repeated: int = 0
    narrowed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    format: str = ""
    said: Stated = Stated()
    written: date = date.min


def compiled(
    lists: Sequence[Source], out: Path, wanted: Wanted, *, rejects: Path | None = None, told: Told = print
) -> Header:
    """Compile ``lists`` into the store at ``out``, and the rows refused into ``rejects``, a line of JSON each.

    Raises ``BadInputError`` for a list that is empty, cut short, no list, or too old, and ``StoreError`` where what was
    compiled must not take the place of what is in service. Then nothing was changed.
    """
    in_service = _in_service(out)
    builder, facts, refused = Builder(), list[ListFacts](), list[str]()
    for place, source in enumerate(lists):
        told(f"{source.name} ({source.category.key}) ...")
        facts.append(_one_list(place, source, builder, wanted, refused))
    if not any(each.kept for each in facts):
        raise BadInputError("The lists", "there is not one row in them that can be kept.", _STAYS)
    told(f"Writing {out} ...")
    said = list[str]()
    header = builder.write(
        out, facts, fewer_accepted=wanted.fewer_accepted, judge=lambda new: said.extend(refusals(new, in_service))
    )
    if said:
        raise StoreError(str(out), " ".join(said), f"{_STAYS} If this is meant, say --accept-fewer.")
    if rejects is not None:
        rejects.write_text("".join(refused), encoding="utf-8")
    return header


def _in_service(out: Path) -> Header | None:
    """The store that would be replaced; ``None`` where there is none, or one that cannot be read."""
    if not out.exists():
        return None
    try:
        return Store(out).header
    except StoreError:
        return None


def _one_list(place: int, source: Source, builder: Builder, wanted: Wanted, refused: list[str]) -> ListFacts:
    tally = Tally()
    for path in source.files:
        _one_file(path, source, builder, Adding(place, source, tally, refused), wanted)
    _refuse_unfit(source, tally)
    dated = tally.said.day is not None
    return ListFacts(
        name=source.name,
        category=source.category.key,
        format=tally.format,
        day=(tally.said.day or tally.written).isoformat(),
        read=tally.read,
        kept=tally.kept,
        repeated=tally.repeated,
        refused=dict(sorted(tally.refused.items())),
        dated=dated,
        narrowed=tally.narrowed,
    )
