"""The office: who is on site and how fresh that is, paper, the end of a day; and forms without a script."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.agreements.tests.families import somebody
from schoolgate.caretaking.actions import erase_what_is_due
from schoolgate.door import actions, due, queries
from schoolgate.door.actions import Line
from schoolgate.door.counting import counted
from schoolgate.door.models import DoorEntry, Tablet, Visit
from schoolgate.door.tests.conftest import ACTOR, AtTheDoor, came, went
from schoolgate.frame.actor import person as acting
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import today
from schoolgate.people.models import School

type As = Callable[[str], Client]


def page(client: Client, school: School, rest: str = "") -> str:
    answer = client.get(f"/schools/{school.ref}/on-site/{rest}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_works(school: School, door: AtTheDoor, digest: str, works_as: As) -> None:
    """Two are in; the office sees them, signs one out, and the list says when the tablet was last heard from."""
    door.send(came(1, digest, name="Jo Finch"), came(2, digest, name="Bo Wren", answer="refused"))
    office = works_as("office")
    said = page(office, school)
    assert "2 visitors have signed in and not out." in said
    assert "was heard from just now" in said
    assert "Did not accept the rule: waits at the door" in said
    first = queries.on_site(school)[0]
    assert office.post(f"/schools/{school.ref}/on-site/", {"do": "out", "about": first.ref}).status_code == 302
    assert "One visitor has signed in and not out." in page(office, school)
    assert "signed out by the office" in page(office, school)


def test_a_silent_tablet_is_said_and_nobody_is_said_to_be_out(
    school: School, door: AtTheDoor, digest: str, works_as: As
) -> None:
    office = works_as("office")
    Tablet.objects.for_school(school).update(seen_at=timezone.now() - timedelta(minutes=34, seconds=5), waiting=3)
    said = page(office, school)
    assert "was last heard from 34 minutes ago" in said
    assert "3 things are still to come from it" in said
    assert "This list may be out of date." in said
    door.send()
    assert "out of date" not in page(office, school)
    actions.end_tablet(school, door.tablet.ref, actor=ACTOR)
    assert "No tablet at the door is paired" in page(office, school)


def test_what_does_not_fit_is_on_the_page_until_looked_at(
    school: School, door: AtTheDoor, digest: str, works_as: As
) -> None:
    door.send(went(7))
    office = works_as("office")
    assert "typed was “0007”" in page(office, school)
    key = queries.clashes(school)[0].key
    office.post(f"/schools/{school.ref}/on-site/", {"do": "settle", "about": key})
    assert "typed was" not in page(office, school)
    with pytest.raises(NotFoundError):
        actions.settle(school, key, actor=ACTOR)


def test_a_regular_helper_is_matched_by_the_office(school: School, door: AtTheDoor, digest: str, works_as: As) -> None:
    helper = somebody(school, "Jo Finch", "volunteers")
    door.send(came(1, digest, name="Jo F."))
    (visit,) = queries.on_site(school)
    works_as("office").post(
        f"/schools/{school.ref}/on-site/", {"do": "match", "about": visit.ref, "person": helper.ref}
    )
    assert queries.on_site(school)[0].person == helper.ref
    dsl = somebody(school, "Ruth Lark", "dsl")
    with pytest.raises(DeniedError):
        actions.match(school, visit.ref, helper, actor=acting(dsl.ref))


def test_a_day_that_is_over_is_closed_and_nobody_is_asked(school: School, door: AtTheDoor, digest: str) -> None:
    door.send(came(1, digest), came(2, digest))
    assert due.each_day(timezone.now()) == 0
    yesterday = today(school) - timedelta(days=1)
    Visit.objects.for_school(school).update(day=yesterday, came_at=timezone.now() - timedelta(days=1))
    assert due.each_day(timezone.now()) == 2
    assert due.each_day(timezone.now()) == 0
    assert [(one.over, one.left_at) for one in queries.visits(school, yesterday)] == [("unsaid", None)] * 2
    door.send(went(1, at=(timezone.now() - timedelta(days=1)).isoformat()))
    assert queries.visits(school, yesterday)[0].over == "out"  # it came late, and is believed


def test_a_sheet_of_paper(school: School, digest: str, works_as: As) -> None:
    """Of a day when the power was out. Entered twice it is there once; a line that cannot be read is named."""
    office, day = works_as("office"), today(school) - timedelta(days=1)
    sheet = "9:10, 11:30, Jo Finch, helper, , yes\n\n10.05, , Bo Wren, contractor, Lark Plumbing, no\n10:20,,Cy Lark"
    said = {"on-day": day.day, "on-month": day.month, "on-year": day.year, "lines": sheet}
    for _again in range(2):
        assert office.post(f"/schools/{school.ref}/on-site/paper/", said).status_code == 302
    found = queries.visits(school, day)
    assert [(one.name, one.answer, one.over) for one in found] == [
        ("Jo Finch", "accepted", "out"),
        ("Bo Wren", "refused", "unsaid"),
        ("Cy Lark", "none", "unsaid"),
    ]
    assert "3 visitors came on this day." in page(office, school, f"?on={day.isoformat()}")
    wrong = office.post(f"/schools/{school.ref}/on-site/paper/", said | {"lines": "9:10, , Jo\nsoon, , Bo"})
    assert wrong.status_code == 422
    assert "line 2" in wrong.content.decode()
    assert len(queries.visits(school, day)) == 3
    with pytest.raises(BadInputError, match="do not fit"):
        actions.note_paper(school, [Line("Jo", time(9), time(8))], on=day, actor=ACTOR)


def test_what_the_checks_are_told(school: School, door: AtTheDoor, digest: str) -> None:
    """Of four who came: one accepted, one left the telephone, one waits at the door, one did not come in.

    Had the one who waits gone in without a word to the office, it would be late.
    """
    assert counted(school, on=today(school)) == {"door.rule_accepted": None, "door.helpers_accepted": None}
    door.send(came(1, digest), *(came(n, digest, answer="refused") for n in (2, 3, 4)))
    here = queries.on_site(school)
    actions.allow(school, here[1].ref, actor=ACTOR)
    actions.end_visit(school, here[3].ref, actor=ACTOR, over="turned")
    found = counted(school, on=today(school))
    told = found["door.rule_accepted"]
    assert (told.of, told.good, told.late, told.unknown) == (3, 2, 0, 1)
    assert found["door.helpers_accepted"] == told

    door.send(came(5, digest, kind="visitor"))
    found = counted(school, on=today(school))
    assert (found["door.helpers_accepted"].of, found["door.rule_accepted"].of) == (3, 4)

    actions.end_visit(school, here[2].ref, actor=ACTOR, over="office")
    told = counted(school, on=today(school))["door.rule_accepted"]
    assert (told.good, told.late, told.unknown) == (3, 1, 0)


def test_without_a_script_plain_forms_do(school: School, door: AtTheDoor, digest: str) -> None:
    """Pressed twice, or sent again, it is one visit; and the number on the page signs them out."""
    words = door.client.get("/door/in/").content.decode()
    key, code = (words.split(f'name="{name}" value="')[1].split('"')[0] for name in ("key", "code"))
    typed = {"key": key, "code": code, "name": "Jo Finch", "kind": "helper", "digest": digest, "answer": "accepted"}
    for _again in range(2):
        assert code in door.client.post("/door/in/", typed).content.decode()
    assert [one.name for one in queries.on_site(school)] == ["Jo Finch"]
    assert door.client.post("/door/in/", typed | {"key": "a" * 32, "name": " "}).status_code == 422
    assert door.client.post("/door/out/", {"key": "b" * 32, "who": ""}).status_code == 422
    door.client.post("/door/out/", {"key": "c" * 32, "who": code})
    assert not queries.on_site(school)


def test_what_the_door_says(school: School, door: AtTheDoor, works_as: As) -> None:
    office = works_as("office")
    told = {"do": "say", "worry": "Ruth Lark, safeguarding lead", "fire": "The playground"}
    assert office.post(f"/schools/{school.ref}/on-site/tablets/", told).status_code == 302
    assert "Ruth Lark, safeguarding lead" in door.client.get("/door/in/").content.decode()
    made = office.post(f"/schools/{school.ref}/on-site/tablets/", {"do": "make", "name": "Back door"})
    assert "Type this code on the tablet" in made.content.decode()
    ended = {"do": "end", "about": door.tablet.ref}
    assert office.post(f"/schools/{school.ref}/on-site/tablets/", ended).status_code == 302
    assert door.client.get("/door/").status_code == 401
    with pytest.raises(BadInputError, match="longer"):
        actions.say(school, worry="x" * 401, fire="", actor=ACTOR)


def test_erased_when_their_time_is_over(school: School, door: AtTheDoor, digest: str) -> None:
    """Visits after three years; what the tablet sent after ninety days."""
    door.send(came(1, digest))
    DoorEntry.objects.for_school(school).update(received_at=timezone.now() - timedelta(days=91))
    erase_what_is_due(school, on=today(school), actor=ACTOR)
    assert DoorEntry.objects.for_school(school).count() == 0
    Visit.objects.for_school(school).update(day=today(school) - timedelta(days=3 * 366))
    erase_what_is_due(school, on=today(school), actor=ACTOR)
    assert Visit.objects.for_school(school).count() == 0
