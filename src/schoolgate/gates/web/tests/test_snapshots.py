"""Rules go into a plain file and come out the same, and a damaged or strange file is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.snapshots import SCHEMA, SnapshotError, frozen, thawed
from schoolgate.gates.web.tests.a_filter import NOON, closes, night, opens, pauses, play, rules
from schoolgate.gates.web.tests.test_gate import some_rules
from schoolgate.gates.web.windows import SchoolDays
from schoolgate.kernel.digests import digest

FULL = rules(
    windows=(night(), play()),
    exceptions=(
        opens("casino.example/chance", Scope(groups=frozenset({"b", "a"}))),
        replace(opens("x.example"), ref="e", until=None),
    ),
    closures=(closes("puzzles.example"),),
    pauses=(pauses(windows=("win_night",)),),
    school_days=SchoolDays(date(2026, 9, 1), date(2027, 7, 31), frozenset({date(2026, 9, 3), date(2026, 9, 2)})),
    clauses={"games": "clause_5_2", "adult": "clause_5_1"},
)


def test_rules_come_back_as_they_went_through_json() -> None:
    snapshot = json.loads(json.dumps(frozen(FULL)))
    assert snapshot["schema"] == SCHEMA
    assert thawed(snapshot) == FULL


@given(some_rules)
def test_any_rules_do(agreed: Rules) -> None:
    assert thawed(json.loads(json.dumps(frozen(agreed)))) == agreed


def test_the_same_rules_have_the_same_digest_and_others_another() -> None:
    same = replace(
        FULL, exceptions=tuple(replace(each, since=each.since.astimezone(NOON.tzinfo)) for each in FULL.exceptions)
    )
    assert frozen(same) == frozen(FULL)
    assert frozen(replace(FULL, epoch=4))["digest"] != frozen(FULL)["digest"]


def resealed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """A snapshot changed by someone who reckons its digest anew."""
    snapshot = json.loads(json.dumps(frozen(FULL)))
    change(snapshot["rules"])
    snapshot["digest"] = digest(snapshot["rules"])
    return dict(snapshot)


@pytest.mark.parametrize(
    ("snapshot", "said"),
    [
        (None, "no snapshot"),
        ([], "no snapshot"),
        ({}, "no snapshot"),
        ({**frozen(FULL), "more": 1}, "no snapshot"),
        ({**frozen(FULL), "schema": 2}, "in form 2, and this version reads form 1"),
        ({**frozen(FULL), "digest": "0" * 64}, "not as they were written"),
        ({**frozen(FULL), "rules": {1.5: 2}}, "not as they were written"),
        ({**frozen(FULL), "rules": 1.5}, "not as they were written"),
    ],
)
def test_what_is_no_whole_snapshot_is_refused(snapshot: object, said: str) -> None:
    with pytest.raises(SnapshotError, match=said):
        thawed(snapshot)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda plain: plain.update(more=1), r"filter's rules: this should be an object with epoch"),
        (lambda plain: plain.pop("zone"), r"filter's rules: this should be an object with epoch"),
        (lambda plain: plain.update(epoch="3"), r"rules\.epoch: this should be a whole number"),
        (lambda plain: plain.update(epoch=True), r"rules\.epoch: this should be a whole number"),
        (lambda plain: plain.update(levels={}), r"rules\.levels: this should be a list"),
        (lambda plain: plain.update(clauses=[]), r"rules\.clauses: this should be an object"),
        (
            lambda plain: plain["levels"][0].update(youtube="loud"),
            r"youtube: this should be one of off, moderate, strict",
        ),
        (lambda plain: plain["exceptions"][0].update(since="noon"), r"since: this should be a time or date"),
        (lambda plain: plain["exceptions"][0].update(until=5), r"until: this should be a time or date"),
    ],
)
def test_what_has_the_wrong_shape_is_named(change: Callable[[dict[str, Any]], object], said: str) -> None:
    with pytest.raises(SnapshotError, match=said):
        thawed(resealed(change))
