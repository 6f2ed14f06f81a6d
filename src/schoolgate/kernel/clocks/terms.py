"""A school's year: terms, the half-term breaks inside them, and academic years."""

from dataclasses import dataclass
from datetime import date, timedelta

from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``starts`` to ``ends``, both counted."""

    starts: date
    ends: date

    def __contains__(self, day: date) -> bool:
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One term, first day to last, with its half-term break where it has one.

    Schools that count six short terms give six terms and no breaks. Raises ``BadInputError`` for dates out of order.
    """

    starts: date
    ends: date
    name: str
    half_term: Period | None = None

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise BadInputError(
                f"term {self.name!r}",
                f"it ends on {spelt(self.ends)}, not after it starts on {spelt(self.starts)}.",
                "Give the first and the last day of the term.",
            )
        away = self.half_term
        if away and not self.starts < away.starts <= away.ends < self.ends:
            raise BadInputError(
                f"term {self.name!r}",
                f"its half term, {spelt(away.starts)} to {spelt(away.ends)}, is not inside it.",
                "Give the first and the last day of the break, within the term.",
            )

    def in_session(self, day: date) -> bool:
        """Whether the day falls in the term and outside its break, whatever day of the week it is."""
        return self.starts <= day <= self.ends and not (self.half_term and day in self.half_term)

    @property
    def halves(self) -> tuple[Period, ...]:
        """The half terms on either side of the break; the whole term where it has none."""
        if self.half_term is None:
            return (Period(self.starts, self.ends),)
        day = timedelta(days=1)
        return (
            Period(self.starts, self.half_term.starts - day),
            Period(self.half_term.ends + day, self.ends),
        )


def academic_year_of(day: date, begins: tuple[int, int] = (9, 1)) -> int:
    """The calendar year in which the academic year of ``day`` began. It begins on 1 September unless told otherwise."""
    return day.year if (day.month, day.day) >= begins else day.year - 1
