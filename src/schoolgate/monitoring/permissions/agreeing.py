"""Who may agree that a permission to look is given: the head and a governor, two different people. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

HEAD, GOVERNOR = "head", "governor"
SIDES: Final = (HEAD, GOVERNOR)
GOVERNING: Final = ("chair", "online-safety-governor", "governors")


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that is there: for which side, and the human behind it."""

    side: str
    human: str


def side_of(
    roles: Collection[str], human: str, *, acts_as_head: bool, given_to: str, signed: Collection[Signed] = ()
) -> str:
    """The side for which somebody may sign now, or none. A permission for the head's own role needs the chair.

    Whoever signed once does not sign again, so whoever is head and governor at once is still one person.
    """
    if any(one.human == human for one in signed):
        return ""
    there = {one.side for one in signed}
    governing = ("chair",) if given_to == "head" else GOVERNING
    if acts_as_head and HEAD not in there:
        return HEAD
    if set(roles) & set(governing) and GOVERNOR not in there:
        return GOVERNOR
    return ""


def complete(signed: Collection[Signed]) -> bool:
    """Whether both sides are there, by two humans."""
    return {one.side for one in signed} == set(SIDES) and len({one.human for one in signed}) == len(SIDES)
