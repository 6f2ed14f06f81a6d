"""Checks are shown what is stored and pulled, a promise's own facts beside its own only, and fallbacks come last."""

from datetime import date

import pytest

from schoolgate.controls.contract import ANY_TOPIC, Control
from schoolgate.evidence import actions, queries
from schoolgate.evidence.judging import PolicyStanding, judge
from schoolgate.evidence.tests.test_how_promises_stand import HEAD, START, adopt, standing
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.policy.tests.a_policy import PASSWORDS, REPORTS
from schoolgate.vocabulary.facts import Confirmed, HeldRole


def told(
    key: str, *, confirmed: Confirmed | None, roles_held: tuple[HeldRole, ...] | None, today: date
) -> Finding | None:
    if confirmed is None:
        return None
    held = len(roles_held or ())
    return Finding(Standing.DECLARED, f"{key}: {held} posts.", by=confirmed.by, until=confirmed.until)


def check(key: str, *, fallback: bool = False) -> Control:
    return Control(
        key,
        key,
        ANY_TOPIC,
        "head",
        "daily",
        (),
        lambda **known: told(key, **known),
        ("confirmed", "roles_held"),
        fallback=fallback,
    )


def judged(school: School, *checks: Control) -> PolicyStanding:
    policy = policies.in_force(school, on=START)
    assert policy is not None
    return judge(policy, checks, queries.end_of(school, START), queries.evidence(school, START))


@pytest.fixture
def confirmed(school: School) -> School:
    """A school with two promises, of which somebody gave their word for the first."""
    adopt(school, PASSWORDS, REPORTS)
    first = standing(school, START).promises[0].promise.ref
    word = Confirmed("Ada Okoro", "online-safety-lead", START, START)
    actions.put_fact(school, "promise.confirmed", word, actor=HEAD, true_from=START, subject=first)
    actions.put_fact(
        school, "people.post_holders", (HeldRole("head", "Joan Achebe", START),), actor=HEAD, true_from=START
    )
    return school


def test_it_works(confirmed: School) -> None:
    first, second = judged(confirmed, check("asked")).promises
    assert (first.finding.by, first.finding.because) == ("Ada Okoro", "asked: 1 posts.")
    assert second.checks == ()


def test_a_fallback_speaks_only_where_nothing_else_does(confirmed: School) -> None:
    first, _ = judged(confirmed, check("asked"), check("fallback", fallback=True)).promises
    assert [key for key, _ in first.checks] == ["asked"]
    first, second = judged(confirmed, check("fallback", fallback=True)).promises
    assert [key for key, _ in first.checks] == ["fallback"]
    assert second.checks == ()
