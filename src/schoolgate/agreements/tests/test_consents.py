"""Pictures: a yes or a no by each carer for each place, taken back at once, decided by the head where they differ."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schoolgate.agreements import actions, due, queries
from schoolgate.agreements.actions import Given
from schoolgate.agreements.contract import year_end
from schoolgate.agreements.events import ConsentWithdrawn
from schoolgate.agreements.models import Consent
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, approved, as_self, somebody
from schoolgate.evidence import queries as evidence
from schoolgate.frame.models import OutboxEvent
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines, verify
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.actions import Tie
from schoolgate.people.models import Person, School

_DAY = timedelta(days=1)
YES, NO = "granted", "refused"


@pytest.fixture
def tess(school: School, amara: Person) -> Person:
    approved(school, amara, "photo-video", "internet-code")
    return somebody(school, "Tess O’Hara", "pupils")


def carer_of(child: Person, name: str, relation: str, responsibility: str = "yes") -> Person:
    carer = somebody(child.school, name)
    people.set_carer(child, carer, Tie(relation, responsibility), actor=ACTOR, valid_from=LONG_AGO)
    return carer


@pytest.fixture
def ann(tess: Person) -> Person:
    return carer_of(tess, "Ann O’Hara", "mother")


@pytest.fixture
def ben(tess: Person) -> Person:
    return carer_of(tess, "Ben Teal", "father")


def say(child: Person, carer: Person, **places: str) -> int:
    answers = {place.replace("_", "-"): answer for place, answer in places.items()}
    return actions.give(child, carer, answers, Given(carer.name, way="link", device="phone"), actor=as_self(carer))


def answer(child: Person, place: str = "website", on: date | None = None) -> tuple[bool, str]:
    found = queries.photo_answer(child.school, child.ref, place, on or today(child.school))
    return found.yes, found.reason


def test_it_works(school: School, tess: Person, ann: Person) -> None:
    """A yes to one place is a yes to no other, and ends with August."""
    assert answer(tess) == (False, "silence")
    assert say(tess, ann, website=YES, social_media=NO) == 2
    assert answer(tess) == (True, "granted")
    assert answer(tess, "social-media") == (False, "refused")
    assert answer(tess, "local-press") == (False, "silence")
    end = year_end(today(school))
    assert answer(tess, on=end) == (True, "granted")
    assert answer(tess, on=end + _DAY) == (False, "lapsed")
    assert all(verdict.whole for verdict in verify())


def test_what_is_taken_back_is_a_no_at_once_and_the_office_is_asked_to_act(
    school: School, tess: Person, ann: Person
) -> None:
    somebody(school, "Pat Lane", "office")
    say(tess, ann, website=YES, newsletter=YES)
    assert actions.withdraw(tess, ann, ["website"], Given("Ann", way="link"), actor=as_self(ann)) == 1
    assert answer(tess) == (False, "refused")
    assert answer(tess, "newsletter") == (True, "granted")
    events = OutboxEvent.objects.filter(kind="agreements.consent-withdrawn")
    assert [one.refs["channel"] for one in events] == ["website"]
    due._on_consent_withdrawn(ConsentWithdrawn(school.ref, tess.ref, "website"))
    (job,) = [one for one in evidence.jobs(school, on=today(school)) if "taken back" in one.words]
    assert "the school’s website" in job.words
    assert "Tess" not in job.words


def test_a_no_of_either_is_a_no_until_the_head_decides(
    school: School, amara: Person, tess: Person, ann: Person
) -> None:
    ben = carer_of(tess, "Ben Teal", "father")
    say(tess, ann, website=YES)
    say(tess, ben, website=NO)
    assert answer(tess) == (False, "disagree")
    assert queries.answered(school, today(school)).waiting == {tess.ref}
    for actor in (ACTOR, as_self(ann)):
        with pytest.raises(DeniedError, match="the head’s"):
            actions.rule_pictures(tess, "website", YES, "We spoke.", actor=actor)
    with pytest.raises(BadInputError, match="the reason"):
        actions.rule_pictures(tess, "website", YES, " ", actor=as_self(amara))
    actions.rule_pictures(tess, "website", YES, "We spoke with both.", actor=as_self(amara))
    assert answer(tess) == (True, "ruled-yes")
    (entry,) = lines(school_chain(school.ref), labels=["safeguarding"], kind="agreements.pictures-ruled")
    assert "spoke" not in str(entry.details)
    actions.withdraw(tess, ann, ["website"], Given("Ann", way="link"), actor=as_self(ann))
    assert answer(tess)[0] is False


def test_who_has_no_parental_responsibility_says_no_yes(school: School, tess: Person, ann: Person) -> None:
    liv = carer_of(tess, "Liv Teal", "step-parent", "no")
    with pytest.raises(BadInputError, match="no parental responsibility"):
        say(tess, liv, website=YES)
    assert answer(tess) == (False, "silence")
    say(tess, ann, website=YES)
    people.set_carer(tess, ann, Tie("mother", "no"), actor=ACTOR, valid_from=today(school))
    assert answer(tess) == (False, "not-theirs"), "a court took it from them"


def test_who_cares_for_the_child_no_more_said_nothing(school: School, tess: Person, ann: Person, ben: Person) -> None:
    say(tess, ben, website=YES)
    people.end_carer(tess, ben, actor=ACTOR, valid_to=today(school))
    assert answer(tess) == (False, "silence")
    with pytest.raises(BadInputError, match="no such child"):
        say(tess, ben, website=YES)


def test_where_something_protects_the_child_the_head_decides_first(
    school: School, amara: Person, tess: Person, ann: Person
) -> None:
    say(tess, ann, website=YES)
    people.set_flag(tess, "court-order", "Details.", actor=as_self(amara), valid_from=today(school))
    assert answer(tess) == (False, "head-first")
    assert "order" not in queries.photo_answer(school, tess.ref, "website", today(school)).words
    actions.rule_pictures(tess, "website", YES, "No face, no name.", actor=as_self(amara))
    assert answer(tess) == (True, "ruled-yes")


def test_paper_counts_and_never_covers_what_was_said_later(
    school: School, amara: Person, tess: Person, ann: Person
) -> None:
    say(tess, ann, website=NO)
    before = today(school) - _DAY
    paper = Given("", way="paper")
    actions.give(tess, ann, {"website": YES, "newsletter": YES}, paper, actor=as_self(amara), on=before)
    assert answer(tess) == (False, "refused")
    if year_end(before) == year_end(today(school)):  # on 1 September the paper is last year's
        assert answer(tess, "newsletter") == (True, "granted")
        assert answer(tess, on=before) == (True, "granted")
    with pytest.raises(BadInputError, match="still to come"):
        actions.give(tess, ann, {"website": YES}, paper, actor=ACTOR, on=today(school) + _DAY)


def test_an_answer_without_a_carer_gives_way_to_a_carers(school: School, tess: Person, ann: Person) -> None:
    every = dict.fromkeys(CHANNELS, YES)
    actions.give(tess, None, every, Given("", way="mis"), actor=ACTOR, source="load-1")
    found = queries.photo_answer(school, tess.ref, "website", today(school))
    assert (found.yes, found.notes) == (True, ("check-responsibility",))
    assert all(one.way == "mis" and one.carer == "" for one in queries.given(school, tess.ref, today(school)))
    say(tess, ann, website=NO)
    assert answer(tess) == (False, "refused")


def test_the_same_again_adds_nothing(school: School, tess: Person, ann: Person) -> None:
    say(tess, ann, website=YES)
    rows = Consent.objects.for_school(school).count()
    assert say(tess, ann, website=YES) == 0
    assert Consent.objects.for_school(school).count() == rows


def test_what_was_known_when_is_not_lost(school: School, tess: Person, ann: Person) -> None:
    say(tess, ann, website=YES)
    then = timezone.now()
    actions.withdraw(tess, ann, ["website"], Given("Ann", way="link"), actor=as_self(ann))
    rows = Consent.objects.for_school(school)
    assert [row.answer for row in rows.as_of(today(school), then)] == [YES]
    assert [row.answer for row in rows.as_of(today(school))] == [NO]


def test_nobody_answers_for_another(school: School, tess: Person, ann: Person, ben: Person) -> None:
    for actor in (as_self(ben), ACTOR):
        with pytest.raises(DeniedError, match="by the carer themselves"):
            actions.give(tess, ann, {"website": YES}, Given("Ann", way="link"), actor=actor)
    with pytest.raises(DeniedError):
        actions.give(tess, ann, {"website": YES}, Given("", way="paper"), actor=as_self(ann))
    with pytest.raises(BadInputError, match="the answer"):
        say(tess, ann, billboard=YES)
    with pytest.raises(NotFoundError, match="billboard"):
        queries.photo_answer(school, tess.ref, "billboard", today(school))


def test_who_has_answered_and_who_has_not(school: School, tess: Person, ann: Person) -> None:
    tam = somebody(school, "Tam O’Hara", "pupils")
    actions.give(tam, None, dict.fromkeys(CHANNELS, NO), Given("", way="seen"), actor=ACTOR)
    ada = somebody(school, "Ada O’Hara", "pupils")
    say(tess, ann, website=YES)
    found = queries.answered(school, today(school))
    assert [set(some) for some in (found.whole, found.part, found.none)] == [{tam.ref}, {tess.ref}, {ada.ref}]
    later = queries.answered(school, year_end(today(school)) + _DAY)
    assert len(later.none) == 3
    assert later.lapsed == {tam.ref, tess.ref}


def test_a_carer_signs_for_a_child(school: School, tess: Person, ann: Person) -> None:
    liv = carer_of(tess, "Liv Teal", "step-parent", "no")
    row = actions.agree_for(tess, ann, "internet-code", Given("Ann O’Hara", way="link"), actor=as_self(ann))
    assert (row.person, row.by, row.typed_name) == (tess, ann, "Ann O’Hara")
    assert {one.kind for one in queries.held(school, today(school))[tess.ref]} == {"internet-code"}
    with pytest.raises(BadInputError, match="may not sign"):
        actions.agree_for(tess, liv, "internet-code", Given("Liv", way="link"), actor=as_self(liv))
    with pytest.raises(DeniedError, match="by the carer themselves"):
        actions.agree_for(tess, ann, "internet-code", Given("Ann", way="link"), actor=as_self(liv))


def test_more_children_cost_no_more_queries(school: School, tess: Person, ann: Person) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.answered(school, today(school))
        return len(asked)

    few = cost()
    for n in range(3):
        child = somebody(school, f"Child {n}", "pupils")
        actions.give(child, None, {"website": YES}, Given("", way="seen"), actor=ACTOR)
    assert cost() == few
