"""Ratified by enough of them, how well it works, who was asked, and what to go by where it disagrees."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.frame.actor import person
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.models import Entry
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions, meetings, queries, quorums
from schoolgate.policy.models import Adoption, Effectiveness, Ruling, Version
from schoolgate.policy.promises import AdoptionRecord
from schoolgate.policy.tests.a_policy import PASSWORDS, REPORTS, REVIEW, WELCOME, reading_of

HEAD = person("per_head")
MARKS = {"kept": 2, "declared": 1, "not_known": 5, "broken": 1, "not_applicable": 0}


@pytest.fixture
def version(school: School) -> Version:
    reading = reading_of(WELCOME, REVIEW, PASSWORDS, REPORTS)
    return actions.keep_version(school, reading, filename="p.md", data=b"w", actor=HEAD)


def adopt(version: Version, present: int | None, quorum: int | None, *, pending: bool = False) -> AdoptionRecord:
    actions.put_in_force(
        version,
        body="governing-body",
        ratified_on=today(version.school),
        present=present,
        quorum=quorum,
        pending=pending,
        actor=HEAD,
        actor_name="Joan Achebe",
    )
    policy = queries.in_force(version.school, on=today(version.school))
    assert policy is not None
    return policy.adoption


def test_enough_of_them_were_there(version: Version) -> None:
    adoption = adopt(version, 7, 5)
    assert (adoption.present, adoption.quorum, adoption.pending) == (7, 5, False)


def test_a_meeting_that_was_too_small_ratifies_nothing(school: School, version: Version) -> None:
    with pytest.raises(BadInputError, match=r"had 3 there and needs 5.*Give the meeting that had enough"):
        adopt(version, 3, 5)
    assert not Adoption.objects.for_school(school).exists()


def test_it_may_be_in_use_and_not_ratified_until_a_meeting_has_enough(school: School, version: Version) -> None:
    assert adopt(version, 3, 5, pending=True).pending
    assert not adopt(version, 6, 5).pending
    assert Adoption.objects.for_school(school).count() == 2


@given(st.none() | st.integers(0, 40), st.none() | st.integers(0, 40), st.booleans())
def test_a_meeting_ratifies_with_enough_and_is_pending_with_too_few(
    present: int | None, quorum: int | None, pending: bool
) -> None:
    try:
        quorums.check("governing-body", present, quorum, pending=pending)
        taken = True
    except BadInputError:
        taken = False
    if present is None or quorum is None:
        assert taken == (present is None and quorum is None and not pending)
    else:
        assert taken == (quorum >= 1 and pending == (present < quorum))


def test_a_headteacher_meets_nobody() -> None:
    with pytest.raises(BadInputError):
        quorums.check("head", 1, 1, pending=False)


def state(school: School, version: str, **changed: Any) -> str:
    said: dict[str, Any] = {
        "works": "partly",
        "words": "Filtering works; training is behind.",
        "counts": MARKS,
        "body": "governing-body",
    }
    return actions.state_effectiveness(
        school, version=version, on=today(school), actor=HEAD, actor_name="Joan Achebe", **(said | changed)
    )


def test_how_well_it_works_is_said_with_the_marks_of_that_day(school: School, version: Version) -> None:
    state(school, version.ref)
    (said,) = meetings.statements(school)
    assert (said.works, said.counts, said.version) == ("It works in part", MARKS, 1)
    entry = Entry.objects.latest("pk")
    assert "training" not in str(entry.body.__dict__)  # the record holds keys and digests, no free words


def test_a_statement_without_its_marks_or_of_no_version_is_refused(school: School, version: Version) -> None:
    for changed in ({"works": "fine"}, {"counts": {"kept": 1}}, {"body": "head"}):
        with pytest.raises(BadInputError):
            state(school, version.ref, **changed)
    with pytest.raises(NotFoundError):
        state(School.objects.create(name="Wren Lane Primary School"), version.ref)
    assert not Effectiveness.objects.for_school(school).exists()


def ask(school: School, **changed: Any) -> str:
    said: dict[str, Any] = {
        "way": "survey",
        "audiences": ["parents", "staff"],
        "themes": "Games at night\n\nPhones",
        "changed": "",
        "people": 41,
    }
    return actions.enter_consultation(
        school, **({"held_on": today(school)} | said | changed), actor=HEAD, actor_name="Joan Achebe"
    )


def test_who_was_asked_what_they_said_and_what_changed(school: School) -> None:
    ask(school, changed="The phone rule now covers clubs.")
    (asked,) = meetings.consultations(school, on=today(school))
    assert (asked.themes, asked.of_whom) == (("Games at night", "Phones"), ("Parents and carers", "Staff"))
    assert meetings.consultations(school, on=today(school) - timedelta(days=1)) == ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT themes, changed FROM policy_consultation")
        assert all(words.startswith("v1.") for words in cursor.fetchone())


def test_asking_nobody_or_hearing_nothing_is_no_consultation(school: School) -> None:
    tomorrow = today(school) + timedelta(days=1)
    wrong: list[dict[str, Any]] = [
        {"audiences": []},
        {"audiences": ["aliens"]},
        {"way": "x"},
        {"themes": " \n "},
        {"held_on": tomorrow},
    ]
    for changed in wrong:
        with pytest.raises(BadInputError):
            ask(school, **changed)
    assert meetings.consultations(school, on=tomorrow) == ()


def test_a_ruling_stands_beside_both_sentences_and_the_latest_counts(school: School) -> None:
    for words in ("Phones stay in lockers.", "Phones stay in lockers, except on visits."):
        actions.rule(school, "clause_b", "clause_a", words=words, actor=HEAD, actor_name="Joan Achebe")
    found = meetings.rulings(school)
    assert found[frozenset(("clause_a", "clause_b"))].words == "Phones stay in lockers, except on visits."
    with pytest.raises(BadInputError):
        actions.rule(school, "clause_b", "clause_a", words=" ", actor=HEAD, actor_name="Joan Achebe")


def test_many_readings_are_confirmed_in_one_press_and_one_entry(school: School, version: Version) -> None:
    adopt(version, None, None)
    policy = queries.in_force(school, on=today(school))
    assert policy is not None
    refs = [promise.ref for promise in policy.promises]
    actions.answer_reading(school, refs[0], correction=None, actor=HEAD, actor_name="Joan Achebe")
    before = Entry.objects.count()
    assert actions.confirm_readings(school, [*refs, "promise_none"], actor=HEAD, actor_name="Joan Achebe") == 2
    assert actions.confirm_readings(school, refs, actor=HEAD, actor_name="Joan Achebe") == 0
    assert Entry.objects.count() == before + 1
    after = queries.in_force(school, on=today(school))
    assert after is not None
    assert all(promise.confirmed for promise in after.promises)


def test_entered_twice_it_is_kept_once(school: School, version: Version) -> None:
    day = today(school)
    for _ in range(2):
        ask(school)
        actions.state_effectiveness(
            school,
            version=version.ref,
            works="well",
            words="",
            counts=MARKS,
            body="governing-body",
            on=day,
            actor=HEAD,
            actor_name="Joan Achebe",
        )
        actions.rule(school, "clause_a", "clause_b", words="Lockers.", actor=HEAD, actor_name="Joan Achebe")
    assert len(meetings.consultations(school, on=day)) == 1
    assert Effectiveness.objects.for_school(school).count() == 1
    assert Ruling.objects.for_school(school).count() == 1
