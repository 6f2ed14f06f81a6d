"""The office's pages: which words are asked to be signed, and of which class what is back; and the counts they give."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.agreements import actions, due, queries
from schoolgate.agreements.actions import Given
from schoolgate.agreements.contract import year_end
from schoolgate.agreements.events import ConsentWithdrawn
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, approved, as_self, somebody
from schoolgate.agreements.tests.test_pages import words
from schoolgate.evidence.queries import facts
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.people.rolls import Names, Place, Said
from schoolgate.vocabulary.shapes import Counted

type As = Callable[[str], Client]


@pytest.fixture
def wren(school: School) -> list[Person]:
    """Class Wren: three children."""
    place = (Place("class", "Wren", "pupil"),)
    told = [
        Said("joiners", LONG_AGO, names=Names(given, "Lark"), into=place, begins=("pupils",))
        for given in ("Ada", "Bo", "Cy")
    ]
    people.load_roll(school, told, ref="roll-1", actor=ACTOR, at=timezone.now())
    return sorted(Person.objects.for_school(school), key=lambda one: (not one.name.endswith("Lark"), one.name))[:3]


def at(school: School, place: str) -> str:
    return f"/schools/{school.ref}/agreements/{place}"


def on_today(school: School, days: int = 0) -> dict[str, str]:
    day = today(school) + timedelta(days=days)
    return {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}


def shown(client: Client, address: str) -> str:
    return words(client.get(address).content.decode())


def test_it_works(school: School, wren: list[Person], amara: Person, works_as: As) -> None:
    """The head approves our sample; the office notes the class; the page counts it."""
    head, office = works_as("head"), works_as("office")
    sample = shown(head, at(school, "words/home-school/"))
    assert "no words are approved yet" in sample
    assert "Our home-school agreement" in sample
    assert head.post(at(school, "words/home-school/"), {"do": "approve", **on_today(school)}).status_code == 302
    assert queries.versions(school, "home-school")[0].approved_by == amara.ref
    assert "Approved" in shown(office, at(school, "words/"))
    page = shown(office, at(school, "families/"))
    assert "0 of 3 families have answered." in page
    assert "Of 3 children no carer is known" in page
    nobody = shown(office, at(school, "families/?only=no-carer"))
    assert "Ada Lark (Wren) : Home-school agreement" in nobody
    assert "3 wait" in page
    group = queries.tallies(school, today(school))[0].group
    paper = {"group": group, "what": "home-school"}
    names = shown(office, at(school, f"held/?group={group}&what=home-school"))
    assert all(f"{name} Lark" in names for name in ("Ada", "Bo", "Cy"))
    sent = paper | {"there": [one.ref for one in wren], **on_today(school)}
    assert office.post(at(school, "held/"), sent).status_code == 302
    page = shown(office, at(school, "families/"))
    assert "All 3 families have answered." in page
    assert "Nobody waits" in page
    assert "Ada Lark" not in page


def test_only_the_head_approves_and_others_write(school: School, amara: Person, works_as: As) -> None:
    office, address = works_as("office"), at(school, "words/internet-code/")
    assert "Approve these words" not in shown(office, address)
    assert office.post(address, {"do": "approve", **on_today(school)}).status_code == 403
    assert office.post(address, {"do": "write", "title": "Ours", "body": "- I ask first."}).status_code == 302
    page = shown(works_as("head"), address)
    assert "To be approved" in page
    assert "• I ask first." in page
    assert office.post(address, {"do": "write", "title": "", "body": ""}).status_code == 422
    assert queries.in_use(school, today(school)) == {}


def test_a_day_to_come_is_refused_and_who_only_looks_notes_nothing(
    school: School, wren: list[Person], amara: Person, works_as: As
) -> None:
    approved(school, amara, "home-school")
    group = queries.tallies(school, today(school))[0].group
    sent = {"group": group, "what": "home-school", "there": [wren[0].ref], **on_today(school, 1)}
    office = works_as("office")
    refused = office.post(at(school, "held/"), sent)
    assert refused.status_code == 422
    assert "still to come" in words(refused.content.decode())
    nobody = office.post(at(school, "held/"), {**sent, "there": []})
    assert "Tick at least one." in words(nobody.content.decode())
    leader = works_as("slt")
    assert leader.post(at(school, "held/"), sent | on_today(school)).status_code == 403
    assert leader.post(at(school, "families/"), {"do": "paper"}).status_code == 403
    assert works_as("it-lead").get(at(school, "families/")).status_code == 403


def test_the_page_says_whose_yes_was_taken_back(
    school: School, wren: list[Person], amara: Person, works_as: As
) -> None:
    approved(school, amara, "photo-video")
    office = works_as("office")
    actions.give(wren[0], None, {"website": "granted"}, Given("", way="seen"), actor=ACTOR)
    actions.give(wren[0], None, {"website": "refused"}, Given("", way="seen"), actor=ACTOR)
    due._on_consent_withdrawn(ConsentWithdrawn(school.ref, wren[0].ref, "website"))
    assert "Ada Lark : the school’s website" in shown(office, at(school, "families/"))


def test_whoever_is_missing_something_is_chased_class_by_class(
    school: School, wren: list[Person], amara: Person
) -> None:
    approved(school, amara, "home-school", "photo-video", "staff-acceptable-use", "supply-staff", "phone-rule")
    supply = somebody(school, "Sam Day", "teachers")
    actions.agree(supply, "supply-staff", Given("Sam Day"), actor=as_self(supply))
    actions.note_held(school, "home-school", wren[:1], on=today(school), actor=ACTOR)
    actions.give(wren[0], None, dict.fromkeys(CHANNELS, "refused"), Given("", way="seen"), actor=ACTOR)
    found = {one.name: one.kinds for one in queries.missing(school, today(school))}
    both = ("home-school", "photo-video")
    assert found == {"Bo Lark": both, "Cy Lark": both, "Amara Whitlock": ("staff-acceptable-use",)}
    assert [(one.name, one.kind, one.back, one.of) for one in queries.tallies(school, today(school))] == [
        ("Wren", "home-school", 1, 3),
        ("Wren", "photo-video", 1, 3),
        ("", "staff-acceptable-use", 1, 2),
    ]


def test_the_promises_are_told_how_many(school: School, wren: list[Person], amara: Person) -> None:
    """Of two agreements both are needed; a no about pictures is an answer; what is over was once there."""
    day = today(school)
    approved(school, amara, "home-school", "internet-code", "staff-acceptable-use", "photo-video")
    actions.note_held(school, "home-school", wren, on=day, actor=ACTOR)
    actions.give(wren[0], None, dict.fromkeys(CHANNELS, "refused"), Given("", way="seen"), actor=ACTOR)
    actions.note_held(school, "internet-code", wren[:2], on=day, actor=ACTOR)
    actions.agree(amara, "staff-acceptable-use", Given("Amara Whitlock"), actor=as_self(amara))
    actions.tell_facts(school, actor=ACTOR)
    told, until = facts(school, day), day + timedelta(days=14)
    assert told["agreements.pupils_signed"] == Counted(3, 2, 1, 0, day, until)
    assert told["agreements.photo_consents"] == Counted(3, 1, 0, 2, day, until)
    assert told["agreements.staff_signed"] == Counted(1, 1, 0, 0, day, until)
    later = year_end(day) + timedelta(days=1)
    actions.tell_facts(school, actor=ACTOR, on=later)
    assert facts(school, later)["agreements.photo_consents"].late == 1
    assert facts(school, later)["agreements.staff_signed"].good == 0


def test_nothing_is_counted_while_no_words_are_approved(school: School, wren: list[Person], amara: Person) -> None:
    actions.tell_facts(school, actor=ACTOR)
    assert not {"agreements.pupils_signed", "agreements.photo_consents"} & set(facts(school, today(school)))
