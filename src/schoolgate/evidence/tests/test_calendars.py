"""Jobs in somebody's own calendar: good iCalendar, the same entries each time, and never a child's name or a case."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import actions
from schoolgate.evidence.calendars import calendar_of, owner
from schoolgate.evidence.models import Job
from schoolgate.evidence.tests.test_jobs import somebody
from schoolgate.frame.actor import operator, person
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

OPERATOR = operator("test")
CASE = re.compile(r"\b(child|children|pupil|concern|incident|allegation|parent)", re.IGNORECASE)
ROLL = ("Zoë O’Neill-Wren", "Siân ap Rhys", "Wilf Hale", "Isla Marchetti-Bright", "Bo Li")


@pytest.fixture
def head(school: School) -> Person:
    return somebody(school, "Amara Whitlock", "head")


def asked(school: School, about: str, words: str = "Look", *, days: int = 9) -> str:
    due = today(school) + timedelta(days=days)
    return actions.raise_job(school, kind="look", about=about, role="head", due=due, actor=OPERATOR, words=words)


def events(who: Person) -> dict[str, Component]:
    """By UID, as another programme reads them."""
    return {str(event["UID"]): event for event in Calendar.from_ical(calendar_of(who)).walk("VEVENT")}


def test_it_works(school: School, head: Person) -> None:
    ref = asked(school, "one")
    calendar = Calendar.from_ical(calendar_of(head))
    assert (calendar["VERSION"], str(calendar["PRODID"])) == ("2.0", "-//Schoolgate//Jobs//EN")
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("DTSTART") == today(school) + timedelta(days=9)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1)
    assert {"UID", "DTSTAMP", "SUMMARY", "STATUS", "URL"} <= set(event)
    assert str(event["UID"]) == f"{ref}@schoolgate"
    assert not calendar.errors


def test_the_same_jobs_are_the_same_bytes_and_keep_their_ids_when_they_change(school: School, head: Person) -> None:
    ref = asked(school, "one")
    first = calendar_of(head)
    assert calendar_of(head) == first
    office = somebody(school, "Bea Finch", "office")
    actions.pass_on(school, ref, to=office, actor=person(head.ref))
    assert list(events(office)) == [f"{ref}@schoolgate"]
    assert events(head) == {}


def test_what_is_done_is_told_as_cancelled_and_then_no_more(school: School, head: Person) -> None:
    ref = asked(school, "one", days=0)
    actions.do_job(school, ref, actor=person(head.ref), person=head)
    (event,) = events(head).values()
    assert (str(event["STATUS"]), event["SEQUENCE"], str(event["UID"])) == ("CANCELLED", 1, f"{ref}@schoolgate")
    later = asked(school, "two")
    assert str(events(head)[f"{later}@schoolgate"]["STATUS"]) == "CONFIRMED"


def test_a_job_of_long_ago_is_not_told(school: School, head: Person) -> None:
    day = today(school) - timedelta(days=60)
    ref = actions.raise_job(
        school, kind="look", about="old", role="head", due=day, actor=OPERATOR, words="Look", on=day - timedelta(days=5)
    )
    assert len(events(head)) == 1  # late, and open
    actions.do_job(school, ref, actor=person(head.ref), person=head)
    assert events(head) == {}


def test_a_new_secret_ends_the_one_before_and_whoever_left_has_none(school: School, head: Person) -> None:
    first = actions.make_calendar_link(head, actor=person(head.ref))
    second = actions.make_calendar_link(head, actor=person(head.ref))
    assert (owner(first), owner(second), owner("made-up")) == (None, head, None)
    people.end_role(head, "head", actor=OPERATOR, valid_to=today(school))
    assert owner(second) is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ROLL), st.text(max_size=30)), min_size=1, max_size=4))
def test_no_name_of_the_roll_ever_stands_in_it(school: School, head: Person, told: list[tuple[str, str]]) -> None:
    for number, (name, words) in enumerate(told):
        asked(school, f"{number}-{hash(name)}", f"{words} {name}: a concern")
    text = calendar_of(head).decode().replace("\r\n ", "")
    for name in ROLL:
        assert not [part for part in re.split(r"[\s-]", name) if len(part) > 2 and part in text]
    assert not CASE.search(text)


def test_no_words_of_a_check_speak_of_a_case_there(school: School, head: Person) -> None:
    """Each ask as it would stand in the calendar, on the day it was asked."""
    from_checks = [control for control in CONTROLS if control.ask]
    assert len(from_checks) > 20
    for number, control in enumerate(from_checks):
        assert control.ask is not None
        ref = asked(school, f"check-{number}", control.ask.words)
        Job.objects.for_school(school).filter(ref=ref).update(kind=Job.Kind.ASK)
    text = calendar_of(head).decode().replace("\r\n ", "")
    assert not CASE.search(text)
    assert "A job in Schoolgate" in text
    assert "Restore a file from a backup" in text
