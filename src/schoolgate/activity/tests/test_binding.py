"""Whose a row is: by who had the address, and who was signed in, at that moment; nobody where it is shared."""

import pytest

from schoolgate.activity.actions import name
from schoolgate.activity.binding import site_of
from schoolgate.activity.checkups import missing, parts
from schoolgate.activity.models import Source
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import parts as live
from schoolgate.activity.tests.squid import ADDRESS, OPERATOR, give, line, stored
from schoolgate.estate.tests.robin_hill import MACS, RobinHill
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people


@pytest.fixture
def hill(source: Source) -> RobinHill:
    return RobinHill(source.school)


def test_a_tablet_the_class_shares_names_the_class_and_nobody(hill: RobinHill, source: Source) -> None:
    hill.lease(MACS[0], -600, 1200)
    give(source, [line(1)])
    (row,) = stored(source)
    assert (row["groups"], row["person"], row["shared"]) == (hill.wrens.ref, "", True)
    assert row["device"] == Pseudonyms.of(source.school).of_ref(hill.tablets[0].ref)


def test_an_address_that_changed_hands_is_each_ones_in_its_time(hill: RobinHill, source: Source) -> None:
    """The estate's Tuesday is 42 minutes after the log's."""
    hill.lease(MACS[0], -60, 30)
    hill.lease(MACS[2], -20, 120)
    give(source, [line(0), line(1380), line(6000), line(60_000)])
    mine = Pseudonyms.of(source.school).of_ref(hill.office.ref)
    assert [row["person"] for row in stored(source)] == ["", mine, mine, ""]
    assert [row["groups"] for row in stored(source)] == [hill.wrens.ref, "", "", ""]


def test_two_who_are_signed_in_on_one_device_are_neither(hill: RobinHill, source: Source) -> None:
    hill.lease(MACS[2], -600, 1200)
    other = people.add_person(source.school, "Ifeoma Adeyemi", actor=OPERATOR)
    for person, address in ((hill.office, "priya@robinhill.example"), (other, "ifeoma@robinhill.example")):
        hill.sign_in(MACS[2], hill.account(address, person), -60, 120)
    give(source, [line(1)])
    assert [(row["person"], row["shared"]) for row in stored(source)] == [("", True)]


def test_who_signed_in_to_the_proxy_outweighs_whose_the_device_is(hill: RobinHill, source: Source) -> None:
    hill.lease(MACS[0], -600, 1200)
    hill.account("priya@robinhill.example", hill.office)
    give(source, [line(1, account="priya"), line(2, account="nobody.known")])
    mine = Pseudonyms.of(source.school).of_ref(hill.office.ref)
    assert [row["person"] for row in stored(source)] == [mine, ""]


def test_naming_is_recorded_and_only_of_ones_own_school(hill: RobinHill, source: Source) -> None:
    hill.lease(MACS[2], -600, 1200)
    give(source, [line(1)])
    (row,) = stored(source)
    assert name(source.school, row["person"], look="look_x", actor=OPERATOR).ref == hill.office.ref
    (entry,) = lines(school_chain(source.school.ref), labels=["school"], kind="activity.named")
    assert entry.details == {"look": "look_x"}
    other = people.add_school(name="Wren Lane Primary School", actor=OPERATOR)
    with pytest.raises(NotFoundError):
        name(other, row["person"], look="look_x", actor=OPERATOR)
    assert Pseudonyms.of(other).of_ref(hill.office.ref) != row["person"]


def test_the_doctor_says_which_part_is_gone(source: Source) -> None:
    give(source, [line(1, client=ADDRESS)])
    assert [*parts(), *missing()] == []
    (part,) = live(source.school)
    part.path.unlink()
    (finding,) = parts()
    assert "it is gone" in finding.cause


@pytest.mark.parametrize(
    ("host", "site"),
    [("www.bbc.co.uk", "bbc.co.uk"), ("10.4.2.1", "10.4.2.1"), ("printer", "printer"), ("", "")],
)
def test_the_site_of_a_host_is_what_was_registered(host: str, site: str) -> None:
    assert site_of(host) == site
