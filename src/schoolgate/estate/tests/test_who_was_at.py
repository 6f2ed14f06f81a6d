"""Who or what was at 10.4.2.17 on Tuesday at 10:42, how sure that is, and why."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from schoolgate.estate import actions
from schoolgate.estate.queries import at_address
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.estate.tests.robin_hill import ADDRESS, MACS, SINCE, TUESDAY, RobinHill
from schoolgate.estate.whereabouts import Certainty, Whereabouts
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import School

TABLET, OTHER, LAPTOP = MACS[:3]


@pytest.fixture
def hill(school: School) -> RobinHill:
    return RobinHill(school)


def _ask(hill: RobinHill, **more: datetime) -> Whereabouts:
    return at_address(hill.school, ADDRESS, TUESDAY, **more)


def test_a_lease_that_covers_the_moment_names_the_device_and_its_class(hill: RobinHill) -> None:
    hill.lease(TABLET, -60, 480)
    told = _ask(hill)
    assert told.certainty is Certainty.CERTAIN
    (claim,) = told.claims
    assert (claim.device, claim.label, claim.source) == (hill.tablets[0].ref, "RH-T01", "dhcp")
    (who,) = claim.who
    assert (who.group, who.person, who.certainty) == (hill.wrens.ref, "", Certainty.CERTAIN)


def test_silence_is_not_known(hill: RobinHill) -> None:
    hill.lease(TABLET, -600, 480)
    hill.lease(TABLET, -60, 480, address="10.4.2.18")
    told = _ask(hill)
    assert (told.certainty, told.claims, told.network) == (Certainty.NOT_KNOWN, (), None)
    assert "in no network that was entered" in told.because


@pytest.mark.parametrize(
    ("begins", "lasts", "said"),
    [(-63, 60, "ended 3 minutes before"), (1, 480, "began 1 minute after"), (-1, 480, "began within two minutes")],
    ids=["it had just run out", "it begins just after", "it had just begun"],
)
def test_near_an_edge_it_is_likely_and_says_why(hill: RobinHill, begins: int, lasts: int, said: str) -> None:
    hill.lease(TABLET, begins, lasts)
    told = _ask(hill)
    assert told.certainty is Certainty.LIKELY
    assert said in told.because
    assert told.claims[0].who[0].certainty is Certainty.LIKELY  # no surer than the device


def test_a_renewal_is_no_edge(hill: RobinHill) -> None:
    hill.lease(TABLET, -60, 120)
    hill.lease(TABLET, -1, 120)
    assert _ask(hill).certainty is Certainty.CERTAIN


def test_two_devices_that_claim_it_are_both_told(hill: RobinHill) -> None:
    hill.lease(TABLET, -60, 480)
    hill.lease(LAPTOP, -90, 480, source="agent")
    told = _ask(hill)
    assert (told.certainty, [claim.label for claim in told.claims]) == (Certainty.SEVERAL, ["RH-T01", "RH-L01"])
    assert told.because == "Two devices claim the address at that moment."


def test_of_two_leases_of_one_server_the_later_is_likely(hill: RobinHill) -> None:
    hill.lease(TABLET, -90, 480)
    hill.lease(LAPTOP, -60, 480)
    told = _ask(hill)
    assert (told.certainty, [claim.label for claim in told.claims]) == (Certainty.LIKELY, ["RH-L01"])


def test_one_that_just_ended_and_one_that_just_began_are_two(hill: RobinHill) -> None:
    hill.lease(TABLET, -63, 60)
    hill.lease(OTHER, 1, 60)
    assert _ask(hill).certainty is Certainty.SEVERAL


def test_an_own_account_signed_in_on_a_shared_tablet_names_its_person(hill: RobinHill) -> None:
    hill.lease(TABLET, -60, 480)
    hill.sign_in(TABLET, hill.account("p.natarajan@robinhill.example", hill.office), -30, 60)
    (who,) = _ask(hill).claims[0].who
    assert (who.person, who.group, who.certainty) == (hill.office.ref, "", Certainty.CERTAIN)


def test_a_class_log_in_names_the_class(hill: RobinHill) -> None:
    hill.lease(LAPTOP, -60, 480)
    hill.sign_in(LAPTOP, hill.account("wrens@robinhill.example", hill.wrens), -30, None)
    (who,) = _ask(hill).claims[0].who
    assert (who.group, who.person, who.certainty) == (hill.wrens.ref, "", Certainty.LIKELY)
    assert "nobody told us when that ended" in who.because


def test_two_accounts_at_once_are_both_told_and_neither_is_certain(hill: RobinHill) -> None:
    hill.lease(LAPTOP, -60, 480)
    hill.sign_in(LAPTOP, hill.account("p.natarajan@robinhill.example", hill.office), -30, 60)
    hill.sign_in(LAPTOP, hill.account("wrens@robinhill.example", hill.wrens), -20, 60)
    found = _ask(hill).claims[0].who
    assert {who.certainty for who in found} == {Certainty.SEVERAL}
    assert len(found) == 2


def test_the_owner_of_a_laptop_is_likely_and_a_device_of_nobodys_is_not_known(hill: RobinHill) -> None:
    hill.lease(LAPTOP, -60, 480)
    assert _ask(hill).claims[0].who[0].certainty is Certainty.LIKELY
    hill.lease(MACS[7], -60, 480, address="10.4.2.99")
    told = at_address(hill.school, "10.4.2.99", TUESDAY)
    assert (told.certainty, told.claims[0].kind) == (Certainty.CERTAIN, "unknown")
    assert told.claims[0].who[0].certainty is Certainty.NOT_KNOWN


def test_those_who_look_after_machines_are_told_no_person(hill: RobinHill) -> None:
    hill.lease(LAPTOP, -60, 480)
    told = _ask(hill)
    assert told.names_a_person
    hidden = told.without_persons()
    assert not hidden.names_a_person
    assert hill.office.ref not in repr(hidden)
    assert hidden.claims[0].label == "RH-L01"


def test_the_network_and_the_place_are_those_of_the_day(hill: RobinHill) -> None:
    suite = actions.add_place(hill.school, "room", "Library", actor=OPERATOR)
    network = actions.add_network(hill.school, "Pupil Wi-Fi", "pupil", place=suite, vlan=40, actor=OPERATOR)
    actions.set_ranges(network, ["10.4.0.0/22", "2001:db8:4::/64"], actor=OPERATOR, valid_from=SINCE)
    actions.hold_device(hill.tablets[0], suite, actor=OPERATOR, valid_from=SINCE)
    hill.lease(TABLET, -60, 480)
    told = _ask(hill)
    assert told.network is not None
    assert (told.network.name, told.network.vlan, told.network.place) == ("Pupil Wi-Fi", 40, "Library")
    assert told.claims[0].place == "Library"
    assert at_address(hill.school, ADDRESS, datetime(2026, 8, 1, tzinfo=UTC)).network is None
    six = at_address(hill.school, "2001:DB8:4:0::17", TUESDAY)
    assert (six.address, six.network and six.network.name) == ("2001:db8:4::17", "Pupil Wi-Fi")


def test_what_was_known_then_is_told_as_it_was_known_then(hill: RobinHill) -> None:
    hill.lease(TABLET, -60, 480, at=timezone.now() - timedelta(hours=2))
    before = timezone.now() - timedelta(hours=1)
    hill.lease(TABLET, -60, 10)  # it was released early, and we hear of it now
    assert _ask(hill, known_at=before).certainty is Certainty.CERTAIN
    assert _ask(hill).certainty is Certainty.NOT_KNOWN
    assert _ask(hill, known_at=before - timedelta(days=1)).certainty is Certainty.NOT_KNOWN


def test_whose_it_was_is_asked_as_known_then(hill: RobinHill) -> None:
    hill.lease(LAPTOP, -60, 480)
    before = timezone.now()
    actions.hold_device(hill.laptop, hill.wrens, actor=OPERATOR, valid_from=SINCE)
    assert _ask(hill).claims[0].who[0].group == hill.wrens.ref
    assert _ask(hill, known_at=before).claims[0].who[0].person == hill.office.ref


def test_another_school_knows_nothing_of_it(hill: RobinHill, other: School) -> None:
    hill.lease(TABLET, -60, 480)
    assert at_address(other, ADDRESS, TUESDAY).certainty is Certainty.NOT_KNOWN


@pytest.mark.parametrize("wrong", ["10.4.2", "10.4.2.256", "", "robin", "10.4.2.0/24", "10.4.02.17"])
def test_what_is_no_address_is_refused(hill: RobinHill, wrong: str) -> None:
    with pytest.raises(BadInputError, match="it is not an address"):
        at_address(hill.school, wrong, TUESDAY)


def test_a_time_without_its_zone_is_refused(hill: RobinHill) -> None:
    with pytest.raises(BadInputError, match="zone"):
        at_address(hill.school, ADDRESS, TUESDAY.replace(tzinfo=None))
