"""May this person look at that person's activity, now? The rules by example, then what must hold of all of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from schoolgate.monitoring.permissions.agreeing import GOVERNOR, HEAD, Signed, complete, side_of
from schoolgate.monitoring.permissions.deciding import Asking, Grant, Second, decide, second_of
from schoolgate.monitoring.permissions.reports import MAY_BE_GIVEN, REASONS, REPORTS
from schoolgate.vocabulary.roles import POSTS

TODAY = date(2026, 11, 3)
TWO = frozenset({"acc_head", "acc_chair"})
GRANT = Grant("grt_1", "pupil", "dsl", TODAY, TODAY + timedelta(days=90), TWO)
ASKING = Asking(
    report="pupil",
    viewer="per_priya",
    human="acc_priya",
    roles=frozenset({"dsl"}),
    on=TODAY,
    why="alert",
    words="A search that alarmed at 10:42.",
    subject="per_robin",
    subject_human="per_robin",
    subject_roles=frozenset({"pupils"}),
)


def rule(asking: Asking, *grants: Grant, seconds: tuple[Second, ...] = ()) -> str:
    return decide(asking, grants, seconds).rule


def test_a_live_permission_and_a_reason_let_the_safeguarding_lead_look() -> None:
    found = decide(ASKING, [GRANT])
    assert (found.allowed, found.rule, found.grant, found.loud) == (True, "grant", "grt_1", False)


@pytest.mark.parametrize(
    ("asking", "grant", "told"),
    [
        (ASKING, None, "no-grant"),
        (ASKING, replace(GRANT, ended=True), "no-grant"),
        (ASKING, replace(GRANT, until=TODAY - timedelta(days=1)), "no-grant"),
        (ASKING, replace(GRANT, starts=TODAY + timedelta(days=1)), "no-grant"),
        (ASKING, replace(GRANT, agreed=frozenset({"acc_head"})), "no-grant"),
        (ASKING, replace(GRANT, report="alerts"), "no-grant"),
        (ASKING, replace(GRANT, role="slt"), "no-grant"),
        (replace(ASKING, subject_roles=frozenset({"teachers"})), GRANT, "wrong-report"),
        (replace(ASKING, subject="per_priya"), GRANT, "own-case"),
        (replace(ASKING, subject_human="acc_priya"), GRANT, "own-case"),
        (replace(ASKING, own=True), GRANT, "own-case"),
        (replace(ASKING, same_school=False), GRANT, "another-school"),
        (replace(ASKING, roles=frozenset({"it-lead"})), replace(GRANT, role="it-lead"), "not-for-role"),
        (replace(ASKING, roles=frozenset({"teachers"})), replace(GRANT, role="teachers"), "not-for-role"),
        (replace(ASKING, words="because"), GRANT, "no-reason"),
        (replace(ASKING, why="nosy"), GRANT, "no-reason"),
        (replace(ASKING, roles=frozenset({"head"})), replace(GRANT, role="head", by_chair=True), "needs-chair"),
        (replace(ASKING, roles=frozenset({"head"})), replace(GRANT, role="head"), "no-grant"),
    ],
)
def test_each_way_it_is_refused_is_told(asking: Asking, grant: Grant | None, told: str) -> None:
    found = decide(asking, [grant] if grant else [])
    assert (found.allowed, found.rule) == (False, told)
    assert found.because
    assert found.next_step


def test_a_head_who_is_also_safeguarding_lead_reads_an_alert_but_does_not_browse_without_the_chair() -> None:
    both = replace(ASKING, roles=frozenset({"head", "dsl"}))
    assert rule(replace(both, alert="alt_1"), GRANT) == "grant"
    assert rule(both, GRANT) == "needs-chair"
    agreed = Second("sec_1", "per_priya", "per_robin", "chair", "acc_chair", TODAY)
    assert decide(both, [GRANT], [agreed]).second == "sec_1"


def test_an_adult_is_looked_at_by_two_and_a_head_only_with_the_chair() -> None:
    grant = replace(GRANT, report="adult")
    adult = replace(ASKING, report="adult", subject_roles=frozenset({"teachers"}))
    by_head = Second("sec_1", "per_priya", "per_robin", "head", "acc_head", TODAY)
    assert rule(adult, grant) == "needs-head"
    assert rule(adult, grant, seconds=(by_head,)) == "grant"
    assert rule(adult, grant, seconds=(replace(by_head, until=TODAY - timedelta(days=1)),)) == "needs-head"
    assert rule(adult, grant, seconds=(replace(by_head, subject="per_else"),)) == "needs-head"
    assert rule(adult, grant, seconds=(replace(by_head, human="acc_priya"),)) == "needs-head"
    head = replace(adult, subject_roles=frozenset({"head"}))
    assert rule(head, grant, seconds=(by_head,)) == "needs-chair"


def test_an_emergency_goes_round_the_permission_and_the_second_person_and_is_loud() -> None:
    now = replace(ASKING, emergency=True)
    assert (decide(now, []).allowed, decide(now, []).loud) == (True, True)
    assert not decide(now, [GRANT]).loud  # there was no need of it
    assert rule(replace(now, roles=frozenset({"head"}))) == "emergency"
    for never in (
        replace(now, subject=now.viewer),
        replace(now, own=True),
        replace(now, same_school=False),
        replace(now, roles=frozenset({"it-lead", "administrator"})),
        replace(now, words=""),
    ):
        assert not decide(never, []).allowed


DAYS = st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))
HUMANS = st.sampled_from(["acc_priya", "acc_head", "acc_chair", "acc_it", "per_robin"])
ROLES = st.frozensets(st.sampled_from([*POSTS]), max_size=4)
GRANTS = st.lists(
    st.builds(
        Grant,
        st.just("grt_x"),
        st.sampled_from([*REPORTS]),
        st.sampled_from([*POSTS]),
        DAYS,
        DAYS,
        st.frozensets(HUMANS, max_size=3),
        st.booleans(),
        st.booleans(),
    ),
    max_size=5,
)
SECONDS = st.lists(
    st.builds(
        Second,
        st.just("sec_x"),
        st.sampled_from(["per_priya", "per_head"]),
        st.sampled_from(["per_robin", "per_head"]),
        st.sampled_from(["head", "chair"]),
        HUMANS,
        DAYS,
    ),
    max_size=3,
)
ASKINGS = st.builds(
    Asking,
    report=st.sampled_from([*REPORTS]),
    viewer=st.sampled_from(["per_priya", "per_head"]),
    human=HUMANS,
    roles=ROLES,
    on=DAYS,
    why=st.sampled_from([*REASONS, ""]),
    words=st.sampled_from(["", "A long enough reason."]),
    subject=st.sampled_from(["", "per_robin", "per_head"]),
    subject_human=HUMANS,
    subject_roles=ROLES,
    same_school=st.booleans(),
    alert=st.sampled_from(["", "alt_1"]),
    own=st.booleans(),
    emergency=st.booleans(),
)


@given(ASKINGS, GRANTS, SECONDS)
def test_whatever_is_agreed_some_looks_are_never_allowed(
    asking: Asking, grants: list[Grant], seconds: list[Second]
) -> None:
    found = decide(asking, grants, seconds)
    assert found.because
    assert found.allowed or found.next_step
    if found.allowed:
        assert asking.same_school
        assert not asking.own
        assert asking.words
        assert asking.why in REASONS
        assert not asking.subject or (asking.subject != asking.viewer and asking.subject_human != asking.human)
        assert asking.roles & set(MAY_BE_GIVEN)
        assert found.loud == (found.rule == "emergency")
        assert asking.emergency or (found.grant and bool(found.second) == bool(second_of(asking)))


@given(ASKINGS, GRANTS, SECONDS, GRANTS)
def test_more_agreement_never_allows_less_and_ending_it_never_more(
    asking: Asking, grants: list[Grant], seconds: list[Second], others: list[Grant]
) -> None:
    with_all = decide(asking, [*grants, *others], seconds)
    assert with_all.allowed >= decide(asking, grants, seconds).allowed
    quiet = replace(asking, emergency=False)
    assert not decide(quiet, [replace(one, ended=True) for one in grants], seconds).allowed
    assert not decide(quiet, [replace(one, until=asking.on - timedelta(days=1)) for one in grants], seconds).allowed


@given(ROLES, HUMANS, st.booleans(), st.sampled_from(MAY_BE_GIVEN))
def test_nobody_is_both_who_must_agree(roles: frozenset[str], human: str, acts: bool, given_to: str) -> None:
    side = side_of(roles, human, acts_as_head=acts, given_to=given_to)
    assume(side)
    once = [Signed(side, human)]
    assert not complete(once)
    assert side_of(roles, human, acts_as_head=acts, given_to=given_to, signed=once) == ""
    assert not complete([Signed(HEAD, human), Signed(GOVERNOR, human)])
    assert complete([Signed(HEAD, human), Signed(GOVERNOR, "another")])


def test_a_permission_for_the_heads_own_role_needs_the_chair() -> None:
    assert side_of(["governors"], "acc_kit", acts_as_head=False, given_to="dsl") == GOVERNOR
    assert side_of(["governors"], "acc_kit", acts_as_head=False, given_to="head") == ""
    assert side_of(["chair"], "acc_kit", acts_as_head=False, given_to="head") == GOVERNOR
