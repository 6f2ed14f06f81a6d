"""Keeping what was noticed: a load's alerts in few statements, and what is high never set aside by being a repeat."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schoolgate.activity.noticing import Hit
from schoolgate.frame.actor import person as acts
from schoolgate.monitoring.actions.alerting import keep_alerts
from schoolgate.monitoring.actions.muting import agree_mute, propose_mute
from schoolgate.monitoring.models import Alert
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.notices.models import Notice
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Person


def here(person: Person) -> Visit:
    return Visit(person.school, person, roles_of(person, today(person.school)), acts(person.ref))


def hit(n: int = 0, **more: Any) -> Hit:
    now = timezone.now()
    said: dict[str, Any] = {"rule": "blocked-again", "severity": "low", "device": f"tablet{n}", "words": "owls"}
    return Hit(first_at=now, last_at=now, row_ids=(1,), **(said | more))


def statements(cast: Cast, hits: list[Hit]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        keep_alerts(cast.school, hits)
    return len(found)


def test_many_alerts_and_many_repeats_are_kept_in_few_statements(cast: Cast) -> None:
    keep_alerts(cast.school, [hit(999)])  # what is looked up once is known
    few = statements(cast, [hit(n) for n in range(3)])
    assert statements(cast, [hit(n) for n in range(100, 160)]) <= few + 2
    again = statements(cast, [hit(n) for n in range(3)])
    assert statements(cast, [hit(n) for n in range(100, 160)]) <= again + 2
    rows = Alert.objects.for_school(cast.school)
    assert (rows.count(), rows.filter(count=2).count()) == (64, 63)


def test_repeats_within_one_load_are_one_alert(cast: Cast) -> None:
    (ref,) = keep_alerts(cast.school, [hit(), hit(severity="medium"), hit()])
    row = Alert.objects.for_school(cast.school).get(ref=ref)
    assert (row.count, row.severity) == (3, "medium")


def test_what_was_set_aside_is_shown_again_once_it_is_high_and_somebody_is_told(cast: Cast) -> None:
    mute = propose_mute(
        here(cast.dsl), "blocked-again", "Adverts in a spelling game.", today(cast.school) + timedelta(days=90)
    )
    agree_mute(here(cast.head), mute.ref)
    keep_alerts(cast.school, [hit()])
    row = Alert.objects.for_school(cast.school).get()
    assert (row.state, row.mute) == ("aside", mute.ref)
    keep_alerts(cast.school, [hit(severity="high")])
    row.refresh_from_db()
    assert (row.state, row.mute, row.severity, row.count) == ("open", "", "high", 2)
    told = Notice.objects.for_school(cast.school).filter(kind="monitoring.alert")
    assert [one.person for one in told] == [cast.dsl]
