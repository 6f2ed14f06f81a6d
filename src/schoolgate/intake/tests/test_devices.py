"""Devices that come by a list: known again by what they are known by, two of one thing refused, taken back whole."""

import pytest

from schoolgate.estate import actions as estate
from schoolgate.estate.queries import devices
from schoolgate.feeds.contract import Layout, Row
from schoolgate.feeds.registry import FEEDS
from schoolgate.intake import actions
from schoolgate.intake.loads.catalogue.devices import LOAD
from schoolgate.intake.models import Delivery
from schoolgate.intake.tests.giving import OPERATOR, given
from schoolgate.people.access import today
from schoolgate.people.identifiers import group_digest
from schoolgate.people.models import Group, School

HEADING = "Asset Tag,Category,Serial,MAC Address,Location,Class\n"
LIST = HEADING + "RH-T01,iPad,SN0001,02-00-5e-10-00-01,Library,Wrens\nRH-L01,Laptop,SN0003,02:00:5e:10:00:03,Office,\n"
COLUMNS = {"Asset Tag": "label", "Category": "kind", "Serial": "serial", "MAC Address": "mac", "Location": "place"}


@pytest.fixture
def wrens(school: School) -> Group:
    estate.add_place(school, "room", "Library", actor=OPERATOR)
    digest = group_digest(school, Group.Kind.CLASS, "Wrens")
    group = Group(school=school, kind=Group.Kind.CLASS, name="Wrens", digest=digest)
    group.save()
    return group


def _rows(text: str) -> list[Row]:
    return [one for one in FEEDS.get("devices-csv").parse({"d.csv": text.encode()}, Layout()) if isinstance(one, Row)]


def _done(school: School, text: str) -> Delivery:
    delivery = given(school, text.encode(), "devices.csv")
    if delivery.state == Delivery.State.MAPPING:
        delivery = actions.save_mapping(delivery, {**COLUMNS, "Class": "group"}, actor=OPERATOR)
    assert delivery.state == Delivery.State.READY, delivery.trouble
    return actions.apply(delivery, shown=delivery.plan_digest, answered=False, actor=OPERATOR)


def _known(school: School) -> dict[str, tuple[str, str, bool]]:
    return {one.label: (one.kind, one.place, one.group) for one in devices(school, on=today(school))}


def test_a_list_is_taken_in_and_taken_back(school: School, wrens: Group) -> None:
    delivery = _done(school, LIST)
    assert _known(school) == {"RH-L01": ("laptop", "", False), "RH-T01": ("tablet", "Library", True)}
    actions.undo(delivery, actor=OPERATOR)
    assert _known(school) == {}


def test_what_the_school_does_not_know_is_passed_over_and_said(school: School, wrens: Group) -> None:
    plan = LOAD.plan(school, _rows(LIST), on=today(school))
    assert [change.verb for change in plan.changes] == ["added", "added"]
    assert "The first is “Office”." in plan.remarks[0]


def test_the_same_list_again_would_change_nothing_and_a_changed_one_what_changed(school: School, wrens: Group) -> None:
    _done(school, LIST)
    again = LOAD.plan(school, _rows(LIST), on=today(school))
    assert (again.changes, again.unchanged) == ((), 2)
    (change,) = LOAD.plan(school, _rows(LIST.replace("RH-L01", "RH-L09")), on=today(school)).changes
    assert (change.verb, change.words) == ("changed", "label")


def test_a_hardware_address_on_two_devices_is_refused_with_the_line_it_was_on(school: School, wrens: Group) -> None:
    twice = LIST + "RH-T02,iPad,SN0002,02:00:5e:10:00:01,Library,Wrens\nRH-T01,iPad,SN0001,,Hall,Wrens\n"
    rejects = LOAD.plan(school, _rows(twice), on=today(school)).rejects
    assert [one.reason for one in rejects] == [
        "Line 2 has the same hardware address, 02:00:5e:10:00:01.",
        "Line 2 has the same tag, RH-T01.",
    ]


def test_a_row_that_is_two_known_devices_is_refused(school: School, wrens: Group) -> None:
    _done(school, LIST)
    (reject,) = LOAD.plan(school, _rows(HEADING + "RH-T01,iPad,,02:00:5e:10:00:03,,\n"), on=today(school)).rejects
    assert reject.reason == "It is partly one device that is known and partly another: RH-L01 and RH-T01."


def test_a_device_seen_on_the_network_first_becomes_the_one_on_the_list(school: School, wrens: Group) -> None:
    seen = estate.LeaseSaid("10.4.2.17", "02:00:5e:10:00:01", 1_795_000_000, 1_795_010_000)
    estate.bind(school, [seen], source="dhcp", actor=OPERATOR)
    _done(school, LIST)
    assert len(devices(school, on=today(school))) == 2
