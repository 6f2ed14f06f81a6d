"""A damaged file of the log costs its own rows, and the page says which; not the page, not the load."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from schoolgate.activity.actions import add_source
from schoolgate.activity.models import Part, Source
from schoolgate.activity.queries import missing, parts
from schoolgate.activity.tests.squid import OPERATOR, TUESDAY, give, line
from schoolgate.monitoring.models import Alert
from schoolgate.monitoring.pages.check import AROUND
from schoolgate.monitoring.queries.around import rows_between
from schoolgate.monitoring.queries.coverage import coverage
from schoolgate.monitoring.tests.conftest import REASON, Cast

SEARCH = "http://www.google.co.uk/search?q=i+want+to+die"


@pytest.fixture
def source(cast: Cast) -> Source:
    source = add_source(cast.school, "The filter in the office", "squid", actor=OPERATOR)
    an_hour_ago = (timezone.now() - TUESDAY - timedelta(hours=1)).total_seconds()
    give(source, [line(an_hour_ago), line(an_hour_ago + 60, SEARCH)])
    return source


@pytest.fixture(params=["changed", "gone"])
def damaged(cast: Cast, source: Source, request: pytest.FixtureRequest) -> None:
    for part in parts(cast.school):
        if request.param == "gone":
            part.path.unlink()
        else:
            part.path.write_bytes(b"no Parquet")


@pytest.mark.usefixtures("damaged")
def test_the_morning_check_is_shown_and_says_what_is_missing(cast: Cast) -> None:
    answer = cast.client(cast.dsl).get(reverse("monitoring.check", args=[cast.school.ref]))
    assert answer.status_code == 200
    assert "lines of the log" in answer.content.decode()
    assert missing(cast.school)
    assert coverage(cast.school).missing


@pytest.mark.usefixtures("damaged")
def test_the_minutes_around_an_alert_are_those_that_are_left(cast: Cast) -> None:
    cast.granted("alerts")
    alert = Alert.objects.for_school(cast.school).get()
    assert not rows_between(cast.school, alert.first_at, alert.last_at + AROUND, device=alert.device, mend=True)
    said = {"around": alert.ref, "words": REASON}
    answer = cast.client(cast.dsl).post(reverse("monitoring.check", args=[cast.school.ref]), said)
    assert answer.status_code == 200


def test_a_whole_log_has_nothing_set_aside(cast: Cast, source: Source) -> None:
    coverage(cast.school)
    assert not Part.objects.for_school(source.school).filter(state=Part.State.DAMAGED).exists()
