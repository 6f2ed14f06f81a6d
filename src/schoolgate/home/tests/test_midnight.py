"""No page tells today what was so yesterday, though nothing was recorded in the night."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from schoolgate.evidence import actions
from schoolgate.evidence.queries import standing
from schoolgate.home.doing import review_due, week
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import opened, words_of
from schoolgate.home.tests.conftest import OPERATOR, signed_in
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import length
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version

HEAD, TEACHER = "head@robinhill.example", "teacher@robinhill.example"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def head(client: Client, school: School) -> Person:
    found: Person = Person.objects.for_school(school).get(account__email=HEAD)
    people.give_role(found, "head", actor=OPERATOR, valid_from=today(school))
    return found


def at(monkeypatch: pytest.MonkeyPatch, day: date, clock: time) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.combine(day, clock, LONDON))


def test_a_review_that_was_not_late_is_late_and_so_is_a_job(
    client: Client, head: Person, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = today(school)
    reading = a_document.reading(review_due=day)
    version = policies.keep_version(school, reading, filename="policy.docx", data=b"the file", actor=OPERATOR)
    policies.put_in_force(version, body="governing-body", ratified_on=day, actor=OPERATOR, actor_name="operator")
    promise = opened(client, school, a_document.REVIEW).partition("open=")[2]
    policies.answer_reading(school, promise, correction=None, actor=OPERATOR, actor_name="operator")
    actions.raise_job(
        school, kind="try", about="x", role="head", due=day, actor=OPERATOR, promise=promise, words="Read it", on=day
    )
    pages = [f"/schools/{school.ref}/{page}" for page in ("", f"policy/?open={promise}", "friday/", "jobs/")]
    at(monkeypatch, day, time(23, 59, 59))
    before = [words_of(signed_in(HEAD).get(page)) for page in pages]
    entries = length(school_chain(school.ref))
    at(monkeypatch, day + timedelta(days=1), time(0, 0, 1))
    after = [words_of(signed_in(HEAD).get(page)) for page in pages]
    assert length(school_chain(school.ref)) == entries
    assert [page for page, one, other in zip(pages, before, after, strict=True) if one == other] == []
    assert "It is due by" in before[0]
    assert "It was due on" in after[0]
    assert "Its review was due on" in after[1]


def test_a_role_that_ends_today_opens_nothing_tomorrow(
    teacher: Client, client: Client, school: School, in_force: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = today(school)
    who = Person.objects.for_school(school).get(account__email=TEACHER)
    people.end_role(who, "teachers", actor=OPERATOR, valid_to=day + timedelta(days=1))
    page = f"/schools/{school.ref}/policy/"
    at(monkeypatch, day, time(23, 59, 59))
    assert signed_in(TEACHER).get(page).status_code == 200
    at(monkeypatch, day + timedelta(days=1), time(0, 0, 1))
    assert signed_in(TEACHER).get(page).status_code == 404


def test_each_day_has_an_answer_of_its_own(head: Person, school: School, in_force: Version) -> None:
    day = today(school)
    for on in (day, day + timedelta(days=1), day + timedelta(days=400)):
        found = standing(school, on=on)
        assert found is not None
        assert found.on == on
        assert review_due(school, found.policy, on) == review_due(school, found.policy, on)
        assert week(school, on).jobs == ()
