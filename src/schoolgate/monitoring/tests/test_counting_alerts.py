"""What the check of the policy is told of alerts: opened in time, too late or not yet, still in time. Counts alone."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from schoolgate.activity.actions import add_source
from schoolgate.activity.noticing import Hit
from schoolgate.evidence.queries import facts
from schoolgate.evidence.tests.a_school import ACTOR
from schoolgate.monitoring.actions.alerting import help_asked, keep_alerts
from schoolgate.monitoring.actions.telling import tell_alerts
from schoolgate.monitoring.counting import counted_alerts
from schoolgate.monitoring.due import tell_of_looking
from schoolgate.monitoring.models import Alert
from schoolgate.monitoring.queries.checking import check
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import School
from schoolgate.vocabulary.facts import Counted

HOUR = timedelta(hours=1)


def noticed(school: School, device: str, at: datetime, **more: Any) -> Alert:
    said: dict[str, Any] = {"rule": "suicide.wish", "severity": "high"} | more
    hit = Hit(first_at=at, last_at=at, row_ids=(1,), device=device, shared=True, **said)
    keep_alerts(school, [hit], now=at)
    row: Alert = Alert.objects.for_school(school).get(device=device)
    return row


def counts(school: School, now: datetime) -> tuple[int, ...]:
    found: Counted = counted_alerts(school, now=now)["monitoring.alerts_opened"]
    return found.of, found.good, found.late, found.unknown


def test_it_works(school: School) -> None:
    now = timezone.now()
    for device, opened in (("in-time", HOUR / 2), ("too-late", 2 * HOUR), ("not-yet", None)):
        row = noticed(school, device, now - 4 * HOUR)
        row.opened_at = row.noticed_at + opened if opened else None
        row.save()
    noticed(school, "still-in-time", now - HOUR / 2)
    assert counts(school, now) == (4, 1, 2, 1)


def test_what_waits_is_counted_until_it_is_opened_and_what_was_opened_for_a_week(school: School) -> None:
    now = timezone.now()
    row = noticed(school, "forgotten", now - timedelta(days=30))
    assert counts(school, now) == (1, 0, 1, 0)
    row.opened_at = now
    row.save()
    assert counts(school, now) == (0, 0, 0, 0)


def test_what_two_people_set_aside_waits_for_nobody(school: School) -> None:
    row = noticed(school, "aside", timezone.now() - 4 * HOUR)
    row.state = Alert.State.SET_ASIDE
    row.save()
    assert counts(school, timezone.now()) == (0, 0, 0, 0)


def test_where_nothing_comes_in_there_is_nothing_to_say(school: School) -> None:
    assert counted_alerts(school, now=timezone.now()) == {"monitoring.alerts_opened": None}
    add_source(school, "The filter in the office", "squid", actor=ACTOR)
    assert counts(school, timezone.now()) == (0, 0, 0, 0)


def test_the_clock_tells_it_once(school: School) -> None:
    now = timezone.now()
    noticed(school, "not-yet", now - 4 * HOUR)
    assert tell_of_looking(now) > 0
    assert facts(school, today(school))["monitoring.alerts_opened"].late == 1
    assert tell_alerts(school, now, actor=ACTOR) == 0


def test_what_is_grave_and_comes_again_has_its_time_again(school: School) -> None:
    now = timezone.now().replace(hour=15)  # what comes again on another day is another alert
    row = noticed(school, "again", now - 4 * HOUR)
    row.opened_at, row.state = now - 3.5 * HOUR, Alert.State.DECIDED
    row.save()
    noticed(school, "again", now)
    assert counts(school, now) == (1, 0, 0, 1)


@pytest.mark.parametrize("found", [True, False])
def test_nothing_was_typed_where_somebody_pressed_for_help(cast: Cast, found: bool) -> None:
    help_asked(cast.school, "prs_1", actor=ACTOR, words="Someone was unkind", found=found)
    here = Visit(cast.school, cast.dsl, roles_of(cast.dsl, today(cast.school)), cast.acts(cast.dsl))
    (card,) = check(here, timezone.now()).cards
    assert not card.words
