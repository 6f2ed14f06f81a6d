"""Whether a store may take the place of the one in service."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from schoolgate.filtering.store.layout import Header, ListFacts

LEAST_LEFT: Final = 0.9  # of the rows of a list, or of all
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a store must not serve, in a sentence. ``lists``: the names of the lists it lies with; none for all."""

    said: str
    lists: tuple[str, ...] = ()


def refusals(new: Header, old: Header | None) -> list[str]:
    """Why ``new`` must not take the place of ``old``, in sentences; none where it may."""
    return [each.said for each in faults(new, old)]


def faults(new: Header, old: Header | None) -> list[Fault]:
    """As ``refusals``, with the lists at fault.

    A list that lost over a tenth of its rows was cut short on its way far more often than its maker struck them out.
    """
    if not new.rows:
        return [Fault("There is no row in it: it would close nothing.")]
    if old is None or new.fewer_accepted:
        return []
    return list(_faults(new, old))


def _faults(new: Header, old: Header) -> Iterator[Fault]:
    lists = {each.name: each for each in new.lists}
    before = [each for each in old.lists if not each.own]  # what we know ourselves comes with the program
    if said := _shrunken("All lists together", new.rows, old.rows):
        yield Fault(said)
    if missing := [was.name for was in before if was.kept and was.name not in lists]:
        yield Fault(_missing(missing), tuple(missing))
    for was in before:
        if (now := lists.get(was.name)) is not None:
            for said in (_shrunken(f"The list {was.name}", now.kept, was.kept), _older(now, was)):
                if said:
                    yield Fault(said, (was.name,))


def _missing(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    verb = "is" if len(names) == 1 else "are"
    return f"In service and not given {verb}: {', '.join(names[:_SHOWN])}{more}."


def _shrunken(what: str, now: int, was: int) -> str:
    if now >= was * LEAST_LEFT:
        return ""
    verb = "have" if what.startswith("All") else "has"
    return f"{what} {verb} {now:,} row{'' if now == 1 else 's'}, and {was:,} in service: over a tenth fewer."


def _older(now: ListFacts, was: ListFacts) -> str:
    """A list that says its own day must not go back."""
    if not now.dated or not was.dated or now.day >= was.day:
        return ""
    return f"The list {was.name} was made on {now.day}, and the one in service on {was.day}: it is older."
