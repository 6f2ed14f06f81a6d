"""Taking in leases and sign-ins, taking them back; and, over any leases at all, the answer brute force would give."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schoolgate.estate import actions
from schoolgate.estate.actions import LeaseSaid
from schoolgate.estate.models import Batch, Device, Lease
from schoolgate.estate.queries import at_address
from schoolgate.estate.spans import DAY, HOUR
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.estate.tests.robin_hill import ADDRESS, MACS, TUESDAY, RobinHill
from schoolgate.estate.whereabouts import AFTER, SKEW, Certainty
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.models import School

NOW = int(TUESDAY.timestamp())


@pytest.fixture
def hill(school: School) -> RobinHill:
    return RobinHill(school)


def test_the_same_again_adds_nothing_and_records_nothing(hill: RobinHill) -> None:
    assert hill.lease(MACS[0], -60, 480).new == 1
    last = lines(school_chain(hill.school.ref), labels=["school"], at_most=1)
    again = hill.lease(MACS[0], -60, 480)
    assert (again.new, again.corrected, again.repeated) == (0, 0, 1)
    assert lines(school_chain(hill.school.ref), labels=["school"], at_most=1) == last
    assert Batch.objects.for_school(hill.school).count() == 1


def test_another_end_corrects_and_the_earlier_row_stays(hill: RobinHill) -> None:
    hill.lease(MACS[0], -60, 480)
    assert hill.lease(MACS[0], -60, 10).corrected == 1
    rows = Lease.objects.for_school(hill.school)
    assert rows.count() == 2
    assert rows.filter(superseded_by=None).get().ends == NOW - 50 * 60


def test_the_last_mention_in_one_file_holds(hill: RobinHill) -> None:
    said = [LeaseSaid(ADDRESS, MACS[0], NOW, NOW + end) for end in (600, 900, 300)]
    assert actions.bind(hill.school, said, source="dhcp", actor=OPERATOR).new == 1
    assert Lease.objects.for_school(hill.school).get().ends == NOW + 300


def test_a_device_seen_first_on_the_network_is_the_one_that_is_listed_later(hill: RobinHill) -> None:
    assert hill.lease(MACS[7], -60, 480).devices == 1
    (seen,) = Device.objects.for_school(hill.school).filter(kind="unknown")
    listed = actions.add_device(hill.school, "board", label="RH-B01", macs=[MACS[7].upper()], actor=OPERATOR)
    assert listed.pk == seen.pk
    assert at_address(hill.school, ADDRESS, TUESDAY).claims[0].label == "RH-B01"


def test_a_lease_from_before_the_list_was_made_is_of_the_device_listed_since(hill: RobinHill) -> None:
    hill.lease(MACS[0], -60 * 24 * 200, 60)
    assert Lease.objects.for_school(hill.school).get().device_id == hill.tablets[0].pk


def test_a_load_is_taken_back_and_what_it_corrected_put_back(hill: RobinHill) -> None:
    hill.lease(MACS[0], -60, 480)
    hill.lease(MACS[0], -60, 10, load="load_1")
    hill.lease(MACS[1], -500, 60, load="load_1")
    assert at_address(hill.school, ADDRESS, TUESDAY).certainty is Certainty.NOT_KNOWN
    assert actions.take_back(hill.school, "load_1", actor=OPERATOR) == 2
    assert at_address(hill.school, ADDRESS, TUESDAY).certainty is Certainty.CERTAIN
    with pytest.raises(BadInputError, match="nothing of it is left"):
        actions.take_back(hill.school, "load_1", actor=OPERATOR)


def test_taking_back_is_of_one_school(hill: RobinHill, other: School) -> None:
    hill.lease(MACS[0], -60, 480, load="load_1")
    with pytest.raises(BadInputError):
        actions.take_back(other, "load_1", actor=OPERATOR)


def test_the_same_hardware_address_at_two_schools_is_two_devices(hill: RobinHill, other: School) -> None:
    hill.lease(MACS[0], -60, 480)
    actions.bind(other, [LeaseSaid(ADDRESS, MACS[0], NOW, NOW + 60)], source="agent", actor=OPERATOR)
    assert at_address(other, ADDRESS, TUESDAY + timedelta(seconds=1)).claims[0].kind == "unknown"
    assert at_address(hill.school, ADDRESS, TUESDAY).claims[0].label == "RH-T01"


@pytest.mark.parametrize("wrong", [{"source": "gossip"}, {"lasts": 0}, {"lasts": -5}])
def test_what_cannot_be_is_refused_whole(hill: RobinHill, wrong: dict[str, int | str]) -> None:
    said = LeaseSaid(ADDRESS, MACS[0], NOW, NOW + int(wrong.get("lasts", 60)))
    with pytest.raises(BadInputError):
        actions.bind(hill.school, [said], source=str(wrong.get("source", "agent")), actor=OPERATOR)
    assert Lease.objects.for_school(hill.school).count() == 0


Said = tuple[int, int, int | None]  # which device, when it begins, how long it lasts
leases = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(-200 * DAY, 2 * HOUR) | st.integers(-10 * 60, 10 * 60),
        st.none() | st.integers(1, 400) | st.integers(1, 300 * DAY),
    ),
    max_size=12,
)


def _brute_force(said: Iterable[Said], moment: int) -> set[str]:
    """Every device some lease of which covers the moment, looked for one by one; the last word on each lease holds."""
    last = {(device, begins): lasts for device, begins, lasts in said}
    return {
        MACS[device]
        for (device, begins), lasts in last.items()
        if NOW + begins <= moment and (lasts is None or moment < NOW + begins + lasts)
    }


def _near(said: Iterable[Said], moment: int) -> bool:
    last = {(device, begins): lasts for device, begins, lasts in said}
    return any(
        (lasts is not None and 0 <= moment - (NOW + begins + lasts) <= AFTER) or 0 < NOW + begins - moment <= SKEW
        for (_, begins), lasts in last.items()
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(said=leases, after=st.integers(-3 * DAY, 3 * DAY))
@example(said=[(0, -301, 1)], after=0)  # it ended as long ago as still counts, to the second
def test_over_any_leases_the_answer_is_that_of_brute_force(hill: RobinHill, said: list[Said], after: int) -> None:
    address = f"10.9.{Batch.objects.for_school(hill.school).count() % 250}.{len(said)}"
    Lease.objects.for_school(hill.school).filter(address=address).delete()
    rows = [LeaseSaid(address, MACS[n], NOW + begins, lasts and NOW + begins + lasts) for n, begins, lasts in said]
    sources = ("dhcp", "agent")
    for at, row in enumerate(rows):
        actions.bind(hill.school, [row], source=sources[at % 2], actor=OPERATOR)
    moment = NOW + after
    told = at_address(hill.school, address, datetime.fromtimestamp(moment, UTC))
    expected = _brute_force(said, moment)
    of = {device.pk: mac for device, mac in zip([*hill.tablets, hill.laptop], MACS, strict=False)}
    found = {of.get(claim.key, MACS[3]) for claim in told.claims}
    if told.certainty is Certainty.CERTAIN:
        assert found == expected
    elif told.certainty is Certainty.NOT_KNOWN:
        assert not expected
        assert not _near(said, moment)
    elif expected:
        assert found <= expected
        assert told.certainty is Certainty.LIKELY or found == expected
    else:
        assert _near(said, moment)
    assert (len(expected) > 1) <= (told.certainty in (Certainty.SEVERAL, Certainty.LIKELY))
