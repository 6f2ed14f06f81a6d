"""What holds of every gate there is, the day it appears."""

import pytest

from schoolgate.gates.contract import Gate
from schoolgate.gates.registry import GATES
from schoolgate.gates.web import GATE
from schoolgate.gates.web.deciding import CANNOT_DECIDE
from schoolgate.kernel.verdicts import Verdict
from schoolgate.vocabulary.topics import TOPICS


def test_the_web_filter_is_a_gate() -> None:
    assert GATES.get("web") is GATE
    assert GATES.keys() == ("access", "consent", "web")


@pytest.mark.parametrize("gate", GATES, ids=GATES.keys())
def test_each_says_what_it_keeps_and_what_it_does_when_it_cannot_decide(gate: Gate) -> None:
    assert gate.title
    assert gate.topics
    assert set(gate.topics) <= TOPICS.keys()
    assert gate.because.endswith(".")


def test_the_web_filter_does_what_it_says_it_does_when_it_cannot_decide() -> None:
    assert CANNOT_DECIDE.verdict is GATE.cannot_decide is Verdict.BLOCK


def test_a_subject_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match=r"gate doors: web-filtering\.doors not in the vocabulary"):
        Gate("doors", "Doors", ("web-filtering.doors",), Verdict.ALLOW, "Doors open.")
