"""Every alert rule, the day its file appears: its examples, its words, and what must hold of whatever it notices."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from schoolgate.activity.rows import schema
from schoolgate.monitoring.coverage.explaining import Hours
from schoolgate.monitoring.rules.contract import FOUR_C, SEVERITIES, AlertRule, Context, Moment, Tried
from schoolgate.monitoring.rules.registry import RULES

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ORDINARY: dict[str, Any] = {
    "school": "sch_robinhill",
    "source": "src_1",
    "day": date(2026, 11, 24),
    "minute": 720,
    "kind": "web",
    "level": "infant",
    "person": "pseudonymofrobin",
    "device": "pseudonymoftabl4",
    "groups": "grp_wrens",
    "place": "",
    "shared": False,
    "method": "GET",
    "host": "owls.example",
    "site": "owls.example",
    "path": "/barn",
    "terms": "",
    "verdict": "allow",
    "category": "",
    "rule": "",
    "status": 200,
    "bytes": 100,
    "alarm": "",
    "severity": "",
}


# A lesson a day from noon to one; the log has come in until then.
LESSONS = Hours(tuple((NOON + timedelta(days=n), NOON + timedelta(days=n, hours=1)) for n in range(-7, 1)))
LATE = Moment(NOON + timedelta(minutes=59), LESSONS)


def context(rule: AlertRule) -> Context:
    return Context(moment=LATE if rule.by_clock else None)


def rows(*changes: dict[str, Any]) -> pa.RecordBatch:
    """Rows as loading shows them, each an ordinary one with changes; ``second`` is its time after noon."""
    made = []
    for number, change in enumerate(changes):
        said = dict(change)
        at = NOON + timedelta(seconds=said.pop("second", number))
        made.append(ORDINARY | {"id": number + 1, "at": at} | said)
    return pa.RecordBatch.from_pylist(made, schema=schema())


EXAMPLES = [pytest.param(rule, tried, id=f"{rule.key}: {tried.words}") for rule in RULES for tried in rule.examples]


@pytest.mark.parametrize(("rule", "tried"), EXAMPLES)
def test_an_example_says_what_the_rule_does(rule: AlertRule, tried: Tried) -> None:
    found = rule.look(rows(*tried.rows), context(rule))
    assert bool(found) is tried.noticed
    for hit in found:
        assert hit.severity in SEVERITIES
        assert hit.four_c in FOUR_C
        assert set(hit.row_ids) <= set(range(1, len(tried.rows) + 1))
        assert NOON <= hit.first_at <= hit.last_at


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_a_rule_has_both_kinds_of_example_and_a_sentence_for_why(rule: AlertRule) -> None:
    assert {tried.noticed for tried in rule.examples} == {True, False}
    assert rule.why.endswith(".")
    assert rule.unless.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_a_shared_log_in_never_names_a_child(rule: AlertRule) -> None:
    for tried in rule.examples:
        for hit in rule.look(rows(*({**row, "shared": True} for row in tried.rows)), context(rule)):
            assert (hit.person, hit.shared) == ("", True)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_ordinary_rows_and_none_at_all_alarm_nobody(rule: AlertRule) -> None:
    assert rule.look(rows(*({"second": 60 * n} for n in range(40))), Context()) == []
    assert rule.look(rows(), Context()) == []


def test_repeats_of_one_search_are_one_hit_and_those_of_two_children_are_two() -> None:
    search = {"kind": "search", "terms": "i want to die"}
    again = RULES.get("searched").look(rows(search, search, {**search, "person": "another"}), Context())
    assert sorted(hit.count for hit in again) == [1, 2]


def test_a_burst_that_lies_across_two_batches_is_noticed() -> None:
    rule, context = RULES.get("blocked-again"), Context()
    tries = [{"verdict": "block", "site": "puzzles.example", "category": "games", "second": n} for n in range(6)]
    assert rule.look(rows(*tries[:4]), context) == []
    (hit,) = rule.look(rows(*({**one, "id": 10 + n} for n, one in enumerate(tries[4:]))), context)
    assert hit.count == 6


def test_the_same_rows_shown_twice_are_no_burst() -> None:
    rule, context = RULES.get("blocked-again"), Context()
    tries = [{"verdict": "block", "site": "puzzles.example", "category": "games", "second": n} for n in range(4)]
    assert rule.look(rows(*tries), context) == []
    assert rule.look(rows(*tries), context) == []


def test_of_what_is_against_the_law_no_word_is_taken() -> None:
    (hit,) = RULES.get("illegal-site").look(
        rows({"category": "child-abuse-images", "host": "x.example", "site": "x.example"}), Context()
    )
    assert (hit.illegal, hit.words, hit.severity) == (True, "", "high")
    assert "x.example" not in hit.because


def test_an_ai_tool_is_new_once() -> None:
    tool = {"category": "ai-chat", "site": "chat.example"}
    rule = RULES.get("new-ai-tool")
    assert rule.look(rows(tool), Context(known={"new-ai-tool:chat.example"})) == []
    context = Context()
    assert len(rule.look(rows(tool), context)) == 1
    assert rule.look(rows(tool), context) == []
