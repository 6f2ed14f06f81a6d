"""What is pulled for many days at once is, on every one of them, what is pulled for that day alone."""

from datetime import date, timedelta

import pytest

from schoolgate.evidence import queries
from schoolgate.evidence.pulling import PULLED
from schoolgate.evidence.reckoning import _Known
from schoolgate.evidence.tests.test_how_promises_stand import HEAD, START, adopt
from schoolgate.frame.actor import operator
from schoolgate.people import actions as people
from schoolgate.people.models import School
from schoolgate.policy import actions as policies
from schoolgate.policy.tests.a_policy import PASSWORDS, REVIEW

ACTOR = operator("test")


def day(number: int) -> date:
    return START + timedelta(days=number)


@pytest.fixture
def lived(school: School) -> School:
    """A school in which posts change hands, work is passed on, and the policy is called to review and reviewed."""
    adopt(school, REVIEW)
    adopt(school, REVIEW, PASSWORDS, start=day(30))
    ada, bea = (people.add_person(school, name, actor=ACTOR) for name in ("Ada Okoro", "Bea Finch"))
    people.give_role(ada, "head", actor=ACTOR, valid_from=day(-30))
    people.give_role(bea, "slt", actor=ACTOR, valid_from=day(5), valid_to=day(60))
    people.delegate(ada, bea, "head", actor=ACTOR, valid_from=day(10), valid_to=day(20), area="web-filtering")
    policies.trigger_review(school, "incident", reason_ref="concern_made_up", actor=ACTOR, on=day(12))
    policies.hold_review(school, held_on=day(25), outcome="no-change", actor=HEAD, actor_name="Ada Okoro")
    return school


def test_it_works(lived: School) -> None:
    known, seen = _Known(lived, day(0), day(130), None), []
    for number in range(131):
        facts = known.on(day(number)).facts
        assert facts == queries.facts(lived, day(number)), day(number)
        seen.append(facts)
    for key in ("people.post_holders", "people.delegations", "policy.triggers", "policy.last_review"):
        assert len({repr(facts.get(key)) for facts in seen}) > 1, f"{key} does not change, so nothing was tried"


def test_every_pulled_fact_says_on_which_days_it_may_change() -> None:
    assert [one.key for one in PULLED if one.days is None] == []
