"""Lists to one store: read, judged row by row, and put in service only when all of them are fit."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from schoolgate.feeds.blocklists.contract import Batch, Refused
from schoolgate.feeds.blocklists.reading import chunks, opening
from schoolgate.feeds.blocklists.registry import recognised
from schoolgate.filtering.lists.known.reading import NOTHING_KNOWN, KnownSites
from schoolgate.filtering.lists.rows import taken
from schoolgate.filtering.lists.sources import Source, opened
from schoolgate.filtering.lists.stated import stated
from schoolgate.filtering.lists.suffixes import suffixes
from schoolgate.filtering.lists.tallies import Tally
from schoolgate.filtering.store.judging import Fault, faults
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
    """``oldest`` gives the day before which a list, by its name, is too old to be put in service. ``known``: what else
    is known of sites; nothing, if left out. ``recipe`` is written into the store, to know one made of the same things
    by. ``meant`` says of a list, by its name, that it is meant to be shorter or gone; with ``flagged`` whoever serves
    is told so.
    """

    oldest: Callable[[str], date | None] = lambda _: None
    fewer_accepted: bool = False
    known: KnownSites = NOTHING_KNOWN
    recipe: str = ""
    meant: Callable[[str], bool] = lambda _: False
    flagged: bool = False


class UnfitError(StoreError):
    """What was compiled must not take the place of what is in service. ``faults``: why, and with which lists."""

    def __init__(self, thing: str, found: Sequence[Fault]) -> None:
        said = " ".join(each.said for each in found)
        super().__init__(thing, said, f"{_STAYS} If this is meant, say --accept-fewer.")
        self.faults = tuple(found)


def compiled(lists: Sequence[Source], out: Path, wanted: Wanted, told: Told, rejects: Path | None = None) -> Header:
    """Compile ``lists`` into the store at ``out``, and what was refused into ``rejects``, one line of JSON a row.

    Raises ``BadInputError`` for a list that is empty, cut short, no list at all, or too old, and ``StoreError`` where
    what was compiled must not take the place of what is in service. Then nothing at ``out`` was changed.
    """
    if not lists:
        raise BadInputError("The lists", "there is none among what was named that we know a category for.", _SAY)
    in_service = in_service_at(out)
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
        if found := left(faults(new, in_service), wanted.meant):
            raise UnfitError(str(out), found)

    header = builder.write(
        out,
        facts,
        judge,
        fewer_accepted=wanted.fewer_accepted,
        flagged=wanted.flagged,
        lifts=wanted.known.lifts(),
        recipe=wanted.recipe,
    )
    if rejects is not None:
        rejects.write_text("".join(refused), encoding="utf-8")
    return header


def left(found: Sequence[Fault], meant: Callable[[str], bool]) -> list[Fault]:
    """The faults that nobody meant: what is true of all lists together is, where it is of one that is meant."""
    ours = [each for each in found if each.lists]
    kept = [each for each in ours if not all(map(meant, each.lists))]
    return kept or ([] if ours else list(found))


def in_service_at(out: Path) -> Header | None:
    """The store that would be replaced; ``None`` where there is none that could serve."""
    try:
        return Store(out).header
    except StoreError:
        return None


def _one_list(place: int, source: Source, builder: Builder, wanted: Wanted, refused: list[str]) -> ListFacts:
    tally = Tally(source.name)
    for path in source.files:
        _one_file(place, path, source, builder, tally)
    tally.refuse_unfit(asked=source.asked, oldest=wanted.oldest(source.name))
    refused += (
        json.dumps({"list": source.name, "file": file, "line": row.line, "kind": row.kind, "row": _text(source, row)})
        + "\n"
        for file, row in tally.rows[:MOST_WRITTEN_DOWN]
    )
    return tally.facts(source.category.key)


def _text(source: Source, row: Refused) -> str:
    """Where illegal content lies is written down nowhere but in its own list."""
    return "" if source.category.locked else row.text[:500]


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
