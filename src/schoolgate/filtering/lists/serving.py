"""What a school chose put in service: each list's newest copy that is fit, and the old copy of one that is not."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from schoolgate.filtering.lists.compiling import Told, UnfitError, Wanted, compiled, in_service_at, left
from schoolgate.filtering.lists.fetching.shelf import LIST, Shelf
from schoolgate.filtering.lists.known.reading import NOTHING_KNOWN, KnownSites
from schoolgate.filtering.lists.sources import Source, sources, told_apart
from schoolgate.filtering.store.judging import faults
from schoolgate.filtering.store.layout import VERSION, Header, StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.categories import category
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError

# Whoever serves may have missed a store in between; what a person accepted holds against the one before it, too.
_STILL_ACCEPTED: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Copy:
    """One list as a school has it: ``key`` is its own, ``category`` empty for an archive of many.

    ``sha256`` is of the copy it would have now, ``before`` of the one in service; empty where there is none.
    """

    key: str
    category: str
    sha256: str
    before: str = ""
    oldest: date | None = None


@dataclass(frozen=True)
class Served:
    """``used``: which copy of each list is in service now. ``refused``: why a list's newest copy is not.

    ``header`` is ``None`` where no list is in service; ``fresh`` whether another store took the old one's place,
    ``shared`` whether it is one file with another school's.
    """

    header: Header | None
    used: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    fresh: bool = False
    shared: bool = False


def put_in_service(
    out: Path,
    shelf: Shelf,
    copies: Sequence[Copy],
    told: Told = lambda _: None,
    *,
    accepted: Collection[str] = (),
    known: KnownSites = NOTHING_KNOWN,
) -> Served:
    """Compile the lists of a school into the store at ``out``. ``accepted``: keys of lists meant to be shorter.

    A list that is unfit is left as it was in service, and the others go on; one that never was in service is left out.
    A list that is in service and not among ``copies`` was taken off by somebody, and goes.
    """
    trying = {each.key: each.sha256 or each.before for each in copies if each.sha256 or each.before}
    refused: dict[str, str] = {}
    while trying:
        chosen = [replace(each, sha256=trying[each.key]) for each in copies if each.key in trying]
        try:
            header, fresh, shared = _one_store(out, shelf, chosen, told, accepted, known)
            return Served(header, trying, refused, fresh, shared)
        except UnfitError as error:
            why = {key_of(name): each.said for each in error.faults for name in each.lists}
        except BadInputError as error:
            why = {key_of(error.thing): f"{error.thing}: {error.cause}"}
        except OSError as error:  # a full disk: whatever serves goes on
            return Served(in_service_at(out), _before(copies), refused | {"": str(error)})
        if not _gone_back(trying, refused, why, copies):
            break
    return Served(in_service_at(out), _before(copies), refused)


def key_of(name: str) -> str:
    """The key of the list that a name in a store belongs to: ``toulouse`` of ``drugs/toulouse/drogue``."""
    parts = name.split("/")
    return parts[1] if len(parts) > 1 else name


def recipe(copies: Sequence[Copy], known: KnownSites) -> str:
    """The same for stores that hold the same: what is in it, and by which program's layout."""
    parts = sorted([each.key, each.category, each.sha256] for each in copies)
    return digest([VERSION, parts, known.digest])


def _gone_back(trying: dict[str, str], refused: dict[str, str], why: Mapping[str, str], copies: Sequence[Copy]) -> bool:
    """Try those at fault with the copy in service, or without them; whether anything is left to try otherwise."""
    before, moved = _before(copies), False
    for key, said in why.items() or ():
        if key not in trying:
            continue
        moved = True
        refused.setdefault(key, said)
        if before.get(key) and trying[key] != before[key]:
            trying[key] = before[key]
        else:
            del trying[key]
    if not why:  # all of them together: whatever is new is at fault
        for each in copies:
            if each.before and trying.get(each.key) not in (None, each.before):
                trying[each.key], moved = each.before, True
    return moved


def _before(copies: Sequence[Copy]) -> dict[str, str]:
    return {each.key: each.before for each in copies if each.before}


def _one_store(
    out: Path, shelf: Shelf, copies: Sequence[Copy], told: Told, accepted: Collection[str], known: KnownSites
) -> tuple[Header, bool, bool]:
    made_of, old = recipe(copies, known), in_service_at(out)
    if old is not None and old.recipe == made_of:
        return old, False, False
    keys = {each.key for each in copies}
    meant, flagged = _meant(old, keys, accepted), _flagged(old, keys, accepted)
    if (header := _linked(out, made_of, old, meant, flagged=flagged)) is not None:
        return header, True, True
    by_key = {each.key: each for each in copies}
    lists = [source for each in copies for source in lists_of(shelf, each)]
    wanted = Wanted(
        oldest=lambda name: _oldest(by_key[key_of(name)]),
        fewer_accepted=False,
        known=known,
        recipe=made_of,
        meant=meant,
        flagged=flagged,
    )
    return compiled(lists, out, wanted, told, out.with_name("rejects.jsonl")), True, False


def lists_of(shelf: Shelf, copy: Copy) -> list[Source]:
    """The lists in a copy, named so that each is known again. Raises ``BadInputError`` where there is none.

    What is illegal comes from those who keep such lists, and never as a folder among others.
    """
    place = shelf.place(copy.sha256)
    if copy.category:
        fills = category(copy.category)
        return [Source(f"{fills.key}/{copy.key}", fills, tuple(_files(place)), asked=True)]
    found = told_apart(list(sources(str(place))))
    lists = [
        replace(each, name=f"{each.category.key}/{copy.key}/{each.name.partition('/')[2]}")
        for each in found
        if not each.category.locked
    ]
    if not lists:
        raise BadInputError(f"/{copy.key}", "no folder in it goes by the name of a category.", "Say its category.")
    return lists


def _files(place: Path) -> list[Path]:
    one = place / LIST
    return [one] if one.is_file() else sorted(each for each in place.rglob("*") if each.is_file())


def _oldest(copy: Copy) -> date | None:
    """The copy in service may grow old; only a new one is refused for it."""
    return copy.oldest if copy.sha256 != copy.before else None


def _meant(old: Header | None, keys: Collection[str], accepted: Collection[str]) -> Callable[[str], bool]:
    gone = {key_of(each.name) for each in old.lists if not each.own} - set(keys) if old is not None else set()
    return lambda name: key_of(name) in gone or key_of(name) in accepted


def _flagged(old: Header | None, keys: Collection[str], accepted: Collection[str]) -> bool:
    if old is None:
        return False
    gone = {key_of(each.name) for each in old.lists if not each.own} - set(keys)
    lately = datetime.now(UTC) - datetime.fromisoformat(old.made_on) < _STILL_ACCEPTED
    return bool(gone or accepted or (old.fewer_accepted and lately))


def _linked(
    out: Path, made_of: str, old: Header | None, meant: Callable[[str], bool], *, flagged: bool
) -> Header | None:
    """One file with another school's where it was made of the same things; ``None`` where there is none."""
    for each in sorted(out.parent.parent.glob(f"*/{out.name}")):
        if each == out:
            continue
        with suppress(StoreError, OSError):
            header = Store(each).header
            theirs = replace(header, fewer_accepted=False)  # what another school accepted, this one did not
            if header.recipe != made_of or left(faults(theirs, old), meant) or (flagged and not header.fewer_accepted):
                continue
            beside = out.with_name(f".{out.name}.{os.getpid()}.part")
            beside.unlink(missing_ok=True)
            os.link(each, beside)
            beside.replace(out)
            return header
    return None
