"""What the pages on access show: the access gate's answers for a class, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schoolgate.agreements.queries.gating import ADULTS, GateThen
from schoolgate.gates.access.deciding import Answer, State
from schoolgate.gates.access.things import THINGS
from schoolgate.people.classes.queries import ClassRow


@dataclass(frozen=True, slots=True)
class ClassOnPage:
    """``since`` is the day from which it is switched on; ``waiting`` how many wait for something, of ``people``."""

    ref: str
    name: str
    people: int
    waiting: int
    since: date | None
    lessons: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Things of one person that are not open, for the same reasons."""

    things: str
    words: str
    reasons: str


@dataclass(frozen=True, slots=True)
class OnPage:
    """People of whom the same is not open, for the same reasons; nothing in ``held`` where all is."""

    names: tuple[str, ...]
    held: tuple[Held, ...]


_STATES = {State.WAITING: "Waiting", State.CLOSED: "Closed"}
# What nobody at their place has is no news on a list of who waits.
_NO_NEWS = frozenset({"not-for-them", "nothing-agreed"})


def classes_on_page(then: GateThen, rows: list[ClassRow], *, adults: str) -> list[ClassOnPage]:
    """Every class of ``rows``, and first the adults where they have a name here."""
    found = [(row.ref, row.name, then.of_class(row.ref)) for row in rows]
    if adults:
        found.insert(0, (ADULTS, adults, then.adults()))
    acts, lessons = then.switched.acts, then.switched.lessons
    return [
        ClassOnPage(ref, name, len(refs), waiting(then.answers(refs)), acts.get(ref), ref in lessons)
        for ref, name, refs in found
    ]


def waiting(answers: tuple[Answer, ...]) -> int:
    """How many people wait for something."""
    return len({one.person for one in answers if one.state is State.WAITING})


def people_on_page(answers: tuple[Answer, ...], names: Mapping[str, str]) -> list[OnPage]:
    """Those for whom something is not open first, most people first; names in order."""
    by_person: dict[str, list[Answer]] = {}
    for one in answers:
        by_person.setdefault(one.person, []).append(one)
    alike: dict[tuple[Held, ...], list[str]] = {}
    for ref, some in by_person.items():
        alike.setdefault(_held(some), []).append(names.get(ref, ref))
    found = [OnPage(tuple(sorted(called, key=str.casefold)), held) for held, called in alike.items()]
    return sorted(found, key=lambda one: (not one.held, -len(one.names), one.names))


def _held(answers: list[Answer]) -> tuple[Held, ...]:
    alike: dict[tuple[State, str], list[str]] = {}
    for one in answers:
        if not one.is_open and one.reasons[0].key not in _NO_NEWS:
            alike.setdefault((one.state, one.because), []).append(THINGS[one.thing].words)
    return tuple(Held(_listed(things), _STATES[state], because) for (state, because), things in alike.items())


def _listed(words: list[str]) -> str:
    text = ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]
    return text[0].upper() + text[1:]
