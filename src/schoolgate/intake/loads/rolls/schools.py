"""Which of the schools in a file is ours: by its number in the register, or else by its name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from schoolgate.feeds.contract import Row
from schoolgate.kernel.names import folded
from schoolgate.people.models import School

_SAID: Final = 3  # names said before "and others"
_LAESTAB, _URN = 7, 6  # figures


@dataclass(frozen=True, slots=True)
class Ours:
    """``ids`` are those of our school in the file; None where the file names no school. ``doubt`` is a question, where
    neither number nor name is ours (``by_number``: it gives a number of the register, and ours is another);
    ``stranger`` where the file is of several schools, and none of them is ours.
    """

    ids: frozenset[str] | None = None
    doubt: str = ""
    stranger: bool = False
    by_number: bool = False


def ours(schools: Iterable[Row], school: School) -> Ours:
    named = {row.values["school"]: (row.values.get("name", ""), row.values.get("number", "")) for row in schools}
    if not named:
        return Ours()
    numbers = {number for number in (school.urn, school.laestab) if number}
    by_number = {key for key, (_, number) in named.items() if number in numbers}
    by_name = {key for key, (name, _) in named.items() if folded(name) == folded(school.name)}
    found = by_number or by_name
    if found:
        return Ours(frozenset(found))
    if len(named) == 1 and not any(_told_apart(name, number, school) for name, number in named.values()):
        return Ours(frozenset(named))
    names = sorted(name or number or key for key, (name, number) in named.items())
    said = ", ".join(f"“{name}”" for name in names[:_SAID]) + (" and others" if len(names) > _SAID else "")
    if len(named) == 1:
        certain = any(_comparable(number, school) for _, number in named.values())
        return Ours(frozenset(named), f"The file is of {said}. Is that {school.name}?", by_number=certain)
    return Ours(frozenset(), f"None of the schools in the file is {school.name}: {said}.", stranger=True)


def _told_apart(name: str, number: str, school: School) -> bool:
    """Whether anything the file says of a school could be held against what is known of ours: a transfer file gives a
    number of the register only, and of a new school that number may not be known yet."""
    return bool(name) or _comparable(number, school)


def _comparable(number: str, school: School) -> bool:
    """Whether it is a number of a register in which ours is known too."""
    if not number.isdecimal():
        return False
    return bool(school.laestab if len(number) == _LAESTAB else len(number) == _URN and school.urn)
