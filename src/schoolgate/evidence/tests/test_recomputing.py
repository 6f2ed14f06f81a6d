"""Years reckoned again: day for day what each day's page would say, and the same to the byte."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from schoolgate.controls.contract import ANY_TOPIC, Control
from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import actions, queries, reckoning
from schoolgate.evidence.tests.test_how_promises_stand import START, adopt, confirm
from schoolgate.evidence.tests.test_two_times import FACTS, give_word, school_number
from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people
from schoolgate.people.models import School
from schoolgate.policy.models import Promise, Version
from schoolgate.policy.tests.a_policy import PASSWORDS, REPORTS, REVIEW
from schoolgate.vocabulary.facts import Confirmed

ACTOR = operator("test")
THREE_YEARS = START + timedelta(days=3 * 365)
# The digest of a made-up school's year, whatever the database and the machine.
_SAME_EVERYWHERE = "e1ec340db208c9c7e88f38ea6ec2c0f1c9b91d1b9e0f244dcea8f0098c8df898"


def word(*, confirmed: Confirmed | None, today: date) -> Finding:
    if confirmed is None:
        return Finding(Standing.NOT_KNOWN, "Nobody has said.")
    if not confirmed.so:
        return Finding(Standing.BROKEN, f"{confirmed.by} says it is not so.")
    return Finding(Standing.DECLARED, f"{confirmed.by} says so.", by=confirmed.by, until=confirmed.until)


WORD = Control("word", "Somebody says so", ANY_TOPIC, "head", "termly", (), word, ("confirmed",))


def recomputed(school: School, last: date = THREE_YEARS, **more: Any) -> dict[str, Any]:
    done = actions.recompute(school, first=START, last=last, actor=ACTOR, **more)
    document = json.loads(done.document)
    assert isinstance(document, dict)
    return document


def test_it_works(school: School) -> None:
    adopt(school, REVIEW)
    confirm(school, START)
    done = actions.recompute(school, first=START, last=THREE_YEARS, actor=ACTOR)
    (promise,) = json.loads(done.document)["promises"]
    told = [(one["first"], one["last"], one["standing"]) for one in promise["intervals"]]
    assert told[0] == ("2025-10-01", "2026-09-30", "kept")
    assert {standing for _, _, standing in told[1:]} == {"broken"}
    assert (done.days, done.promises, done.intervals) == (3 * 365 + 1, 1, len(told))
    (entry,) = lines(school_chain(school.ref), labels=["school"], kind="evidence.recomputed")
    assert entry.details is not None
    assert entry.details["digest"] == done.digest


def test_twice_it_is_the_same_to_the_byte(school: School) -> None:
    adopt(school, REVIEW, PASSWORDS, REPORTS)
    confirm(school, START)
    first, second = (actions.recompute(school, first=START, last=THREE_YEARS, actor=ACTOR) for _ in range(2))
    assert first.document == second.document


def test_on_every_database_it_is_the_same_to_the_byte(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refs are random, so here they are given; whichever database the tests run on, these are the bytes."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2025, 10, 2, 9, tzinfo=UTC))
    School.objects.filter(pk=school.pk).update(ref="school_made_up")
    school.refresh_from_db()
    adopt(school, REVIEW, PASSWORDS)
    for number, promise in enumerate(Promise.objects.for_school(school).order_by("pk")):
        Promise.objects.for_school(school).filter(pk=promise.pk).update(ref=f"promise_{number}")
    Version.objects.for_school(school).update(ref="version_made_up")
    confirm(school, START)
    give_word(school, "promise_1", (3, 8), so=True, at=datetime(2025, 10, 2, 9, tzinfo=UTC))
    done = actions.recompute(school, first=START, last=THREE_YEARS, actor=ACTOR, controls=(WORD,))
    assert done.digest == _SAME_EVERYWHERE


def test_what_was_known_then_gives_what_was_known_then(school: School) -> None:
    adopt(school, REVIEW)
    known = timezone.now()
    before = recomputed(school, known_at=known)
    confirm(school, START)
    assert recomputed(school, known_at=known) == before
    assert recomputed(school)["promises"] != before["promises"]


def test_a_newer_policy_is_judged_from_the_day_it_is_in_force(school: School) -> None:
    adopt(school, REVIEW)
    adopt(school, REVIEW, PASSWORDS, start=START + timedelta(days=10))
    later = {one["promise"]: one["intervals"][0]["first"] for one in recomputed(school)["promises"]}
    assert sorted(later.values()) == ["2025-10-01", "2025-10-11"]


def test_three_years_cost_no_query_a_day(school: School) -> None:
    adopt(school, REVIEW)
    ada = people.add_person(school, "Ada Okoro", actor=ACTOR)
    people.give_role(ada, "head", actor=ACTOR, valid_from=START + timedelta(days=40))
    recomputed(school, START)  # what is kept for the process is fetched
    with CaptureQueriesContext(connection) as short:
        list(reckoning.each_day(school, START, START + timedelta(days=90), known_at=None, controls=(WORD,)))
    with CaptureQueriesContext(connection) as long:
        list(reckoning.each_day(school, START, THREE_YEARS, known_at=None, controls=(WORD,)))
    assert len(long) == len(short)


@pytest.mark.parametrize(("last", "words"), [(START - timedelta(days=1), "ends before"), (date(2090, 1, 1), "forty")])
def test_days_that_make_no_sense_are_refused(school: School, last: date, words: str) -> None:
    with pytest.raises(BadInputError, match=words):
        actions.recompute(school, first=START, last=last, actor=ACTOR)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(FACTS)
def test_reckoned_at_once_it_is_what_each_day_says(db: None, given: list[tuple[int, int | None, bool, int]]) -> None:
    school = school_number()
    adopt(school, PASSWORDS, REVIEW)
    confirm(school, START)
    promises = [one.ref for one in Promise.objects.for_school(school)]
    at = timezone.now()
    for begin, lasts, so, which in given:
        give_word(school, promises[which % 2], (begin, lasts), so, at := at + timedelta(minutes=1))
    last = START + timedelta(days=20)
    days = list(reckoning.each_day(school, START, last, known_at=None, controls=CONTROLS))
    assert days == [queries.standing(school, on=START + timedelta(days=n)) for n in range(21)]
    found = reckoning.intervals(school, START, last, known_at=None, controls=CONTROLS)
    for day in days:
        for one in day.promises:
            (said,) = [run.said for run in found[one.promise.ref] if run.first <= day.on <= (run.last or last)]
            assert (said.standing, said.because) == (one.finding.standing, one.finding.because)
