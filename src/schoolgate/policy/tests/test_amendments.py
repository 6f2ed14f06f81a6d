"""Other words for the policy wait for a meeting, and are found again in a new version."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.frame.actor import person
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.models import Entry
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions, meetings, queries
from schoolgate.policy.carrying import carries
from schoolgate.policy.models import Amendment
from schoolgate.policy.tests.a_policy import PASSWORDS, REPORTS, REVIEW, reading_of

HEAD = person("per_head")
BETTER = "The online safety lead reports to senior leaders every half-term."


def propose(school: School, now: str = REPORTS, proposed: str = BETTER) -> str:
    return actions.propose_amendment(
        school, now=now, proposed=proposed, why="“Regularly” cannot be late.", actor=HEAD, actor_name="Joan Achebe"
    )


def adopt(school: School, *sentences: str) -> None:
    version = actions.keep_version(school, reading_of(*sentences), filename="p.md", data=b"w", actor=HEAD)
    actions.put_in_force(
        version, body="governing-body", ratified_on=today(school), actor=HEAD, actor_name="Joan Achebe"
    )


def status(school: School) -> list[str]:
    return [one.status for one in meetings.amendments(school)]


def test_a_proposal_goes_to_a_meeting_is_agreed_and_is_found_in_the_new_version(school: School) -> None:
    adopt(school, REVIEW, REPORTS)
    ref = propose(school)
    assert status(school) == ["proposed"]
    meeting = actions.take_to_meeting(school, [ref], body="governing-body", on=today(school), actor=HEAD)
    assert [one.ref for one in meetings.amendments(school, meeting=meeting.ref)] == [ref]
    actions.decide_amendment(school, ref, agreed=True, actor=HEAD)
    assert status(school) == ["agreed"]
    policy = queries.in_force(school, on=today(school))
    assert policy is not None
    assert [promise.clause.text for promise in policy.promises] == [REVIEW, REPORTS]  # not a word has changed
    adopt(school, REVIEW, BETTER)
    (found,) = meetings.amendments(school)
    assert (found.status, found.version) == ("carried", 2)


def test_a_new_version_without_it_leaves_it_waiting(school: School) -> None:
    propose(school)
    adopt(school, REVIEW, REPORTS)
    assert status(school) == ["proposed"]


def test_a_sentence_to_be_taken_out_is_carried_by_a_version_without_it(school: School) -> None:
    propose(school, now=PASSWORDS, proposed="")
    adopt(school, REVIEW, PASSWORDS)
    assert status(school) == ["proposed"]
    adopt(school, REVIEW)
    assert status(school) == ["carried"]


def test_what_a_meeting_declined_may_be_proposed_again(school: School) -> None:
    first = propose(school)
    actions.take_to_meeting(school, [first], body="governing-body", on=today(school), actor=HEAD)
    actions.decide_amendment(school, first, agreed=False, actor=HEAD)
    again = propose(school)
    assert again != first
    assert sorted(status(school)) == ["declined", "proposed"]


def test_the_same_words_are_proposed_once(school: School) -> None:
    assert propose(school) == propose(school)
    assert Amendment.objects.for_school(school).count() == 1
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "proposed", "why"), [("", "", "x"), ("a", "a", "x"), ("a", "b", " "), ("a", "b" * 4001, "x")]
)
def test_what_proposes_nothing_is_refused(school: School, now: str, proposed: str, why: str) -> None:
    with pytest.raises(BadInputError):
        actions.propose_amendment(school, now=now, proposed=proposed, why=why, actor=HEAD, actor_name="Joan")
    assert not Amendment.objects.for_school(school).exists()


def test_a_meeting_decides_on_its_day_and_not_before(school: School) -> None:
    ref = propose(school)
    with pytest.raises(NotFoundError, match="on no meeting"):
        actions.decide_amendment(school, ref, agreed=True, actor=HEAD)
    later = today(school) + timedelta(days=9)
    actions.take_to_meeting(school, [ref], body="governing-body", on=later, actor=HEAD)
    with pytest.raises(BadInputError, match="has not been held yet"):
        actions.decide_amendment(school, ref, agreed=True, actor=HEAD)
    assert status(school) == ["at-meeting"]


@pytest.mark.parametrize(("body", "days"), [("head", 0), ("the caretaker", 0), ("governing-body", -1)])
def test_only_a_body_that_meets_and_has_not_met_takes_it(school: School, body: str, days: int) -> None:
    ref = propose(school)
    on = today(school) + timedelta(days=days)
    with pytest.raises(BadInputError):
        actions.take_to_meeting(school, [ref], body=body, on=on, actor=HEAD)
    assert status(school) == ["proposed"]


def test_another_schools_proposal_is_not_there(school: School) -> None:
    ref = propose(school)
    other = School.objects.create(name="Wren Lane Primary School")
    with pytest.raises(NotFoundError):
        actions.take_to_meeting(other, [ref], body="governing-body", on=today(other), actor=HEAD)
    assert meetings.amendments(other) == ()


def test_what_is_declined_is_not_found_again(school: School) -> None:
    ref = propose(school)
    actions.take_to_meeting(school, [ref], body="committee", on=today(school), actor=HEAD)
    actions.decide_amendment(school, ref, agreed=False, actor=HEAD)
    adopt(school, REVIEW, BETTER)
    assert status(school) == ["declined"]


@given(st.lists(st.sampled_from([REVIEW, PASSWORDS, REPORTS, BETTER]), min_size=1, unique=True))
def test_spacing_and_case_make_no_difference_and_words_do(sentences: list[str]) -> None:
    reading = reading_of(*sentences, due=date(2027, 1, 1))
    assert all(carries(reading, now="", proposed=f"  {one.upper()} ") for one in sentences)
    assert not any(carries(reading, now=one, proposed="") for one in sentences)
    assert carries(reading, now="", proposed=BETTER) == (BETTER in sentences)
