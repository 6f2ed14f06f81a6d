"""What a school is in law, which chooses its deadlines, and its children's age, which chooses their filter level."""

from enum import StrEnum
from typing import Final

OPEN, CLOSED = "open", "closed"


class Funding(StrEnum):
    """Who a school answers to. The law's deadlines differ by it."""

    MAINTAINED = "maintained"
    ACADEMY = "academy"
    INDEPENDENT = "independent"
    OTHER = "other"


FUNDING_WORDS: Final = {
    Funding.MAINTAINED: "Maintained by the local authority",
    Funding.ACADEMY: "Academy or free school",
    Funding.INDEPENDENT: "Independent school",
    Funding.OTHER: "Another kind of school",
}

# The levels of the web filter for children. Key stage 1 ends with the school year in which a child becomes seven
# (Education Act 2002 section 82).
INFANT, JUNIOR = "infant", "junior"
LEVEL_WORDS: Final = {INFANT: "early years and key stage 1", JUNIOR: "key stage 2"}
_KEY_STAGE_1_UNTIL: Final = 7


def level_for_age(age: int) -> str:
    """The filter level for a child who is ``age`` at the end of the school year."""
    return INFANT if age <= _KEY_STAGE_1_UNTIL else JUNIOR


def level_for_school(age_from: int | None) -> str:
    """The level where nothing is known but the school: that of its youngest, and the strictest when no age is known."""
    return INFANT if age_from is None else level_for_age(age_from)
