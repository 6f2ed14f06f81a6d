"""The five marks, counted on Friday and now; and what has gone quiet."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import actions as evidence
from schoolgate.evidence.judging import PromiseStanding, foresee
from schoolgate.home.changes import change, counted, last_friday
from schoolgate.home.quiet import quiet
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import words_of
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.intake.heartbeat import Heard
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version

standings = st.lists(st.sampled_from(Standing), max_size=30)
DAY = date(2026, 11, 3)


def test_more_fewer_or_none() -> None:
    assert [change(by) for by in (2, 0, -3)] == ["2 more", "no change", "3 fewer"]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_friday_before_is_a_friday_and_within_a_week(day: date) -> None:
    friday = last_friday(day)
    assert friday.weekday() == 4
    assert timedelta(0) < day - friday <= timedelta(days=7)


@given(standings, standings)
def test_the_marks_are_always_five_and_every_promise_is_in_one(now: list[Standing], then: list[Standing]) -> None:
    counts = counted({name: now.count(name) for name in now}, then)
    assert len(counts) == 5
    assert sum(one.count for one in counts) == len(now)


@given(standings)
def test_nothing_is_compared_with_a_friday_before_the_policy(now: list[Standing]) -> None:
    assert {one.change for one in counted({name: now.count(name) for name in now}, None)} == {""}


def test_the_page_counts_what_was_found_on_friday(client: Client, school: School, kept: Version) -> None:
    friday = last_friday(today(school))
    policies.put_in_force(
        kept, body="governing-body", ratified_on=friday, in_force_from=friday, actor=OPERATOR, actor_name="operator"
    )
    assert "Changes are since Friday" not in words_of(client.get(f"/schools/{school.ref}/"))
    evidence.record_findings(school, on=friday, now=datetime.now(UTC))
    text = words_of(client.get(f"/schools/{school.ref}/"))
    assert f"Changes are since Friday {friday.day} {friday:%B}." in text
    assert "Kept no change" in text


def heard(*, silent: bool) -> Heard:
    return Heard("devices", "Devices", "every week", None, DAY, silent, "Nothing since 17 October 2026.", "it-lead")


def stale(promise: PromiseStanding) -> PromiseStanding:
    finding = Finding(Standing.NOT_KNOWN, "The list is old.", stale=True)
    return PromiseStanding(promise.promise, finding, (), promise.would_answer)


@pytest.mark.parametrize("silent", [True, False])
def test_a_file_that_did_not_come_is_told_and_one_that_did_is_not(silent: bool) -> None:
    told = [one.told for one in quiet([heard(silent=silent)], ())]
    assert told == (["Devices: nothing since 17 October 2026."] if silent else [])


def test_evidence_out_of_date_is_told_once_for_each_source() -> None:
    promises = foresee(a_document.reading(), CONTROLS, DAY)
    old = [stale(promise) for promise in promises if promise.would_answer.key == "web-activity"]
    (one,) = quiet((), [*promises, *old])
    assert (one.key, one.holder) == ("web-activity", "it-lead")
    assert one.told == "Log of web activity: 2 promises rest on what is out of date."
