"""Two promises that more than one place keeps: what is unlawful is frozen and not shown, a shared log-in is nobody."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from django.urls import reverse
from django.utils import timezone

from schoolgate.activity.actions import add_source
from schoolgate.activity.noticing import Hit
from schoolgate.activity.tests.squid import give, line
from schoolgate.evidence.tests.a_school import ACTOR
from schoolgate.monitoring.actions.alerting import keep_alerts
from schoolgate.monitoring.models import ActivityLook, Alert, FrozenRows
from schoolgate.monitoring.queries.told import told_of
from schoolgate.monitoring.rules.rows import hit, hit_of
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.people.models import School

UNLAWFUL = "http://www.google.co.uk/search?q=child+porn"
AT = datetime(2026, 9, 8, 9, 30, tzinfo=UTC)


def row(**more: Any) -> dict[str, Any]:
    said = {"id": 1, "at": AT, "person": "pseudonymofapupil", "device": "tablet", "groups": "wren", "place": ""}
    return {**said, "shared": False, **more}


def test_what_is_unlawful_is_frozen_as_it_is_noticed_without_its_address(school: School) -> None:
    """The rows are kept for the police, before anybody decides; the address is not: to open it is an offence."""
    source = add_source(school, "The filter in the office", "squid", actor=ACTOR)
    give(source, [line(0), line(60, UNLAWFUL), line(120)])
    alert = Alert.objects.for_school(school).get(illegal=True)
    assert alert.words == ""
    kept = FrozenRows.objects.for_school(school).get(alert=alert.ref)
    assert (kept.why, kept.count) == ("illegal", 1)  # not what came before and after
    assert "child" not in str(kept.rows)
    assert "google" not in str(kept.rows)
    assert kept.rows[0]["at"].startswith("20")


@pytest.mark.parametrize("shared", [True, False])
def test_no_rule_names_whoever_shares_a_log_in(shared: bool) -> None:
    rows = [row(), row(id=2, shared=shared)]
    columns = pa.RecordBatch.from_pylist(rows)
    named = "" if shared else "pseudonymofapupil"
    assert (hit("a", "low", rows).person, hit_of("a", "low", columns).person) == (named, named)
    assert (hit("a", "low", rows).shared, hit_of("a", "low", columns).shared) == (shared, shared)


def test_no_alert_keeps_the_name_of_a_shared_log_in_whatever_a_rule_says(school: School) -> None:
    noticed = Hit(
        "suicide.wish", "high", AT, AT, row_ids=(1,), person="pseudonymofapupil", device="tablet", shared=True,
        category="suicide", because="It may be a wish to die.",
    )  # fmt: skip
    keep_alerts(school, [noticed], now=AT)
    assert Alert.objects.for_school(school).get().person == ""


@pytest.mark.parametrize(("looks", "said"), [(0, "none"), (1, "fewer than five"), (4, "fewer than five"), (5, "5")])
def test_pupils_and_parents_read_how_often_somebody_looked_but_no_small_number(
    cast: Cast, looks: int, said: str
) -> None:
    for _ in range(looks):
        ActivityLook.objects.for_school(cast.school).create(
            school=cast.school,
            viewer=cast.dsl,
            allowed=True,
            emergency=True,
            report="pupil",
            at=timezone.now(),
            rule="x",
        )
    told = told_of(cast.school)
    assert (told.looks, told.emergencies) == (said, said)
    page = cast.client(cast.teacher).get(reverse("monitoring.about", args=[cast.school.ref])).content.decode()
    assert said in page
