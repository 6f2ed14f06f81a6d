"""The estate's pages, asked and posted to as a browser does."""

from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.estate import actions, queries
from schoolgate.estate.models import Device, Network, Place
from schoolgate.estate.tests.conftest import OPERATOR, machine
from schoolgate.estate.tests.robin_hill import ADDRESS, MACS, RobinHill
from schoolgate.frame.actor import person as acting_as
from schoolgate.kernel.errors import DeniedError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import School

QUESTION = {"address": ADDRESS, "day-day": "24", "day-month": "11", "day-year": "2026", "time": "10:42"}


def _as(school: School, role: str) -> Client:
    account = opening.add_account(f"{role}@robinhill.example", "three plain words here", actor=OPERATOR)
    person = people.add_person(school, f"A {role}", actor=OPERATOR)
    people.give_sign_in(person, account, actor=OPERATOR)
    people.give_role(person, role, actor=OPERATOR, valid_from=today(school))
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def hill(school: School) -> RobinHill:
    return RobinHill(school)


@pytest.fixture
def technician(school: School) -> Client:
    return _as(school, "it-lead")


@pytest.fixture
def top(school: School) -> str:
    return f"/schools/{school.ref}/machines/"


def test_no_technician_makes_a_token_that_tells_of_persons(school: School, technician: Client, top: str) -> None:
    given = {"name": "Mine", "scopes": ["estate.whereabouts", "estate.who"]}
    soon = today(school) + timedelta(days=9)
    ends = {"ends_on-day": soon.day, "ends_on-month": soon.month, "ends_on-year": soon.year}
    told = technician.post(f"{top}tokens/", given | ends)
    assert "technicians are not told" in told.content.decode()
    assert queries.tokens(school) == []
    assert technician.post(f"{top}tokens/", given | ends | {"scopes": ["estate.whereabouts"]}).status_code == 200
    assert len(queries.tokens(school)) == 1
    both = people.add_person(school, "Both", actor=OPERATOR)
    for role in ("administrator", "it-lead"):
        people.give_role(both, role, actor=OPERATOR, valid_from=today(school))
    with pytest.raises(DeniedError):
        actions.make_token(school, "Mine", ["estate.who"], ends_on=soon, actor=acting_as(both.ref))
    people.give_role(both, "dsl", actor=OPERATOR, valid_from=today(school))
    assert actions.make_token(school, "Mine", ["estate.who"], ends_on=soon, actor=acting_as(both.ref)).secret


def test_the_list_says_what_each_is_and_which_class_shares_it(hill: RobinHill, technician: Client, top: str) -> None:
    page = technician.get(top).content.decode()
    assert "3 devices are on the list." in page
    assert "RH-T01" in page
    assert "Wrens" in page
    assert "Priya Natarajan" not in page


def test_a_device_is_added_and_one_with_a_taken_address_is_not(hill: RobinHill, technician: Client, top: str) -> None:
    given = {"kind": "printer", "label": "RH-P01", "serial": "", "mac": "02:00:5e:77:00:01"}
    assert technician.post(f"{top}add/", given).status_code == 302
    told = technician.post(f"{top}add/", given | {"label": "RH-P02", "mac": MACS[0]})
    assert told.status_code == 422
    assert "the device RH-T01 has it" in told.content.decode()


def test_a_device_page_shows_its_addresses_and_changes_who_shares_it(
    hill: RobinHill, technician: Client, top: str
) -> None:
    hill.lease(MACS[2], -60, 480)
    address = f"{top}{hill.laptop.ref}/"
    page = technician.get(address).content.decode()
    assert ADDRESS in page
    assert "Priya Natarajan" not in page
    technician.post(address, {"group": hill.wrens.ref, "place": ""})
    (known,) = queries.devices(hill.school, on=today(hill.school), ref=hill.laptop.ref)
    assert (known.holder, known.group) == (hill.wrens.ref, True)
    technician.post(address, {"end": "1"})
    assert Device.objects.for_school(hill.school).get(pk=hill.laptop.pk).ended_on == today(hill.school)


