"""The made-up school's filter has a past: tests each week, one that failed, sites asked for, and days of decisions."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from schoolgate.evidence.queries import facts
from schoolgate.filtering.models import FilterTest, FilterTestRun, SiteRequest
from schoolgate.filtering.queries import over_blocking, proofs
from schoolgate.filtering.queries.asking import pace
from schoolgate.filtering.queries.proof import PROVEN, WRONG
from schoolgate.filtering.queries.usage import use_of
from schoolgate.frame.actor import system
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.site.demo import agreed_filter, asked_sites, decisions, filter_tests, machines, school
from schoolgate.site.demo.cast import Cast
from schoolgate.site.demo.clock import standing_at

pytestmark = pytest.mark.django_db
BY = system("demo")


@pytest.fixture
def made(settings: object, tmp_path: object) -> tuple[School, Cast]:
    """A small Robin Hill whose head and safeguarding lead have agreed a filter, and switched it on."""
    settings.SCHOOLGATE_DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings, as an object
    here, cast = school._begin("small", BY)
    agreed_filter.watch(here, cast, today(here))
    agreed_filter.switch_on(here, cast, today(here))
    return here, cast


def at(number: int) -> datetime:
    """The visit of a week, counted back from a Thursday long enough ago."""
    day = timezone.now().date() - timedelta(weeks=16 - number)
    return datetime.combine(day, time(9, 20), ZoneInfo("Europe/London"))


def test_it_works(made: tuple[School, Cast]) -> None:
    """Planned in one week, tried in each; one of five fails once and is well again the week after."""
    here, cast = made
    stood = {}
    filter_tests.weekly(here, cast, filter_tests.BEGINS - 1)  # before the first plan nobody tries anything
    assert FilterTest.objects.for_school(here).count() == 0
    for number in (filter_tests.BEGINS, filter_tests.FAILED, filter_tests.FAILED + 1):
        with standing_at(at(number)):
            filter_tests.weekly(here, cast, number)
        found = [one.state for one in proofs(here, at(number) + timedelta(minutes=1))]
        stood[number] = (found.count(PROVEN), found.count(WRONG))
    assert stood == {filter_tests.BEGINS: (5, 0), filter_tests.FAILED: (4, 1), filter_tests.FAILED + 1: (5, 0)}
    assert FilterTest.objects.for_school(here).count() == 5
    assert FilterTestRun.objects.for_school(here).count() == 15
    day = at(filter_tests.FAILED + 1).date()
    assert over_blocking(here, day - timedelta(days=28), day).opened == 10  # five pages, for staff and for guests
    assert facts(here, day)["filtering.places_tested"].good == 5


def test_lessons_asked_for_sites_and_ten_days_of_decisions_are_counted(made: tuple[School, Cast]) -> None:
    here, cast = made
    for number in sorted(asked_sites._ASKED):
        asked_sites.weekly(here, cast, number)
    states = [row.state for row in SiteRequest.objects.for_school(here).order_by("pk")]
    assert states == ["yes", "yes", "yes", "no", "yes", "yes"]
    told = pace(here, timezone.now() + timedelta(hours=1))
    assert told is not None
    assert (told.answers, told.lapsed) == (6, 0)
    machines.make(here, BY)
    decisions.land(here, 1, BY)
    day = today(here)
    use = use_of(here, day - timedelta(days=28), day)
    assert use is not None
    assert use.kinds.total() == 490 * decisions.DAYS
    assert use.unknown == 0
    assert "gambling" in {kind.category for kind in use.kinds if kind.verdict == "block"}
    assert facts(here, day)["filtering.known"].late == 0
    assert facts(here, day)["filtering.kinds_closed"].late == 0
