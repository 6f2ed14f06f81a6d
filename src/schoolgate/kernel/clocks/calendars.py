"""One school's calendar, a frozen value: nation, time zone, terms, INSET days, closures. Verdicts keep its version."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from schoolgate.kernel.clocks.assumed import assumed_terms
from schoolgate.kernel.clocks.bank_holidays import Nation, bank_holidays
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.clocks.terms import Period, Term, academic_year_of
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class SchoolCalendar:
    """What a day is at one school. With no terms, or beyond those given, the common English year is assumed.

    Give whole academic years: an assumed term is added only where none of the year's given terms overlaps it. A term
    belongs to the academic year it ends in. ``inset_days`` are working days without pupils; ``closures`` are days the
    school did not open (snow, a polling station). Raises ``BadInputError`` if two terms overlap.
    """

    nation: Nation = Nation.ENGLAND
    terms: tuple[Term, ...] = ()
    inset_days: frozenset[date] = frozenset()
    closures: frozenset[date] = frozenset()
    zone: str = "Europe/London"
    academic_year_begins: tuple[int, int] = (9, 1)  # month, day
    _by_year: dict[int, tuple[Term, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", tuple(sorted(self.terms)))
        for earlier, later in zip(self.terms, self.terms[1:], strict=False):
            if later.starts <= earlier.ends:
                raise BadInputError(
                    f"terms {earlier.name!r} and {later.name!r}",
                    f"the second starts on {spelt(later.starts)}, before the first has ended.",
                    "Give each term its own first and last day.",
                )

    @cached_property
    def version(self) -> str:
        """Twelve characters that change whenever an answer may: over all that is given, and its bank holidays."""
        years = sorted({year for term in self.terms for year in (term.starts.year, term.ends.year)})
        return digest(
            {
                "plain": self.as_plain(),
                "bank_holidays": [day.isoformat() for year in years for day in bank_holidays(self.nation, year)],
            }
        )[:12]

    def as_plain(self) -> dict[str, object]:
        """All that is given, as strings, lists and objects only."""
        return {
            "nation": self.nation.value,
            "zone": self.zone,
            "academic_year_begins": list(self.academic_year_begins),
            "terms": [_term_as_plain(term) for term in self.terms],
            "inset_days": sorted(day.isoformat() for day in self.inset_days),
            "closures": sorted(day.isoformat() for day in self.closures),
        }

    @cached_property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def local_day(self, moment: date | datetime) -> date:
        """The school's own date at a moment. Raises ``ValueError`` for a moment that does not say its time zone."""
        if not isinstance(moment, datetime):
            return moment
        if moment.tzinfo is None:
            raise ValueError(f"{moment} has no time zone, so nobody can say which day it is at the school")
        return moment.astimezone(self.zone_info).date()

    def end_of(self, day: date) -> datetime:
        """The last moment of a day at the school."""
        return datetime.combine(day, time.max, self.zone_info)

    def start_of(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone_info)

    def terms_of(self, year: int) -> tuple[Term, ...]:
        """The terms of the academic year that begins in ``year``, in order: given, and assumed where none was given."""
        if year not in self._by_year:
            given = [term for term in self.terms if academic_year_of(term.ends, self.academic_year_begins) == year]
            gaps = [
                term
                for term in assumed_terms(year)
                if not any(mine.starts <= term.ends and term.starts <= mine.ends for mine in self.terms)
            ]
            self._by_year[year] = tuple(sorted(given + gaps))
        return self._by_year[year]

    def academic_year(self, day: date) -> int:
        return academic_year_of(day, self.academic_year_begins)

    def year_period(self, year: int) -> Period:
        """The academic year that begins in ``year``, first day to last."""
        month, day = self.academic_year_begins
        return Period(date(year, month, day), date(year + 1, month, day) - _DAY)

    def term_on(self, day: date) -> Term | None:
        """The term a day falls in, its half-term break included; none in the holidays between terms."""
        year = self.academic_year(day)
        for near in (year, year + 1, year - 1):  # a term may begin late in August, before its academic year does
            for term in self.terms_of(near):
                if term.starts <= day <= term.ends:
                    return term
        return None

    def is_assumed(self, day: date) -> bool:
        """Whether what is known of the day rests on term dates nobody at the school has given."""
        term = self.term_on(day)
        if term is not None:
            return term not in self.terms
        return not any(known in self.terms for known in self.terms_of(self.academic_year(day)))

    def in_session(self, day: date) -> bool:
        """Whether the day is inside a term and outside its break, weekends included."""
        term = self.term_on(day)
        return term is not None and term.in_session(day)

    def is_bank_holiday(self, day: date) -> bool:
        return day in bank_holidays(self.nation, day.year)

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, less the nation's bank holidays; school holidays and INSET days are working days."""
        return day.weekday() < _SATURDAY and not self.is_bank_holiday(day)

    def is_school_day(self, day: date) -> bool:
        """A day on which there is a session for pupils (the sense of SI 2004/3364 regulation 3(3))."""
        return (
            self.is_working_day(day)
            and day not in self.inset_days
            and day not in self.closures
            and self.in_session(day)
        )


def _term_as_plain(term: Term) -> dict[str, object]:
    away = term.half_term
    return {
        "name": term.name,
        "starts": term.starts.isoformat(),
        "ends": term.ends.isoformat(),
        "half_term": [away.starts.isoformat(), away.ends.isoformat()] if away else None,
    }
