"""Read, understood and signed: a page open for three seconds does not pass, a wrong answer shows its sentence."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.agreements import actions, check, due, queries
from schoolgate.agreements.actions.signing import when_opened
from schoolgate.agreements.models import Signature, Sitting
from schoolgate.evidence.queries import facts
from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as as_person
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines, verify
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.promises import PolicyInForce
from schoolgate.policy.queries import in_force

ACTOR = operator("test")
LONG_AGO = date(2025, 9, 1)


@pytest.fixture
def policy(school: School) -> PolicyInForce:
    found = in_force(school, on=today(school))
    assert found is not None
    return found


@pytest.fixture
def kit(school: School) -> Person:
    return somebody(school, "Kit O’Sparrow", "teachers")


def somebody(school: School, name: str, role: str, *, since: date = LONG_AGO, email: str = "") -> Person:
    person = people.add_person(school, name, actor=ACTOR)
    people.give_role(person, role, actor=ACTOR, valid_from=since)
    if email:
        account = opening.add_account(email, "three plain words here", actor=ACTOR)
        people.give_sign_in(person, account, actor=ACTOR)
        person.refresh_from_db()
    return person


def a_try(
    person: Person, policy: PolicyInForce, *, seconds: int = 300, wrong: int = 0, name: str = ""
) -> actions.Outcome:
    """Open the page, answer all but the first ``wrong`` rightly, and send it ``seconds`` later."""
    now = timezone.now()
    token = actions.opened(person, policy, at=now - timedelta(seconds=seconds))
    asked = check.questions(policy, ["teachers"], when_opened(token, person, policy).seed)
    given = {question.key: str(question.right) for question in asked[wrong:]}
    return actions.sit(
        person,
        policy,
        ["teachers"],
        token=token,
        given=given,
        name=name or person.name,
        actor=as_person(person.ref),
        at=now,
    )


def state(school: School, policy: PolicyInForce) -> dict[str, str]:
    asked = queries.asked_for(school, policy)
    return {one.name: one.state for one in queries.signers(school, asked, on=today(school))}


def test_it_works(school: School, policy: PolicyInForce, kit: Person) -> None:
    outcome = a_try(kit, policy, name="kit  o'sparrow")
    assert outcome.signature is not None
    assert state(school, policy) == {"Kit O’Sparrow": "signed"}
    told = facts(school, today(school))["agreements.policy_read"]
    assert (told.of, told.good) == (1, 1)
    entry = lines(school_chain(school.ref), labels=["school"], kind="agreements.signed")[0]
    assert entry.details == {"version": policy.version, "seconds": 300, "tries": 1}
    with connection.cursor() as cursor:
        cursor.execute("SELECT typed_name FROM agreements_signature")
        assert cursor.fetchone()[0].startswith("v1.")
    assert all(verdict.whole for verdict in verify())


def test_ticked_in_three_seconds_it_is_asked_again(school: School, policy: PolicyInForce, kit: Person) -> None:
    outcome = a_try(kit, policy, seconds=3)
    assert (outcome.quick, outcome.seconds, outcome.signature) == (True, 3, None)
    assert outcome.least >= 20
    assert Sitting.objects.for_school(school).get().quick
    assert a_try(kit, policy).signature is not None
    entry = lines(school_chain(school.ref), labels=["school"], kind="agreements.signed")[0]
    assert entry.details is not None
    assert entry.details["tries"] == 2


def test_a_wrong_answer_shows_its_sentence_and_nothing_is_signed(policy: PolicyInForce, kit: Person) -> None:
    outcome = a_try(kit, policy, wrong=1)
    assert outcome.signature is None
    (wrong,) = outcome.wrong
    assert wrong.sentence in {promise.clause.text for promise in policy.promises}


def test_another_name_signs_nothing(school: School, policy: PolicyInForce, kit: Person) -> None:
    assert a_try(kit, policy, name="Somebody Else").unnamed
    assert not Signature.objects.for_school(school).exists()


def test_nobody_signs_for_another_nor_with_anothers_page(school: School, policy: PolicyInForce, kit: Person) -> None:
    ash = somebody(school, "Ash Bramley", "teachers")
    token = actions.opened(kit, policy, at=timezone.now() - timedelta(hours=1))
    for actor in (as_person(ash.ref), ACTOR):
        with pytest.raises(DeniedError):
            actions.sit(kit, policy, ["teachers"], token=token, given={}, name="Kit", actor=actor)
    for bad in (token, "forged"):
        with pytest.raises(BadInputError):
            when_opened(bad, ash, policy)


def test_paper_is_ticked_off_once_and_not_before_the_version_was(
    school: School, policy: PolicyInForce, kit: Person
) -> None:
    assert len(actions.tick_paper(school, policy, [kit], on=today(school), actor=ACTOR)) == 1
    assert actions.tick_paper(school, policy, [kit], on=today(school), actor=ACTOR) == ()
    for day in (LONG_AGO - timedelta(days=1), today(school) + timedelta(days=1)):
        with pytest.raises(BadInputError, match="the day"):
            actions.tick_paper(school, policy, [kit], on=day, actor=ACTOR)


def test_who_is_away_is_not_chased_and_who_is_new_has_time(school: School, policy: PolicyInForce) -> None:
    day = today(school)
    away = somebody(school, "On Leave", "support-staff", email="leave@robinhill.example")
    people.go_away(away, actor=ACTOR, valid_from=day - timedelta(days=1), back=day + timedelta(days=60))
    somebody(school, "Here Long", "teachers", email="long@robinhill.example")
    somebody(school, "New Here", "governors", since=day - timedelta(days=2), email="new@robinhill.example")
    somebody(school, "A Parent", "parents")
    assert state(school, policy) == {"Here Long": "late", "New Here": "open", "On Leave": "away"}
    assert actions.remind(school, policy, actor=ACTOR) == 1  # not who is away, nor who began the day before
    told = facts(school, day)["agreements.policy_read"]
    assert (told.of, told.late, told.unknown) == (2, 1, 1)


def test_reminders_keep_a_rhythm_and_stop(
    school: School, policy: PolicyInForce, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody(school, "Here Long", "teachers", email="long@robinhill.example")
    somebody(school, "Never Signs In", "teachers")
    day, sent = today(school), []
    for n in range(60):
        monkeypatch.setattr("schoolgate.agreements.actions.reminding.today", lambda _s, n=n: day + timedelta(days=n))
        sent += [n] * actions.remind(school, policy, actor=ACTOR)
    assert sent == [0, 7, 14]
    assert Notice.objects.for_school(school).filter(kind="agreement.read-policy").count() == 3
    assert len(lines(school_chain(school.ref), labels=["school"], kind="agreements.reminded")) == 3


def test_the_clock_reminds_and_tells_and_does_it_once(school: School, policy: PolicyInForce) -> None:
    somebody(school, "Here Long", "teachers", email="long@robinhill.example")
    now = timezone.now()
    assert due.each_day(now) == 1
    assert due.each_day(now) == 0
    assert facts(school, today(school))["agreements.policy_read"].late == 1


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.text(min_size=1, max_size=8), role=st.sampled_from(["teachers", "governors", "it-lead", "volunteers"]))
def test_whatever_the_seed_each_question_has_one_right_answer(policy: PolicyInForce, seed: str, role: str) -> None:
    asked = check.questions(policy, [role], seed)
    assert 3 <= len(asked) <= check.MOST
    assert asked == check.questions(policy, [role], seed)
    assert len({question.promise for question in asked}) == len(asked)
    for question in asked:
        assert 2 <= len(question.options) == len(set(question.options)) <= 3
        assert 0 <= question.right < len(question.options)
    assert check.marked(asked, {question.key: str(question.right) for question in asked}) == ()
    assert check.marked(asked, {}) == asked
