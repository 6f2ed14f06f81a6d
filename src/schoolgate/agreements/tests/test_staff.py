"""Adults who have not signed: by name for the office, written to three times and no more, never while they are away."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.agreements import actions, queries
from schoolgate.agreements.models import Reminder, Signature
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, approved, as_self, somebody
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

DAY = timedelta(days=1)
AUP = "staff-acceptable-use"
LETTER = "agreement.question-answered"


@pytest.fixture
def kit(school: School, amara: Person) -> Person:
    """A teacher who signs in; the head, who has signed; and all words of staff approved."""
    approved(school, amara, AUP, "sharing-rights", from_on=LONG_AGO)
    actions.note_held(school, AUP, [amara], on=today(school), actor=ACTOR)
    actions.note_held(school, "sharing-rights", [amara], on=today(school), actor=ACTOR)
    person = somebody(school, "Kit Sparrow", "teachers")
    account = opening.add_account("kit@robinhill.example", "three plain words here", actor=ACTOR)
    people.give_sign_in(person, account, actor=ACTOR)
    return person


def aged(person: Person, days: int) -> None:
    """As though what was sent had been sent so many days earlier."""
    for row in Reminder.objects.for_school(person.school).filter(person=person):
        Reminder.objects.for_school(person.school).filter(pk=row.pk).update(on=row.on - days * DAY)


def test_one_letter_for_whatever_waits_three_times_and_no_more(school: School, kit: Person) -> None:
    assert [one.name for one in queries.unsigned(school, today(school))] == ["Kit Sparrow"]
    assert actions.remind_staff(school, actor=ACTOR) == 1
    assert actions.remind_staff(school, actor=ACTOR) == 0, "not twice in a week"
    for sent in (1, 1, 0):
        aged(kit, 7)
        assert actions.remind_staff(school, actor=ACTOR) == sent
    (one,) = queries.unsigned(school, today(school))
    assert (one.reminded, len(one.kinds)) == (3, 2)


def test_nobody_is_written_to_who_signed_is_away_or_has_just_begun(school: School, kit: Person) -> None:
    somebody(school, "Ada Lark", "teachers", since=today(school) - DAY)
    actions.note_held(school, AUP, [kit], on=today(school), actor=ACTOR)
    actions.note_held(school, "sharing-rights", [kit], on=today(school), actor=ACTOR)
    assert actions.remind_staff(school, actor=ACTOR) == 0
    signature = Signature.objects.for_school(school).get(person=kit, wording__kind=AUP)
    actions.take_back(school, signature.ref, actor=as_self(kit))
    people.go_away(kit, actor=ACTOR, valid_from=today(school), back=today(school) + 7 * DAY)
    assert actions.remind_staff(school, actor=ACTOR) == 0
    assert [one.back for one in queries.unsigned(school, today(school)) if one.person == kit.ref] == [
        today(school) + 7 * DAY
    ]


def test_the_office_sees_who_has_not_and_ticks_their_paper(
    school: School, kit: Person, works_as: Callable[[str], Client]
) -> None:
    office, address = works_as("office"), f"/schools/{school.ref}/agreements/staff/"
    assert "2 adults have not signed everything." in office.get(address).content.decode()
    day = today(school)
    said = {"kind": AUP, "people": [kit.ref], "on-day": str(day.day), "on-month": str(day.month), "on-year": "2099"}
    assert office.post(address, said).status_code == 422
    told = office.post(address, said | {"on-year": str(day.year)}, follow=True).content.decode()
    assert "Ticked off: 1." in told
    assert Signature.objects.for_school(school).get(person=kit).way == "paper"
    assert works_as("teachers").get(address).status_code == 403


def test_whoever_asked_is_told_that_it_is_answered(school: School, amara: Person, kit: Person) -> None:
    asked = actions.ask(kit, "head", "May I use my own phone?", actor=as_self(kit))
    actions.answer(asked, amara, "Not with children.", actor=as_self(amara))
    (letter,) = [row for row in Notice.objects.for_school(school) if row.kind == LETTER]
    assert letter.person == kit
    assert "Not with" not in str(letter.context)
    actions.answer(asked, kit, "And on trips?", actor=as_self(kit))
    assert len([row for row in Notice.objects.for_school(school) if row.kind == LETTER]) == 1
