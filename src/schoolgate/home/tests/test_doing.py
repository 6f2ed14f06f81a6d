"""What is asked of people and what is being put right, as the first page, the open promise and Friday tell it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.evidence import actions
from schoolgate.evidence.models import Job
from schoolgate.frame.bitemporal import put
from schoolgate.home.doing import lateness, week
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import opened, reading_address, words_of
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.intake.models import Expectation
from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Term
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Version

AUTUMN = SchoolCalendar(Nation.ENGLAND, (Term(date(2026, 9, 2), date(2026, 12, 18), "Autumn"),))


@pytest.fixture
def head(client: Client, school: School) -> Person:
    found: Person = Person.objects.for_school(school).get(account__email="head@robinhill.example")
    people.give_role(found, "head", actor=OPERATOR, valid_from=today(school))
    return found


def asked(school: School, promise: str = "", *, due_in: int = 3, words: str = "Read the report") -> None:
    due = today(school) + timedelta(days=due_in)
    on = min(due, today(school))
    actions.raise_job(
        school, kind="try", about=words, role="head", due=due, actor=OPERATOR, promise=promise, words=words, on=on
    )


def promise_of(client: Client, school: School, sentence: str) -> str:
    return opened(client, school, sentence).partition("open=")[2]


@pytest.mark.parametrize(
    ("due", "on", "words"),
    [
        (date(2026, 11, 6), date(2026, 11, 9), "1 school day late"),  # a Friday, and the Monday after
        (date(2026, 11, 6), date(2026, 11, 10), "2 school days late"),
        (date(2026, 11, 6), date(2026, 11, 8), "late"),  # a Sunday: no school day has gone
    ],
)
def test_lateness_is_counted_in_school_days(due: date, on: date, words: str) -> None:
    assert lateness(AUTUMN, due, on) == words


def test_a_job_of_mine_is_a_card_with_the_sentence_it_keeps(
    client: Client, head: Person, school: School, in_force: Version
) -> None:
    asked(school, promise_of(client, school, a_document.FILTER))
    text = words_of(client.get(f"/schools/{school.ref}/"))
    assert f"Read the report “{a_document.FILTER}” Our policy, 1 Why now. It is due by" in text


def test_a_late_job_comes_before_what_is_not_late(
    client: Client, head: Person, school: School, in_force: Version
) -> None:
    asked(school)
    asked(school, due_in=-7, words="Sign the paper")
    text = words_of(client.get(f"/schools/{school.ref}/"))
    assert text.index("Sign the paper") < text.index("Read the report")
    assert "Why now. It was due on" in text


def test_somebody_elses_job_does_not_need_me(
    client: Client, teacher: Client, head: Person, school: School, in_force: Version
) -> None:
    asked(school)
    assert "Nothing needs you today." in words_of(teacher.get(f"/schools/{school.ref}/"))


def test_what_is_done_about_a_promise_is_told_everywhere_and_asked_no_more(
    client: Client, teacher: Client, head: Person, school: School, in_force: Version
) -> None:
    client.post(reading_address(client, school, a_document.REVIEW), {"right": "yes"})
    promise = promise_of(client, school, a_document.REVIEW)
    soon = today(school) + timedelta(days=5)
    actions.put_right(school, promise, what="Set the meeting", who=head, by_when=soon, actor=OPERATOR)
    board = words_of(client.get(f"/schools/{school.ref}/"))
    assert f"Being put right Set the meeting {head.name} {soon:%A} {soon.day} {soon:%B}" in board
    assert "Say what we are doing" not in board
    panel = words_of(client.get(opened(client, school, a_document.REVIEW)))
    assert f"What we are doing Set the meeting {head.name}. To be put right by {soon.day}" in panel
    assert "1. Set the meeting" in words_of(client.get(f"/schools/{school.ref}/friday/"))
    assert "Being put right" not in words_of(teacher.get(f"/schools/{school.ref}/"))


def test_what_is_done_once_for_several_promises_is_told_once(
    client: Client, head: Person, school: School, in_force: Version
) -> None:
    soon = today(school) + timedelta(days=5)
    later = soon + timedelta(days=1)
    for sentence, day in ((a_document.REVIEW, soon), (a_document.FILTER, soon), (a_document.LOGS, later)):
        promise = promise_of(client, school, sentence)
        actions.put_right(school, promise, what="Set the meeting", who=head, by_when=day, actor=OPERATOR)
    board = words_of(client.get(f"/schools/{school.ref}/"))
    assert f"Set the meeting for 2 promises {head.name} {soon:%A} {soon.day} {soon:%B}" in board
    assert f"Set the meeting {head.name} {later:%A}" in board  # another day is another line
    friday = words_of(client.get(f"/schools/{school.ref}/friday/"))
    assert friday.count("Set the meeting") == 1
    assert "And 2 more sentences." in friday
    assert f"{head.name}, by {soon.day} {soon:%B}" in friday  # the soonest of them


def test_the_friday_five_name_whose_job_it_is(client: Client, head: Person, school: School, in_force: Version) -> None:
    asked(school, promise_of(client, school, a_document.FILTER))
    text = words_of(client.get(f"/schools/{school.ref}/friday/"))
    assert f"1. Read the report “{a_document.FILTER}”" in text
    assert f"Headteacher ({head.name}), by" in text


def test_what_the_school_has_in_hand_is_reckoned_anew_when_something_is_asked(head: Person, school: School) -> None:
    before = len(week(school, today(school)).jobs)
    asked(school)
    assert len(week(school, today(school)).jobs) == before + 1


@pytest.mark.parametrize(("feed", "who"), [("devices-csv", "IT support"), ("people-csv", "School office")])
def test_whoever_has_a_silent_source_is_asked_once(
    client: Client, head: Person, school: School, in_force: Version, feed: str, who: str
) -> None:
    began = today(school) - timedelta(days=60)
    put(Expectation(school=school, feed=feed, every="week", valid_from=began, recorded_at=datetime.now(UTC)))
    page = client.get(f"/schools/{school.ref}/")
    assert "Gone quiet" in words_of(page)
    address = reverse("home.ask-about", args=[school.ref])
    assert address in page.text
    for _ in range(2):
        assert f"Asked: {who}, within a week." in words_of(client.post(address, {"source": feed}, follow=True))
    assert Job.objects.for_school(school).filter(about=feed).count() == 1


def test_what_is_not_silent_is_not_asked_about(client: Client, school: School, in_force: Version) -> None:
    said = client.post(reverse("home.ask-about", args=[school.ref]), {"source": "devices-csv"}, follow=True)
    assert "That is not silent any more, so nobody was asked." in words_of(said)
    assert not Job.objects.for_school(school).exists()
