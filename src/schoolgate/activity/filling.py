"""What a question need not be told, because the school is known: half terms, closed days, what was asked for."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from schoolgate.activity.asked_for import sites_asked_for
from schoolgate.activity.engines.contract import Parts
from schoolgate.activity.queries import parts
from schoolgate.activity.questions.contract import Period, Question, Values
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Term
from schoolgate.people import queries as people
from schoolgate.people.models import Group, School

HALVES: Final = 6  # a year of them
_DAY: Final = timedelta(days=1)
_YEAR: Final = 366


def usual(question: Question, school: School, on: date) -> dict[str, Any]:
    """Values for those of its parameters that the school answers by itself, on a day at the school."""
    known: dict[str, Callable[[], Any]] = {
        "periods": lambda: half_terms(people.calendar(school), on),
        "closed": lambda: closed_days(people.calendar(school), on - timedelta(days=_YEAR), on),
        "asked": lambda: sites_asked_for(school),
    }
    return {each.key: known[each.key]() for each in question.parameters if each.key in known}


def half_terms(calendar: SchoolCalendar, on: date, most: int = HALVES) -> tuple[Period, ...]:
    """The last half terms that have begun by ``on``, in order; the one that is going on is the last."""
    year = calendar.academic_year(on)
    found = [
        Period(_half(term, number), half.starts, half.ends)
        for each in (year - 1, year)
        for term in calendar.terms_of(each)
        for number, half in enumerate(term.halves, 1)
        if half.starts <= on
    ]
    return tuple(found[-most:])


def _half(term: Term, number: int) -> str:
    """ "Autumn 2026, first half"; a short term without a break is called by its own name."""
    name = term.name[:1].upper() + term.name[1:]
    year = "" if str(term.starts.year) in name else f" {term.starts.year}"
    part = "" if term.half_term is None else f", {'first' if number == 1 else 'second'} half"
    return f"{name}{year}{part}"


def closed_days(calendar: SchoolCalendar, first: date, last: date) -> tuple[date, ...]:
    """Days from Monday to Friday without school: holidays, closures and days without pupils."""
    days = (first + _DAY * number for number in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() < 5 and not calendar.is_school_day(day))


def class_names(school: School) -> dict[str, str]:
    """What classes are called, by their refs: unlocked, for a page that may show them."""
    return dict(Group.objects.for_school(school).values_list("ref", "name"))


def manifest_of(schools: School | list[School], question: Question, values: Values) -> Parts:
    """The live parts of what a question reads, of the days it asks for."""
    first, last = question.days(values)
    return {kind: [each.path for each in parts(schools, kind, first=first, last=last)] for kind in question.over}
