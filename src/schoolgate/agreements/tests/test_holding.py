"""Who holds which agreement, and who needs which: what the gates read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolgate.agreements import actions, queries
from schoolgate.agreements.actions import Given
from schoolgate.agreements.contract import year_end
from schoolgate.agreements.models import Signature
from schoolgate.agreements.registry import KINDS
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, approved, as_self, somebody
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines, verify
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

_DAY = timedelta(days=1)


@pytest.fixture
def tess(school: School) -> Person:
    return somebody(school, "Tess O’Hara", "pupils")


@pytest.fixture
def kit(school: School) -> Person:
    return somebody(school, "Kit Sparrow", "teachers")


def kinds_of(school: School, person: Person, *, days: int = 0) -> set[str]:
    found = queries.held(school, today(school) + timedelta(days=days)).get(person.ref, frozenset())
    return {one.kind for one in found}


def test_it_works(school: School, amara: Person, kit: Person, tess: Person) -> None:
    """Both of the child's papers are in the office; the teacher signs for himself."""
    approved(school, amara)
    actions.agree(kit, "staff-acceptable-use", Given("Kit Sparrow", device="phone"), actor=as_self(kit))
    for kind in ("home-school", "internet-code"):
        actions.note_held(school, kind, [tess], on=today(school), actor=as_self(amara))
    assert kinds_of(school, tess) == {"home-school", "internet-code"}
    (one,) = queries.held(school, today(school))[kit.ref]
    assert (one.kind, one.way, one.on, one.until) == ("staff-acceptable-use", "page", today(school), year_end(one.on))
    assert all(verdict.whole for verdict in verify())


def test_roles_say_who_needs_which(school: School, amara: Person, kit: Person, tess: Person) -> None:
    mum = somebody(school, "Ann O’Hara", "parents", "teachers")  # who teaches here too
    needs = queries.wanted(school, today(school))
    assert needs[tess.ref] == {"home-school", "internet-code", "photo-video", "remote-learning"}
    assert needs[kit.ref] == {"staff-acceptable-use", "sharing-rights"}
    assert needs[mum.ref] == needs[kit.ref] | {"event-pictures"}
    assert not any("supply-staff" in some for some in needs.values()), "the office asks for it by name"


def test_nothing_is_held_while_no_words_are_approved(school: School, amara: Person, tess: Person) -> None:
    row = actions.draft(school, "home-school", actor=ACTOR)
    assert queries.in_use(school, today(school)) == {}
    with pytest.raises(BadInputError, match="no words are approved"):
        actions.note_held(school, "home-school", [tess], on=today(school), actor=as_self(amara))
    actions.approve(row, actor=as_self(amara))
    assert queries.in_use(school, today(school)) == {"home-school": row.ref}


def test_what_is_for_a_school_year_ends_with_august(school: School, amara: Person, tess: Person) -> None:
    approved(school, amara, "internet-code", "home-school")
    for kind in ("internet-code", "home-school"):
        actions.note_held(school, kind, [tess], on=today(school), actor=ACTOR)
    end = (year_end(today(school)) - today(school)).days
    assert kinds_of(school, tess, days=end) == {"home-school", "internet-code"}
    assert kinds_of(school, tess, days=end + 1) == {"home-school"}


def test_a_visit_lasts_a_day(school: School, amara: Person) -> None:
    approved(school, amara, "phone-rule")
    helper = somebody(school, "Jo Finch", "volunteers")
    actions.agree(helper, "phone-rule", Given("Jo Finch", way="tablet"), actor=as_self(helper))
    assert kinds_of(school, helper) == {"phone-rule"}
    assert kinds_of(school, helper, days=1) == set()


def test_new_words_are_signed_anew_from_their_day(school: School, amara: Person, kit: Person) -> None:
    approved(school, amara, "staff-acceptable-use")
    actions.agree(kit, "staff-acceptable-use", Given("Kit"), actor=as_self(kit))
    later = actions.draft(school, "staff-acceptable-use", title="How we work", body="- I do it well.", actor=ACTOR)
    assert kinds_of(school, kit, days=9) == {"staff-acceptable-use"}, "a draft asks nobody"
    actions.approve(later, actor=as_self(amara), from_on=today(school) + 7 * _DAY)
    assert kinds_of(school, kit, days=6) == {"staff-acceptable-use"}
    assert kinds_of(school, kit, days=7) == set()


