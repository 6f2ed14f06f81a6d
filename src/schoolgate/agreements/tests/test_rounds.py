"""The September round: families told apart, three letters, the door, and nobody written to who is not to be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from schoolgate.agreements import actions, queries
from schoolgate.agreements.models import RoundLetter
from schoolgate.agreements.queries import RoundNow
from schoolgate.agreements.rhythm import Step
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, approved, as_self, somebody
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people.actions import Tie
from schoolgate.people.models import Person, School

MONDAY = date(2026, 9, 7)


@dataclass
class Larks:
    """A mother of three; a boy of two homes; a girl of whom no carer is known."""

    school: School
    head: Person

    def __post_init__(self) -> None:
        with on(LONG_AGO + timedelta(days=1)):
            self.mother = somebody(self.school, "Ida Lark")
            self.father, self.other = somebody(self.school, "Jon Finch"), somebody(self.school, "May Finch")
            self.larks = [somebody(self.school, f"{name} Lark", "pupils") for name in ("Ada", "Bo", "Cy")]
            self.boy, self.girl = (somebody(self.school, name, "pupils") for name in ("Tam Finch", "Zoë Rook"))
            for child in self.larks:
                self.cares(self.mother, child)
            self.cares(self.father, self.boy)
            self.cares(self.other, self.boy, home=2, order=2)
            self.reached(self.mother, "ida@lark.example")
            self.reached(self.father, "finch@finch.example")
            self.reached(self.other, "finch@finch.example")
            approved(self.school, self.head, "home-school", from_on=LONG_AGO)

    def cares(self, carer: Person, child: Person, **more: object) -> None:
        tie = Tie("parent", **more)  # type: ignore[arg-type]  # the fields of a tie by name
        people.set_carer(child, carer, tie, actor=ACTOR, valid_from=LONG_AGO)

    def reached(self, carer: Person, address: str) -> None:
        people.set_reach(carer, "email", address, actor=ACTOR, valid_from=LONG_AGO)

    def now(self, day: date) -> RoundNow:
        return queries.round_now(self.school, day)

    def step(self, day: date, name: str) -> Step:
        return next(one.step for one in self.now(day).chase if one.name == name)


@contextmanager
def on(day: date) -> Iterator[None]:
    real, moment = timezone.now, datetime.combine(day, time(9), UTC)
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def written(larks: Larks, *days: date) -> list[int]:
    found = []
    for day in days:
        with on(day):
            found.append(actions.write_to_families(larks.school, actor=ACTOR))
    return found


@pytest.fixture
def larks(school: School, amara: Person) -> Larks:
    return Larks(school, amara)


def test_it_works(larks: Larks) -> None:
    """A mother of three is one family and gets one letter; so do two carers at one address; no carer, no letter."""
    with on(MONDAY):
        actions.open_round(larks.school, MONDAY, actor=ACTOR)
        now = larks.now(MONDAY)
        assert (now.families, now.answered, len(now.chase)) == (3, 0, 3)
        assert actions.write_to_families(larks.school, actor=ACTOR) == 2
        assert actions.write_to_families(larks.school, actor=ACTOR) == 0
    letters = Notice.objects.for_school(larks.school).filter(kind="agreement.sign")
    assert {one.person for one in letters} == {larks.mother, larks.father}
    steps = {one.name: one.step for one in larks.now(MONDAY).chase}
    assert steps == {"Ida Lark": Step.LETTER, "Jon Finch": Step.LETTER, "": Step.PAPER}


def test_three_letters_a_week_apart_then_the_door_and_then_none(larks: Larks) -> None:
    with on(MONDAY):
        actions.open_round(larks.school, MONDAY, actor=ACTOR)
    weeks = [MONDAY + timedelta(weeks=n) for n in range(6)]
    assert written(larks, MONDAY, MONDAY + timedelta(days=3), *weeks[1:]) == [2, 0, 2, 2, 0, 0, 0]
    assert larks.step(weeks[2], "Ida Lark") is Step.LETTER
    assert larks.step(weeks[3], "Ida Lark") is Step.DOOR
    assert [one.name for one in larks.now(weeks[3]).by_hand] == ["Ida Lark", "Jon Finch"]
    assert len(larks.now(weeks[3]).nobody) == 1


def test_no_letter_in_the_holidays_nor_before_the_round_opens(larks: Larks) -> None:
    with on(MONDAY):
        actions.open_round(larks.school, date(2026, 10, 24), actor=ACTOR)  # a Saturday before half-term
    days = [date(2026, 10, 23), date(2026, 10, 24), date(2026, 10, 28), date(2026, 11, 2)]
    assert written(larks, *days) == [0, 0, 0, 2]


def test_whoever_answered_is_written_to_no_more(larks: Larks) -> None:
    with on(MONDAY):
        actions.open_round(larks.school, MONDAY, actor=ACTOR)
    written(larks, MONDAY)
    with on(MONDAY + timedelta(days=2)):
        actions.note_held(larks.school, "home-school", larks.larks, on=MONDAY, actor=ACTOR)
        assert larks.now(MONDAY + timedelta(days=2)).answered == 1
    assert written(larks, MONDAY + timedelta(days=7)) == [1]


def test_a_family_is_paused_with_a_reason_and_written_to_again(larks: Larks) -> None:
    with on(MONDAY):
        actions.open_round(larks.school, MONDAY, actor=ACTOR)
        actions.pause_family(larks.mother, "A new baby", until=MONDAY + timedelta(days=30), actor=ACTOR)
        with pytest.raises(BadInputError):
            actions.pause_family(larks.father, " ", until=MONDAY, actor=ACTOR)
    assert larks.step(MONDAY, "Ida Lark") is Step.PAUSED
    assert written(larks, MONDAY) == [1]
    with on(MONDAY + timedelta(days=1)):
        actions.resume_family(larks.mother, actor=ACTOR)
    assert written(larks, MONDAY + timedelta(days=1)) == [1]


def test_who_may_not_sign_is_never_written_to(larks: Larks) -> None:
    with on(MONDAY):
        larks.reached(larks.other, "may@finch.example")
        assert set(_to(larks, "Jon Finch")) == {larks.father.ref, larks.other.ref}
        larks.cares(larks.other, larks.boy, responsibility="no", home=2, order=2)
        assert _to(larks, "Jon Finch") == (larks.father.ref,)


def test_where_the_head_decides_first_only_who_is_called_first_is_written_to(larks: Larks) -> None:
    with on(MONDAY):
        larks.reached(larks.other, "may@finch.example")
        people.set_flag(larks.boy, "court-order", "", actor=as_self(larks.head), valid_from=MONDAY)
    assert _to(larks, "Jon Finch") == (larks.father.ref,)


def test_a_letter_that_comes_back_moves_the_family_to_paper(larks: Larks) -> None:
    with on(MONDAY):
        actions.open_round(larks.school, MONDAY, actor=ACTOR)
    written(larks, MONDAY)
    Notice.objects.for_school(larks.school).filter(person=larks.mother).update(state="failed")
    found = next(one for one in larks.now(MONDAY).chase if one.name == "Ida Lark")
    assert (found.step, found.bounced) == (Step.PAPER, True)
    with on(MONDAY + timedelta(days=7)):
        assert actions.note_paper_home(larks.school, [larks.mother.ref], actor=ACTOR) == 1
        assert actions.note_paper_home(larks.school, [larks.mother.ref], actor=ACTOR) == 0
    ways = RoundLetter.objects.for_school(larks.school).filter(carer=larks.mother).values_list("number", "way")
    assert list(ways.order_by("number")) == [(1, "email"), (2, "paper")]


def test_a_round_that_opens_in_july_is_for_the_september_to_come(larks: Larks) -> None:
    """What is signed in July of 2027 holds from that day to the end of August 2028."""
    july = date(2027, 7, 5)
    with on(july):
        assert queries.answered_for(larks.school, july) == july
        actions.open_round(larks.school, july, actor=ACTOR)
        assert queries.answered_for(larks.school, july) == date(2027, 9, 1)
        actions.note_held(larks.school, "home-school", larks.larks, on=july, actor=ACTOR)
        assert larks.now(july).answered == 1
        approved(larks.school, larks.head, "internet-code", from_on=LONG_AGO)
        assert [one.kind.key for one in queries.family_of(larks.mother, july).asks] == ["internet-code"]
        assert larks.now(july).answered == 0
        (signature, *_) = actions.note_held(larks.school, "internet-code", larks.larks, on=july, actor=ACTOR)
        assert larks.now(july).answered == 1
        assert not queries.family_of(larks.mother, july).asks
    assert signature.until == date(2028, 8, 31)


def test_the_day_is_the_offices_and_stays_once_letters_went(larks: Larks) -> None:
    with on(MONDAY):
        with pytest.raises(DeniedError):
            actions.open_round(larks.school, MONDAY, actor=as_self(larks.mother))
        with pytest.raises(BadInputError):
            actions.open_round(larks.school, date(2029, 9, 1), actor=ACTOR)
        actions.open_round(larks.school, MONDAY + timedelta(days=1), actor=ACTOR)
        actions.open_round(larks.school, MONDAY, actor=ACTOR)
        assert actions.write_to_families(larks.school, actor=ACTOR) == 2
        with pytest.raises(BadInputError):
            actions.open_round(larks.school, MONDAY + timedelta(days=1), actor=ACTOR)


def _to(larks: Larks, name: str) -> tuple[str, ...]:
    return next(one.write_to for one in larks.now(MONDAY).chase if one.name == name)
