"""Blanket yeses: the same yes for everybody, which nobody has looked at, and which counts for nothing until then."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from schoolgate.agreements.models import Consent
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.people.models import School
from schoolgate.people.queries import names

# Of fewer, that all say yes is no wonder.
AT_LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Blanket:
    """One place of one source. ``children`` are refs and names by name; ``way`` is a value of ``Signature.Way``."""

    source: str
    place: str
    since: date
    way: str
    children: tuple[tuple[str, str], ...]

    @property
    def where(self) -> str:
        return CHANNELS[self.place]


def is_blanket(yes: int, no: int, of: int) -> bool:
    """Whether so many yeses, of ``of`` who were asked, are one answer for everybody."""
    return yes >= AT_LEAST and not no and yes == of


def blankets(school: School, on: date, *, sources: Collection[str] = ()) -> tuple[Blanket, ...]:
    """Those that wait for somebody to look, by day and place. Names are unlocked: for the office."""
    rows = Consent.objects.for_school(school).as_of(on).filter(blanket=True)
    if sources:
        rows = rows.filter(source__in=list(sources))
    found: defaultdict[tuple[str, str], list[tuple[str, date, str]]] = defaultdict(list)
    for source, place, child, since, way in rows.values_list("source", "channel", "child__ref", "valid_from", "way"):
        found[source, place].append((child, since, way))
    called = names(school, {child for some in found.values() for child, _, _ in some})
    order = list(CHANNELS)
    made = [
        Blanket(
            source,
            place,
            min(since for _, since, _ in some),
            some[0][2],
            tuple(sorted(((child, called.get(child, "")) for child, _, _ in some), key=lambda one: one[1].casefold())),
        )
        for (source, place), some in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.since, order.index(one.place), one.source)))