def test_who_leaves_holds_nothing_from_the_day_after_their_last(school: School, amara: Person, kit: Person) -> None:
    approved(school, amara, "staff-acceptable-use")
    actions.agree(kit, "staff-acceptable-use", Given("Kit"), actor=as_self(kit))
    people.leave(kit, actor=ACTOR, last_day=today(school))
    assert kinds_of(school, kit) == {"staff-acceptable-use"}
    assert kinds_of(school, kit, days=1) == set()
    assert kit.ref not in queries.wanted(school, today(school) + _DAY)


def test_noting_a_class_twice_adds_nothing(school: School, amara: Person) -> None:
    approved(school, amara, "home-school")
    children = [somebody(school, f"Child {n}", "pupils") for n in range(3)]
    first = actions.note_held(school, "home-school", children[:2], on=today(school), actor=ACTOR)
    again = actions.note_held(school, "home-school", children, on=today(school), actor=ACTOR)
    assert (len(first), [one.person for one in again]) == (2, [children[2]])
    assert Signature.objects.for_school(school).count() == 3
    noted = lines(school_chain(school.ref), labels=["school"], kind="agreements.seen")
    assert [(line.details or {})["people"] for line in noted] == [1, 2]


def test_what_is_taken_back_is_over_that_day_and_may_be_given_again(school: School, amara: Person, kit: Person) -> None:
    approved(school, amara, "sharing-rights")
    row = actions.agree(kit, "sharing-rights", Given("Kit"), actor=as_self(kit))
    assert actions.agree(kit, "sharing-rights", Given("Kit"), actor=as_self(kit)).pk == row.pk
    actions.take_back(school, row.ref, actor=as_self(kit))
    assert kinds_of(school, kit) == set()
    actions.agree(kit, "sharing-rights", Given("Kit"), actor=as_self(kit))
    assert kinds_of(school, kit) == {"sharing-rights"}
    with pytest.raises(NotFoundError, match="taken back"):
        actions.take_back(school, row.ref, actor=as_self(kit))


def test_nobody_signs_for_another_and_the_server_signs_for_nobody(school: School, amara: Person, kit: Person) -> None:
    approved(school, amara, "staff-acceptable-use", "home-school")
    for actor in (as_self(amara), ACTOR):
        with pytest.raises(DeniedError, match="by the person themselves"):
            actions.agree(kit, "staff-acceptable-use", Given("Kit"), actor=actor)
    with pytest.raises(DeniedError):
        actions.note_held(school, "home-school", [kit], on=today(school), actor=as_self(kit))
    with pytest.raises(BadInputError, match="not asked of them"):
        actions.agree(kit, "event-pictures", Given("Kit"), actor=as_self(kit))
    with pytest.raises(BadInputError, match="it is empty"):
        actions.agree(kit, "staff-acceptable-use", Given(" "), actor=as_self(kit))


@pytest.mark.parametrize(("kind", "days", "cause"), [("home-school", 1, "still to come"), ("photo-video", 0, "yes or")])
def test_paper_is_dated_and_of_one_answer(
    school: School, amara: Person, tess: Person, kind: str, days: int, cause: str
) -> None:
    approved(school, amara, kind)
    with pytest.raises(BadInputError, match=cause):
        actions.note_held(school, kind, [tess], on=today(school) + days * _DAY, actor=ACTOR)


def test_paper_from_before_the_first_words_counts_and_from_before_later_ones_does_not(
    school: School, amara: Person, tess: Person
) -> None:
    approved(school, amara, "home-school")
    actions.note_held(school, "home-school", [tess], on=LONG_AGO, actor=ACTOR)
    assert kinds_of(school, tess) == {"home-school"}
    approved(school, amara, "home-school")
    with pytest.raises(BadInputError, match="younger than the paper"):
        actions.note_held(school, "home-school", [tess], on=today(school) - _DAY, actor=ACTOR)


def test_the_size_of_the_school_costs_no_more_queries(school: School, amara: Person) -> None:
    approved(school, amara)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            queries.held(school, today(school))
            queries.wanted(school, today(school))
        return len(asked)

    children = [somebody(school, f"Child {n}", "pupils") for n in range(2)]
    actions.note_held(school, "home-school", children[:1], on=today(school), actor=ACTOR)
    few = cost()
    for kind in ("home-school", "internet-code", "remote-learning"):
        actions.note_held(school, kind, children, on=today(school), actor=ACTOR)
    assert cost() == few == 4


def test_every_kind_has_words_to_begin_with(school: School, amara: Person) -> None:
    for one in approved(school, amara):
        words = queries.words_in_force(school, one.kind, today(school))
        assert words is not None
        text = words.text("pl", "pictures")
        assert text is not None
        assert text.approved
        assert len(text.digest) == 64
        assert (KINDS.get(one.kind).sample.pictures == "") == (words.text("en", "pictures") == words.text())
