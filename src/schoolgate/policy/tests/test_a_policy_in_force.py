"""A policy is kept, put in force, and answered for; nothing about it is ever edited."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from schoolgate.frame.actor import Actor, person
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.models import Entry
from schoolgate.people.access import today as day_at
from schoolgate.people.models import School
from schoolgate.policy import actions, queries
from schoolgate.policy.models import Adoption, Version
from schoolgate.policy.promises import Correction
from schoolgate.policy.tests.a_policy import PASSWORDS, REPORTS, REVIEW, WELCOME, reading_of
from schoolgate.reading.model import Reading, Strength

HEAD: Actor = person("per_head")


def kept(school: School, reading: Reading) -> Version:
    return actions.keep_version(school, reading, filename="policy.docx", data=b"words", actor=HEAD)


def put_in_force(version: Version, *, ratified_on: date | None = None) -> Adoption:
    day = ratified_on or timezone.localdate()
    return actions.put_in_force(version, body="governing-body", ratified_on=day, actor=HEAD, actor_name="Joan Achebe")


def refs(school: School) -> dict[str, str]:
    policy = queries.in_force(school, on=timezone.localdate())
    assert policy is not None
    return {promise.clause.text: promise.ref for promise in policy.promises}


def test_its_promises_are_numbered_in_the_order_of_the_document(school: School) -> None:
    put_in_force(kept(school, reading_of(WELCOME, REVIEW, PASSWORDS)))
    policy = queries.in_force(school, on=timezone.localdate())
    assert policy is not None
    assert [(promise.number, promise.clause.text) for promise in policy.promises] == [(1, REVIEW), (2, PASSWORDS)]
    assert policy.adoption.body == "Governing body"


def test_before_it_was_put_in_force_there_was_none(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW)))
    assert queries.in_force(school, on=timezone.localdate() - timedelta(days=1)) is None


def test_what_was_not_yet_known_is_not_told(school: School) -> None:
    before = timezone.now()
    put_in_force(kept(school, reading_of(REVIEW)))
    assert queries.in_force(school, on=timezone.localdate(), known_at=before) is None


def test_doing_it_all_twice_adds_nothing(school: School) -> None:
    for _ in range(2):
        put_in_force(kept(school, reading_of(REVIEW)))
    assert Version.objects.for_school(school).count() == 1
    assert Adoption.objects.for_school(school).count() == 1
    assert Entry.objects.count() == 2  # kept, and put in force


def test_nobody_can_have_ratified_it_tomorrow(school: School) -> None:
    with pytest.raises(BadInputError, match="has not come yet"):
        put_in_force(kept(school, reading_of(REVIEW)), ratified_on=timezone.localdate() + timedelta(days=1))
    assert not Adoption.objects.for_school(school).exists()


def test_nobody_ratified_it_in_the_year_26(school: School) -> None:
    with pytest.raises(BadInputError, match="Give the year in full"):
        put_in_force(kept(school, reading_of(REVIEW)), ratified_on=date(26, 11, 12))
    assert not Adoption.objects.for_school(school).exists()


def test_a_body_nobody_knows_is_refused_with_those_that_are(school: School) -> None:
    with pytest.raises(BadInputError, match="governing-body"):
        actions.put_in_force(
            kept(school, reading_of(REVIEW)),
            body="the caretaker",
            ratified_on=timezone.localdate(),
            actor=HEAD,
            actor_name="Joan Achebe",
        )


def test_words_too_long_to_keep_are_refused_in_words(school: School) -> None:
    wordy = person("per_head", on_behalf_of="the governing body and " * 6)
    with pytest.raises(BadInputError, match="longer than 120 letters"):
        actions.put_in_force(
            kept(school, reading_of(REVIEW)),
            body="governing-body",
            ratified_on=timezone.localdate(),
            actor=wordy,
            actor_name="Joan Achebe",
        )


def test_a_file_that_promises_nothing_is_not_put_in_force(school: School) -> None:
    with pytest.raises(BadInputError, match="promises anything"):
        put_in_force(kept(school, reading_of(WELCOME)))


def test_a_new_version_keeps_the_promise_of_a_sentence_that_stayed(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW, PASSWORDS)))
    before = refs(school)
    put_in_force(kept(school, reading_of(WELCOME, PASSWORDS, REPORTS)))
    after = refs(school)
    assert after[PASSWORDS] == before[PASSWORDS]
    assert after[REPORTS] not in before.values()
    assert REVIEW not in after


PERHAPS = "Passwords of staff are renewed every term by IT support."


def test_a_sentence_surely_re_worded_is_the_same_promise(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW, PASSWORDS)))
    before = refs(school)
    put_in_force(kept(school, reading_of(REVIEW, "Staff must change their passwords every term.")))
    assert refs(school)["Staff must change their passwords every term."] == before[PASSWORDS]
    assert queries.offers(school) == ()


def test_a_sentence_perhaps_re_worded_is_offered_and_a_person_decides(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW, PASSWORDS)))
    older = refs(school)[PASSWORDS]
    put_in_force(kept(school, reading_of(REVIEW, PERHAPS)))
    offered = queries.offers(school)
    assert [(offer.text, offer.older_text, offer.older) for offer in offered] == [(PERHAPS, PASSWORDS, older)]
    assert 0 < offered[0].confidence < 0.9
    assert refs(school)[PERHAPS] != older
    actions.answer_offer(school, offered[0].promise, same=True, actor=HEAD)
    assert refs(school)[PERHAPS] == older
    with pytest.raises(NotFoundError):
        actions.answer_offer(school, offered[0].promise, same=True, actor=HEAD)


def test_before_the_person_decided_it_was_a_promise_of_its_own(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW, PASSWORDS)))
    put_in_force(kept(school, reading_of(REVIEW, PERHAPS)))
    before, then = refs(school), timezone.now()
    actions.answer_offer(school, queries.offers(school)[0].promise, same=True, actor=HEAD)
    policy = queries.in_force(school, on=timezone.localdate(), known_at=then)
    assert policy is not None
    assert policy.promises[1].ref == before[PERHAPS] != refs(school)[PERHAPS]


def test_an_offer_refused_leaves_the_sentence_a_promise_of_its_own(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW, PASSWORDS)))
    older = refs(school)[PASSWORDS]
    put_in_force(kept(school, reading_of(REVIEW, PERHAPS)))
    actions.answer_offer(school, queries.offers(school)[0].promise, same=False, actor=HEAD)
    assert refs(school)[PERHAPS] != older
    assert queries.offers(school) == ()


def test_an_answer_about_a_sentence_holds_whichever_promise_it_turns_out_to_be(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW, PASSWORDS)))
    put_in_force(kept(school, reading_of(REVIEW, PERHAPS)))
    wrong = Correction(who=("it-lead",))
    actions.answer_reading(school, refs(school)[PERHAPS], correction=wrong, actor=HEAD, actor_name="Joan Achebe")
    actions.answer_offer(school, queries.offers(school)[0].promise, same=True, actor=HEAD)
    policy = queries.in_force(school, on=timezone.localdate())
    assert policy is not None
    assert policy.promises[1].confirmed
    assert policy.promises[1].clause.who == ("it-lead",)


def test_an_answer_is_about_the_sentence_in_force_though_a_new_version_waits(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW, PASSWORDS)))
    today = timezone.localdate()
    actions.put_in_force(
        kept(school, reading_of(REVIEW, "Staff must change their passwords every term.")),
        body="governing-body",
        ratified_on=today,
        in_force_from=today + timedelta(days=7),
        actor=HEAD,
        actor_name="Joan Achebe",
    )
    actions.answer_reading(school, refs(school)[PASSWORDS], correction=None, actor=HEAD, actor_name="Joan Achebe")
    policy = queries.in_force(school, on=today)
    assert policy is not None
    assert policy.promises[1].confirmed


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])  # at any hour, one of the two has another date
def test_the_day_is_the_schools_own(school: School, zone: str) -> None:
    School.objects.filter(pk=school.pk).update(time_zone=zone)
    school.refresh_from_db()
    adoption = put_in_force(kept(school, reading_of(REVIEW)), ratified_on=day_at(school))
    assert adoption.in_force_from == day_at(school)


def test_somebody_says_we_read_a_sentence_rightly(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW)))
    actions.answer_reading(school, refs(school)[REVIEW], correction=None, actor=HEAD, actor_name="Joan Achebe")
    policy = queries.in_force(school, on=timezone.localdate())
    assert policy is not None
    assert policy.promises[0].confirmed
    assert policy.promises[0].answered_by == "Joan Achebe"


def test_a_correction_changes_our_reading_and_not_what_was_known_before(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW, PASSWORDS)))
    before = timezone.now()
    wrong = Correction(who=("it-lead",))
    actions.answer_reading(school, refs(school)[PASSWORDS], correction=wrong, actor=HEAD, actor_name="Joan Achebe")
    today = timezone.localdate()
    now, then = queries.in_force(school, on=today), queries.in_force(school, on=today, known_at=before)
    assert now is not None
    assert then is not None
    assert now.promises[1].clause.who == ("it-lead",)
    assert then.promises[1].clause.who == ("staff",)
    assert now.promises[1].clause.text == PASSWORDS  # the school's sentence is never touched


def test_a_sentence_that_promises_nothing_after_all_leaves_the_list(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW, PASSWORDS)))
    nothing = Correction(promises=False)
    actions.answer_reading(school, refs(school)[REVIEW], correction=nothing, actor=HEAD, actor_name="Joan Achebe")
    assert list(refs(school)) == [PASSWORDS]


def test_a_promise_that_we_missed_is_added_in_its_place_by_whoever_saw_it(school: School) -> None:
    put_in_force(kept(school, reading_of(WELCOME, REVIEW)))
    (missed,) = (clause.ref for clause in reading_of(WELCOME).clauses)
    said = Correction(who=("staff",), strength=Strength.MUST)
    for _ in range(2):
        actions.add_promise(school, missed, correction=said, actor=HEAD, actor_name="Joan Achebe")
    policy = queries.in_force(school, on=timezone.localdate())
    assert policy is not None
    assert [(promise.number, promise.clause.text) for promise in policy.promises] == [(1, WELCOME), (2, REVIEW)]
    assert policy.promises[0].confirmed
    assert policy.promises[0].clause.strength is Strength.MUST


def test_a_sentence_that_is_not_in_the_policy_cannot_be_added(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW)))
    with pytest.raises(NotFoundError):
        actions.add_promise(school, "clause_none", correction=Correction(), actor=HEAD, actor_name="Joan Achebe")


def test_another_schools_promise_cannot_be_answered_for(school: School) -> None:
    put_in_force(kept(school, reading_of(REVIEW)))
    ref = refs(school)[REVIEW]
    other = School.objects.create(name="Another School")
    with pytest.raises(NotFoundError):
        actions.answer_reading(other, ref, correction=None, actor=HEAD, actor_name="Mallory")
