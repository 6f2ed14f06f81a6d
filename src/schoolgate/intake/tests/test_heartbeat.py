"""Silence is noticed by the school's own days: a holiday alarms nobody, and nothing is told twice."""

from datetime import UTC, date, datetime

import pytest

from schoolgate.frame.models import OutboxEvent
from schoolgate.frame.outbox import waiting_for_a_person
from schoolgate.intake import actions, queries
from schoolgate.intake.actions.settings import expect
from schoolgate.intake.checkups import quarantine, silence
from schoolgate.intake.due import notice_silence
from schoolgate.intake.heartbeat import Heard
from schoolgate.intake.models import Delivery, Expectation
from schoolgate.intake.tests.giving import AUTUMN, OPERATOR, ready
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.actions import Period, set_calendar
from schoolgate.people.models import School

FEED = "term-dates"


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


@pytest.fixture
def autumn(school: School) -> School:
    """A school whose autumn term has its half-term holiday in the last week of October."""
    periods = [
        Period("term", "Autumn", date(2026, 9, 2), date(2026, 12, 18)),
        Period("half-term", "Autumn half-term", date(2026, 10, 26), date(2026, 10, 30)),
        Period("term", "Spring", date(2027, 1, 4), date(2027, 3, 26)),
    ]
    set_calendar(school, periods, first=date(2026, 9, 1), last=date(2027, 8, 31), actor=OPERATOR)
    return school


def heard(school: School, every: str, came: str, now: str) -> Heard:
    """What is said at ``now`` of a feed expected since September that last came at ``came``."""
    begun = date(2026, 9, 2)
    Expectation(
        school=school, feed=FEED, every=every, valid_from=begun, recorded_at=datetime(2026, 9, 2, tzinfo=UTC)
    ).save()
    if came:
        delivery = actions.receive(school, "terms.csv", AUTUMN, way=Delivery.Way.FOLDER, actor=OPERATOR, feed=FEED)
        Delivery.objects.for_school(school).filter(pk=delivery.delivery.pk).update(heard_at=noon(came))
    (found,) = queries.expected(school, noon(now))
    return found


@pytest.mark.parametrize(
    ("every", "came", "now", "silent"),
    [
        ("school-day", "2026-10-16", "2026-10-19", False),  # Friday's is fresh through Monday
        ("school-day", "2026-10-16", "2026-10-20", True),
        ("school-day", "2026-10-23", "2026-11-02", False),  # a week of holiday between
        ("school-day", "2026-10-23", "2026-11-03", True),
        ("week", "2026-10-23", "2026-11-05", False),
        ("week", "2026-10-16", "2026-11-03", True),
        ("half-term", "2026-09-10", "2026-12-17", False),
        ("half-term", "2026-09-10", "2027-01-05", True),
        ("week", "2026-12-18", "2027-01-03", False),  # nobody is alarmed at Christmas
        ("week", "", "2026-09-03", False),
        ("week", "", "2026-09-20", True),
    ],
)
def test_what_is_silent(autumn: School, every: str, came: str, now: str, silent: bool) -> None:
    assert heard(autumn, every, came, now).silent is silent


def test_it_says_since_when(autumn: School) -> None:
    assert heard(autumn, "school-day", "2026-10-16", "2026-10-20").sentence == (
        "Nothing since 16 October 2026; it is expected every school day."
    )


def test_silence_is_told_once_in_an_event_and_in_the_record(autumn: School) -> None:
    heard(autumn, "school-day", "2026-10-16", "2026-10-20")
    assert notice_silence(noon("2026-10-20")) == 1
    assert notice_silence(noon("2026-10-21")) == 0
    assert [event.kind for event in OutboxEvent.objects.filter(kind="intake.silent")] == ["intake.silent"]
    assert waiting_for_a_person(autumn.ref) == []  # not before it has been delivered


def test_a_file_that_was_not_taken_does_not_count_as_heard(autumn: School) -> None:
    expect(autumn, FEED, "week", actor=OPERATOR)
    assert queries.last_heard(autumn, FEED) is None
    actions.set_aside(ready(autumn), actor=OPERATOR)
    assert queries.last_heard(autumn, FEED) is None


def test_what_is_no_longer_expected_is_not_missed(autumn: School) -> None:
    heard(autumn, "school-day", "", "2026-10-20")
    assert [finding.thing for finding in silence()]
    expect(autumn, FEED, "never", actor=OPERATOR)
    assert list(silence()) == []
    with pytest.raises(BadInputError, match="hourly"):
        expect(autumn, FEED, "hourly", actor=OPERATOR)
    with pytest.raises(NotFoundError):
        expect(autumn, "no-such-kind", "week", actor=OPERATOR)


def test_a_quarantine_that_fills_is_told(school: School) -> None:
    received = actions.receive(school, "terms.csv", AUTUMN, way=Delivery.Way.PAGE, actor=OPERATOR).delivery
    assert list(quarantine()) == []
    rows = Delivery.objects.for_school(school).filter(pk=received.pk)
    rows.update(received_at=received.received_at.replace(year=2020))
    assert [finding.cause for finding in quarantine()] == ["1 have waited for more than an hour."]