def test_places_and_networks_are_added_and_ended_and_an_overlap_is_told(
    school: School, technician: Client, top: str
) -> None:
    address = f"{top}places/"
    technician.post(address, {"add": "place", "place-kind": "room", "place-name": "Library", "place-within": ""})
    network = {"add": "network", "network-name": "Pupils", "network-purpose": "pupil", "network-ranges": "10.4.0.0/22"}
    technician.post(address, network)
    told = technician.post(address, network | {"network-name": "Staff", "network-ranges": "10.4.2.0/24"})
    assert told.status_code == 422
    assert "it overlaps 10.4.0.0/22 of Pupils" in told.content.decode()
    assert [row.name for row in Network.objects.for_school(school)] == ["Pupils"]
    technician.post(address, {"end": Place.objects.for_school(school).get().ref})
    technician.post(address, {"end": Network.objects.for_school(school).get().ref})
    assert "Library" not in technician.get(address).content.decode()


def test_a_token_is_shown_once_works_and_is_ended(school: School, technician: Client, top: str) -> None:
    address, day = f"{top}tokens/", today(school).replace(year=today(school).year + 1)
    given = {"name": "The web filter", "scopes": ["estate.whereabouts"]}
    given |= {"ends_on-day": str(day.day), "ends_on-month": str(day.month), "ends_on-year": str(day.year)}
    page = technician.post(address, given)
    secret = page.content.decode().partition('value="sgt_')[2].partition('"')[0]
    assert "no-store" in page.headers["Cache-Control"]
    assert machine(f"sgt_{secret}").get("/api/v1/me").status_code == 200
    again = technician.get(address).content.decode()
    assert secret not in again
    (token,) = queries.tokens(school)
    technician.post(address, {"end": token.ref})
    assert machine(f"sgt_{secret}").get("/api/v1/me").status_code == 401


def test_the_safeguarding_lead_is_told_the_person_and_that_is_entered(hill: RobinHill) -> None:
    hill.lease(MACS[2], -60, 480)
    lead = _as(hill.school, "dsl")
    page = lead.post(f"/schools/{hill.school.ref}/who-was-at/", QUESTION | {"reason": "alert"}).content.decode()
    assert "Certain: RH-L01" in page
    assert "Priya Natarajan" in page
    (look,) = lines(school_chain(hill.school.ref), labels=["safeguarding"], subject=hill.office.ref)
    assert look.kind == "estate.looked"


def test_it_is_not_answered_to_whoever_does_not_say_why(hill: RobinHill) -> None:
    hill.lease(MACS[2], -60, 480)
    told = _as(hill.school, "dsl").post(f"/schools/{hill.school.ref}/who-was-at/", QUESTION)
    assert told.status_code == 422
    assert "Priya Natarajan" not in told.content.decode()


def test_a_technician_is_told_the_device_and_no_person(hill: RobinHill, technician: Client, top: str) -> None:
    hill.lease(MACS[2], -60, 480)
    page = technician.post(f"{top}address/", QUESTION).content.decode()
    assert "RH-L01" in page
    assert "Priya Natarajan" not in page
    assert lines(school_chain(hill.school.ref), labels=["safeguarding"], subject=hill.office.ref) == []
    hill.lease(MACS[0], -60, 480, address="10.4.2.18")
    assert "Wrens" in technician.post(f"{top}address/", QUESTION | {"address": "10.4.2.18"}).content.decode()


def test_silence_and_a_wrong_address_are_told_as_such(hill: RobinHill, technician: Client, top: str) -> None:
    assert "Silence names nobody" in technician.post(f"{top}address/", QUESTION).content.decode()
    assert technician.post(f"{top}address/", QUESTION | {"address": "10.4"}).status_code == 422
    assert technician.post(f"{top}address/", QUESTION | {"time": "noon"}).status_code == 422


def test_a_token_made_for_another_school_is_not_ended_here(other: School, technician: Client, top: str) -> None:
    made = actions.make_token(other, "Theirs", ["estate.who"], ends_on=today(other) + timedelta(days=9), actor=OPERATOR)
    assert technician.post(f"{top}tokens/", {"end": made.row.ref}).status_code == 404
