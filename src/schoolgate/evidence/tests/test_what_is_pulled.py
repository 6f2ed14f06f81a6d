"""What the rooms below know of reviews and of work passed on, as the checks are shown it and as they answer."""

from datetime import date, timedelta
from typing import Any

from schoolgate.evidence import queries
from schoolgate.evidence.tests.test_how_promises_stand import DUE, HEAD, START, adopt, confirm, standing
from schoolgate.frame.actor import operator
from schoolgate.kernel.standings import Standing
from schoolgate.people import actions as people
from schoolgate.people.models import School
from schoolgate.policy import actions as policies
from schoolgate.policy.tests.a_policy import REVIEW
from schoolgate.vocabulary.facts import Delegations, ReviewHeld

OPERATOR = operator("test")
RAISED = START + timedelta(days=40)
HELD = RAISED + timedelta(days=20)


def known(school: School, on: date) -> Any:
    return queries.facts(school, on)


def test_nothing_raised_and_nothing_held_is_nothing_known(school: School) -> None:
    assert not {"policy.last_review", "people.delegations"} & set(known(school, START))
    assert known(school, START)["policy.triggers"].answered_on is None


def test_what_calls_for_a_review_is_counted_until_it_has_had_one(school: School) -> None:
    adopt(school, REVIEW)
    policies.trigger_review(school, "incident", reason_ref="inc_1", actor=HEAD, on=RAISED)
    raised = known(school, RAISED)["policy.triggers"]
    assert (raised.open, raised.oldest, raised.kind, raised.answered_on) == (1, RAISED, "incident", None)
    policies.hold_review(
        school,
        held_on=HELD,
        outcome="no-change",
        actor=HEAD,
        actor_name="Joan Achebe",
        next_due=DUE + timedelta(days=90),
    )
    answered = known(school, HELD)["policy.triggers"]
    assert (answered.open, answered.answered_on) == (0, HELD)
    assert known(school, HELD)["policy.last_review"] == ReviewHeld(HELD, DUE + timedelta(days=90))
    assert known(school, RAISED)["policy.triggers"].open == 1  # the day before it was held keeps its answer


def test_a_review_called_for_sooner_is_late_sooner_and_one_held_sets_the_next_day(school: School) -> None:
    adopt(school, REVIEW)
    confirm(school, START)
    policies.trigger_review(school, "incident", reason_ref="inc_1", actor=HEAD, on=RAISED)
    due = known(school, RAISED)["policy.triggers"].due
    assert due is not None
    assert standing(school, due).promises[0].standing is Standing.KEPT
    late = standing(school, due + timedelta(days=1)).promises[0]
    assert late.standing is Standing.BROKEN
    assert "sooner than its own date, for an incident of" in late.finding.because
    policies.hold_review(
        school,
        held_on=HELD,
        outcome="no-change",
        actor=HEAD,
        actor_name="Joan Achebe",
        next_due=DUE + timedelta(days=90),
    )
    assert standing(school, DUE + timedelta(days=90)).promises[0].standing is Standing.KEPT
    assert standing(school, DUE + timedelta(days=91)).promises[0].standing is Standing.BROKEN


def test_what_the_head_passed_on_is_in_date_until_its_end_and_then_lapsed_for_a_term(school: School) -> None:
    head, other = (people.add_person(school, name, actor=OPERATOR) for name in ("Joan Achebe", "Ben Carter"))
    people.give_role(head, "head", actor=OPERATOR, valid_from=START)
    people.give_role(other, "slt", actor=OPERATOR, valid_from=START)
    end = START + timedelta(days=70)
    people.delegate(head, other, "head", actor=OPERATOR, valid_from=START, valid_to=end, area="website-publishing")
    last = end - timedelta(days=1)
    assert known(school, last)["people.delegations"] == Delegations(1, 0, last, last)
    assert known(school, end)["people.delegations"] == Delegations(0, 1, end)
    assert "people.delegations" not in known(school, end + timedelta(days=92))
    people.delegate(
        head, other, "head", actor=OPERATOR, valid_from=end, valid_to=end + timedelta(days=9), area="website-publishing"
    )
    assert known(school, end)["people.delegations"].lapsed == 0
