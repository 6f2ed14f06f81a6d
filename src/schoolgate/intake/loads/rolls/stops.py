"""When a roll is so unlike what is known that a person must say yes first. The figures and their reasons are in
docs/decisions/0082-when-a-roll-stops.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from schoolgate.people.known import Known
from schoolgate.people.models import Group
from schoolgate.people.rolls import Place

ALWAYS: Final = 0.4  # so many leavers are asked about whatever the season
UNUSUAL: Final = 0.15  # and so many, those of the oldest year in the season of change left out
A_FEW: Final = 5  # fewer than these are nothing out of the ordinary by themselves
MOVED: Final = 0.5
_SEASON: Final = ((7, 1), (10, 15))  # month and day: schools move up between them


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a plan would come to: of pupils and of staff, who is on roll now, who would leave, who would move class."""

    on: date
    pupils: Sequence[Known]
    staff: Sequence[Known]
    leaving: frozenset[str]
    moving: frozenset[str]
    named: frozenset[str]  # the classes that the roll names, folded
    strays: int
    whole: bool
    unseated: int  # pupils who would be in no class any more
    other: Mapping[str, int]  # how many pupils would have another name, another date of birth
    staff_rows: int


def on_roll(known: Known, roles: Iterable[str]) -> bool:
    """Whether a roll has them here: they hold a role that a roll gave."""
    return any(role in known.roles and known.roles[role].by_roll for role in roles)


def stop(out: Outcome) -> str:
    """A sentence for each thing to be asked, one after another; empty when nothing is."""
    asked = (_pupils(out), _staff(out), _classes(out), _moves(out), _unseated(out), _other(out), _strays(out))
    return " ".join(sentence for sentence in asked if sentence)


def _pupils(out: Outcome) -> str:
    here, leaving = len(out.pupils), [one for one in out.pupils if one.ref in out.leaving]
    expected = {one.ref for one in leaving if _in_season(out.on) and year_of(one) == _oldest(out.pupils)}
    unusual = len(leaving) - len(expected)
    if (len(leaving) >= max(2, ALWAYS * here)) or unusual >= max(A_FEW, UNUSUAL * here):
        return f"{len(leaving):,} of {here:,} pupils would leave. Is the file whole?"
    return ""


def _staff(out: Outcome) -> str:
    here, leaving = len(out.staff), sum(one.ref in out.leaving for one in out.staff)
    if out.whole and here and not out.staff_rows:
        return f"There are no staff in the file, and {here:,} are known. Is the file whole?"
    if leaving >= max(2, ALWAYS * here):
        return f"{leaving:,} of {here:,} staff would leave. Is the file whole?"
    return ""


def _classes(out: Outcome) -> str:
    known = {
        held.name.casefold(): held.name
        for one in out.pupils
        for held in one.places.values()
        if held.kind == Group.Kind.CLASS
    }
    gone = sorted(name for folded, name in known.items() if folded not in out.named)
    if out.named and not _in_season(out.on) and len(gone) >= max(2, len(known) / 2):
        return f"{len(gone)} of {len(known)} classes are not in the file: {', '.join(gone[:4])}. Is the file whole?"
    return ""


def _moves(out: Outcome) -> str:
    seated = {one.ref for one in out.pupils if any(held.kind == Group.Kind.CLASS for held in one.places.values())}
    moving = len(seated & out.moving)
    if not _in_season(out.on) and moving >= max(A_FEW, MOVED * len(seated)):
        return f"{moving:,} of {len(seated):,} pupils would change class. Is it the right file?"
    return ""


def _unseated(out: Outcome) -> str:
    """Places in classes cut off at the end of their file look like children taken out of every class."""
    if out.unseated >= max(A_FEW, UNUSUAL * len(out.pupils)):
        return f"{out.unseated:,} of {len(out.pupils):,} pupils would be in no class any more. Is the file whole?"
    return ""


def _other(out: Outcome) -> str:
    """Columns changed over, or a sort of one column alone, give everybody somebody else's name or day."""
    return " ".join(
        f"{count:,} of {len(out.pupils):,} pupils would have another {words}. Are the columns right?"
        for words, count in out.other.items()
        if count >= max(A_FEW, ALWAYS * len(out.pupils))
    )


def _strays(out: Outcome) -> str:
    if not out.strays or not out.leaving:
        return ""
    rows = "One row" if out.strays == 1 else f"{out.strays:,} rows"
    leave = "one person" if len(out.leaving) == 1 else f"{len(out.leaving):,} people"
    return f"{rows} could not be read and {leave} would leave. Are they not the same?"


def of_ties(ends: int, of: int) -> str:
    """Asked where so many family ties would end at once that the file may be without its families."""
    if ends >= max(A_FEW, ALWAYS * of):
        return f"{ends:,} of {of:,} family ties would end. Are the families in the file whole?"
    return ""


def is_part(out_pupils: Sequence[Known], places: Iterable[Place], entries: int) -> str:
    """A sentence where the roll is of one class or one year group only, of several that are known; else empty."""
    said: Counter[tuple[str, str]] = Counter((place.kind, place.name.casefold()) for place in places)
    names = {place.name.casefold(): place.name for place in places}
    for kind, words in ((Group.Kind.CLASS, "class"), (Group.Kind.YEAR, "year group")):
        of = [name for known_kind, name in said if known_kind == kind]
        known = {held.name for one in out_pupils for held in one.places.values() if held.kind == kind}
        if len(of) == 1 and len(known) > 1 and said[kind, of[0]] == entries:
            return f"The file is of one {words} only, {names[of[0]]}, so nobody leaves by it."
    return ""


def year_of(known: Known) -> int | None:
    return next((held.year for held in known.places.values() if held.kind == Group.Kind.YEAR), None)


def _oldest(pupils: Sequence[Known]) -> int | None:
    return max((year for one in pupils if (year := year_of(one)) is not None), default=None)


def _in_season(on: date) -> bool:
    return _SEASON[0] <= (on.month, on.day) <= _SEASON[1]
