"""What the policy's own room knows of its life is shown to the checks as facts."""

from datetime import date

import pytest

from schoolgate.evidence import queries as evidence
from schoolgate.frame.actor import person
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions
from schoolgate.policy import queries as policies
from schoolgate.policy.tests.a_policy import REVIEW, reading_of
from schoolgate.vocabulary.shapes import Consultation, OpenTriggers, Quorum

HEAD = person("per_head")


@pytest.fixture
def day(school: School) -> date:
    version = actions.keep_version(school, reading_of(REVIEW), filename="p.md", data=b"w", actor=HEAD)
    actions.put_in_force(
        version, body="committee", ratified_on=today(school), present=4, quorum=3, actor=HEAD, actor_name="Joan Achebe"
    )
    return today(school)


def test_before_anything_happened_nothing_is_open_and_nobody_was_asked(school: School, day: date) -> None:
    facts = evidence.facts(school, day)
    assert facts["policy.triggers"] == OpenTriggers(0, day)
    assert "policy.consultation" not in facts
    assert facts["policy.quorum"] == Quorum(4, 3)


def test_what_happens_is_shown(school: School, day: date) -> None:
    actions.trigger_review(school, "ai-tool", reason_ref="tool_1", words="A chat tool.", actor=HEAD)
    actions.enter_consultation(
        school,
        held_on=day,
        way="survey",
        audiences=["staff", "parents"],
        themes="Games at night",
        changed="",
        actor=HEAD,
        actor_name="Joan Achebe",
    )
    facts = evidence.facts(school, day)
    (raised,) = policies.open_triggers(school, day)
    assert facts["policy.triggers"] == OpenTriggers(1, day, day, "ai-tool", raised.due)
    assert facts["policy.consultation"] == Consultation(day, ("parents", "staff"))
