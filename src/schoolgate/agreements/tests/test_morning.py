"""The office's morning: where it lands, what stands there, in how many queries, and sums that add up."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schoolgate.agreements import actions, queries
from schoolgate.agreements.models import SlipSeen
from schoolgate.agreements.rhythm import Step
from schoolgate.agreements.showing_rounds import sums
from schoolgate.agreements.tests.a_scan import a_scan
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, somebody
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.agreements.tests.test_pages import words
from schoolgate.estate import actions as estate
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.actions import Tie
from schoolgate.people.models import Person, School

type As = Callable[[str], Client]
MOST = 15
FIRST = 60  # after something was recorded: the round, each class's access and what waits, once


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


def address(school: School, more: str = "") -> str:
    return f"/schools/{school.ref}/agreements/families/{more}"


def shown(client: Client, school: School, more: str = "") -> str:
    answer = client.get(address(school, more))
    assert answer.status_code == 200
    return words(answer.content.decode())


def asked(client: Client, school: School) -> int:
    with CaptureQueriesContext(connection) as caught:
        shown(client, school)
    return len(caught)


def carer(robins: Robins, name: str, *children: Person, mail: str = "") -> Person:
    found = somebody(robins.school, name)
    for child in children:
        people.set_carer(child, found, Tie("mother", "yes"), actor=ACTOR, valid_from=LONG_AGO)
    if mail:
        people.set_reach(found, "email", mail, actor=ACTOR, valid_from=LONG_AGO)
    return found


def test_the_sums_add_up(robins: Robins, works_as: As) -> None:
    """One by hand, one by letter, one paused, one with nobody: four of five, and each stands once."""
    leo, zoe, sam = robins.children
    done, tess = robins.child("Wren Fern"), robins.child("Tess Vane")
    carer(robins, "Iris Vega", leo)
    carer(robins, "Orla Brannigan", zoe, mail="orla@brannigan.example")
    away = carer(robins, "Neve O’Dowd", sam, mail="neve@odowd.example")
    day = today(robins.school)
    actions.open_round(robins.school, day, actor=ACTOR)
    actions.pause_family(away, "A new baby.", until=day + timedelta(days=20), actor=ACTOR)
    robins.signs(done, kinds=("home-school", "internet-code", "remote-learning", "event-pictures"))

    now = queries.round_now(robins.school, day)

    assert [len(some) for some in (now.by_hand, now.at(Step.LETTER), now.at(Step.PAUSED))] == [1, 1, 1]
    assert tess.ref in {one.key for one in now.nobody}
    assert sum(int(part.split()[0]) for part in sums(now)) == now.families - now.answered == len(now.chase)
    told = shown(works_as("office"), robins.school)
    assert "1 to chase by hand, 1 to whom letters go by themselves, 1 paused" in told


def test_each_class_says_whether_access_is_closed_or_only_watched(robins: Robins, works_as: As) -> None:
    robins.signs(robins.children[0])
    office = works_as("office")

    assert "2 wait, only watched" in shown(office, robins.school)
    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)
    assert "Closed for 2" in shown(office, robins.school)
    robins.signs(*robins.children)
    assert "Nobody waits" in shown(office, robins.school)


def test_what_waits_for_a_hand_is_counted_with_a_way_to_it(robins: Robins, works_as: As) -> None:
    office, head = works_as("office"), works_as("head")
    estate.let_act(robins.school, WAYS.get("csv"), actor=robins.head)
    estate.note_differences(robins.school, WAYS.get("csv"), 3, on=today(robins.school), actor=ACTOR)
    slip = a_scan(robins.school)
    SlipSeen.objects.for_school(robins.school).filter(pk=slip.pk).update(state=SlipSeen.State.LOOK)

    told = shown(office, robins.school)

    assert "One slip to look at" in told
    assert "Accounts: 3 differ from what was decided." in told
    assert "children no carer is known" in told
    page = head.get(address(robins.school)).content.decode()
    assert f"/schools/{robins.school.ref}/agreements/slips/" in page


def test_it_costs_at_most_fifteen_queries_and_more_only_after_a_change(robins: Robins, works_as: As) -> None:
    office = works_as("office")
    shown(office, robins.school)
    assert asked(office, robins.school) <= MOST

    robins.signs(*(robins.child(f"Child {n}") for n in range(8)))
    first = asked(office, robins.school)
    assert first <= FIRST
    assert asked(office, robins.school) <= MOST
    robins.signs(*(robins.child(f"Other {n}") for n in range(8)))
    assert asked(office, robins.school) == first


def test_children_with_no_carer_are_one_line_with_a_way_to_each(robins: Robins, works_as: As) -> None:
    office = works_as("office")

    assert "Of 3 children no carer is known" in shown(office, robins.school)
    page = office.get(address(robins.school, "?only=no-carer")).content.decode()
    for child in robins.children:
        assert f"/pupils/{child.ref}/" in page
    pupil = office.get(f"/schools/{robins.school.ref}/pupils/{robins.children[0].ref}/")
    assert pupil.status_code == 200


def test_every_class_s_list_for_the_door_in_one_press_is_the_office_s(robins: Robins, works_as: As) -> None:
    told = shown(works_as("office"), robins.school, "all/")

    assert "One class has somebody to ask." in told
    assert "Robin: 3 to ask." in told
    assert works_as("teachers").get(address(robins.school, "all/")).status_code == 404


def test_the_office_lands_on_it_once_families_are_asked(school: School, amara: Person, works_as: As) -> None:
    office = works_as("office")
    assert office.get("/")["Location"] == f"/schools/{school.ref}/"

    Robins(school, amara)

    assert office.get("/")["Location"] == address(school)
    assert works_as("head").get("/")["Location"] == f"/schools/{school.ref}/"
