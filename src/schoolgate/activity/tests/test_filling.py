"""What a question need not be told, because the school is known."""

from datetime import date

from schoolgate.activity import asked_for
from schoolgate.activity.filling import closed_days, half_terms, usual
from schoolgate.activity.questions.contract import Period
from schoolgate.activity.questions.registry import QUESTIONS
from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Period as Days
from schoolgate.kernel.clocks.terms import Term
from schoolgate.people.models import School

AUTUMN = Term(date(2026, 9, 3), date(2026, 12, 18), "autumn", Days(date(2026, 10, 24), date(2026, 11, 1)))
CALENDAR = SchoolCalendar(nation=Nation.ENGLAND, terms=(AUTUMN,))


def test_half_terms_are_those_that_have_begun_the_latest_last() -> None:
    found = half_terms(CALENDAR, date(2026, 11, 10), most=2)
    assert found == (
        Period("Autumn 2026, first half", date(2026, 9, 3), date(2026, 10, 23)),
        Period("Autumn 2026, second half", date(2026, 11, 2), date(2026, 12, 18)),
    )
    assert half_terms(CALENDAR, date(2026, 11, 1), most=1)[0].name == "Autumn 2026, first half"


def test_closed_days_are_weekdays_without_school() -> None:
    found = closed_days(CALENDAR, date(2026, 10, 23), date(2026, 11, 2))
    assert found == tuple(date(2026, 10, day) for day in range(26, 31))


def test_sites_that_were_asked_for_come_from_whoever_knows_them_by_their_domains(school: School) -> None:
    def knows(school: School) -> tuple[str, ...]:
        return ("maps.atlas.example", "www.atlas.example", "192.0.2.7")

    asked_for.register(knows)
    try:
        told = usual(QUESTIONS.get("over-block-candidates"), school, date(2026, 11, 10))
    finally:
        asked_for._KNOWN.remove(knows)
    assert "atlas.example" in told["asked"]
    assert "maps.atlas.example" not in told["asked"]


def test_a_question_that_needs_nothing_of_the_school_is_told_nothing(school: School) -> None:
    assert usual(QUESTIONS.get("use-by-level"), school, date(2026, 11, 10)) == {}
