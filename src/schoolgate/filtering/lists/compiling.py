"""Lists to one store: read, judged row by row, and put in service only when all of them are fit."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from schoolgate.feeds.blocklists.contract import Batch
from schoolgate.feeds.blocklists.reading import chunks, opening
from schoolgate.feeds.blocklists.registry import recognised
from schoolgate.filtering.lists.known.reading import NOTHING_KNOWN, KnownSites
from schoolgate.filtering.lists.rows import taken
from schoolgate.filtering.lists.sources import Source, opened
from schoolgate.filtering.lists.stated import stated
from schoolgate.filtering.lists.suffixes import suffixes
from schoolgate.filtering.lists.tallies import Tally
from schoolgate.filtering.store.judging import refusals
from schoolgate.filtering.store.layout import Header, ListFacts, StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.store.writing import Builder, Member
from schoolgate.kernel.errors import BadInputError

MOST_WRITTEN_DOWN: Final = 10_000  # refused rows of one list; all are counted
MOST_ROWS: Final = 20_000_000  # of all lists; some 5 GB while they are compiled
_SAY: Final = "Say which one each fills: CATEGORY=PATH."
_STAYS: Final = "The lists in service stay as they are."
type Told = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """``oldest`` is the day before which a list is too old to be put in service. ``known``: what else is known of
    sites; nothing, if left out. ``recipe`` is written into the store, to know one made of the same things by.
    """

    oldest: date | None = None
    fewer_accepted: bool = False
    known: KnownSites = NOTHING_KNOWN
    recipe: str = ""


def compiled(lists: Sequence[Source], out: Path, wanted: Wanted, told: Told, rejects: Path | None = None) -> Header:
    """Compile ``lists`` into the store at ``out``, and what was refused into ``rejects``, one line of JSON a row.

    Raises ``BadInputError`` for a list that is empty, cut short, no list at all, or too old, and ``StoreError`` where
    what was compiled must not take the place of what is in service. Then nothing at ``out`` was changed.
    """
    if not lists:
        raise BadInputError("The lists", "there is none among what was named that we know a category for.", _SAY)
    in_service = _in_service(out)
    builder, facts, refused = Builder(), list[ListFacts](), list[str]()
    for place, source in enumerate(lists):
        told(f"{source.name} ({source.category.key}) ...")
        facts.append(_one_list(place, source, builder, wanted, refused))
        if sum(each.read for each in facts) > MOST_ROWS:
            raise BadInputError(
                source.name, f"with it there are over {MOST_ROWS:,} rows.", f"Leave a list out. {_STAYS}"
            )
    facts += wanted.known.add_to(builder, len(facts))
    told(f"Writing {out} ...")

    def judge(new: Header) -> None:
        if said := refusals(new, in_service):
            raise StoreError(str(out), " ".join(said), f"{_STAYS} If this is meant, say --accept-fewer.")

    header = builder.write(
        out, facts, judge, fewer_accepted=wanted.fewer_accepted, lifts=wanted.known.lifts(), recipe=wanted.recipe
    )
    if rejects is not None:
        rejects.write_text("".join(refused), encoding="utf-8")
    return header


def _in_service(out: Path) -> Header | None:
    """The store that would be replaced; ``None`` where there is none that could serve."""
    try:
        return Store(out).header
    except StoreError:
        return None


def _one_list(place: int, source: Source, builder: Builder, wanted: Wanted, refused: list[str]) -> ListFacts:
    tally = Tally(source.name)
    for path in source.files:
        _one_file(place, path, source, builder, tally)
    tally.refuse_unfit(asked=source.asked, oldest=wanted.oldest)
    refused += (
        json.dumps({"list": source.name, "file": file, "line": row.line, "kind": row.kind, "row": row.text[:500]})
        + "\n"
        for file, row in tally.rows[:MOST_WRITTEN_DOWN]
    )
    return tally.facts(source.category.key)


def _one_file(place: int, path: Path, source: Source, builder: Builder, tally: Tally) -> None:
    members = {reach: Member(place, reach, source.category.mask) for reach in ("all", "alone", "below")}
    for batch in _batches(path, tally):
        found = taken(batch, suffixes())
        new = sum(builder.add_hosts(keys, members[reach]) for reach, keys in found.keys.items())
        new += builder.add_pages(found.pages, members["all"])
        for first, last in found.networks:
            builder.add_network(first, last, members["all"])
        tally.count(path.name, found, new + len(found.networks))


def _batches(path: Path, tally: Tally) -> Iterable[Batch]:
    """The rows of a file. Raises ``BadInputError`` where it cannot be read to its end: cut short when packed."""
    try:
        with opened(path) as stream:
            head, every = opening(chunks(stream, str(path)))
            form = recognised(head)
            tally.begin(form.key, stated(head), datetime.fromtimestamp(path.stat().st_mtime, UTC).date())
            yield from form.parse(every)
    except (OSError, EOFError) as error:
        raise BadInputError(
            str(path), f"it cannot be read to its end ({error}).", f"Fetch it again. {_STAYS}"
        ) from None
