"""The contract every control keeps, run over each the day its file appears."""

from datetime import date

import pytest

from schoolgate.controls.contract import Control, Example, control
from schoolgate.controls.registry import CONTROLS
from schoolgate.kernel.standings import Finding, Standing

EXAMPLES = [
    pytest.param(entry, example, id=f"{entry.key}: {example.words}") for entry in CONTROLS for example in entry.examples
]


def test_it_finds_the_controls_by_their_files() -> None:
    assert {"review_on_time", "post_holder_named", "clock_has_a_number"} <= set(CONTROLS.keys())


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_its_examples_hold(entry: Control, example: Example) -> None:
    finding = entry.answer(example.facts, example.today)
    assert (finding.standing if finding else None) == example.standing


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.key) for entry in CONTROLS])
def test_with_no_facts_it_claims_nothing(entry: Control) -> None:
    """Silence is never safety, and never a fault: no evidence is neither kept nor broken."""
    finding = entry.answer({}, date(2026, 11, 21))
    assert finding is None or finding.standing is Standing.NOT_KNOWN


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.key) for entry in CONTROLS])
def test_its_examples_show_more_than_one_answer(entry: Control) -> None:
    assert len({example.standing for example in entry.examples}) > 1


def test_a_control_speaks_only_of_promises_that_are_above_all_about_its_topic() -> None:
    named = CONTROLS.get("post_holder_named")
    assert named.concerns(("roles-assigned.named-lead",))
    assert not named.concerns(("filter-change.requests", "roles-assigned.named-lead"))
    assert not named.concerns(())


def test_a_word_outside_the_vocabulary_is_refused_by_name() -> None:
    def judge(*, colour_of_the_door: str | None, today: date) -> Finding | None:
        return None

    with pytest.raises(ValueError, match="colour_of_the_door"):
        control(title="A door", topics=("*",), owner="head", rhythm="daily", examples=())(judge)
