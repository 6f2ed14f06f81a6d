"""What a look over directory accounts finds; and, over any sign-ins, what looking at every pair finds."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.estate import actions, queries
from schoolgate.estate.models import DirectoryAccount, SignIn
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.estate.tests.robin_hill import MACS, SINCE, TUESDAY, RobinHill
from schoolgate.people.models import School

DAY = date(2026, 11, 24)
FIRST, LAST = TUESDAY - timedelta(days=30), TUESDAY + timedelta(days=30)


@pytest.fixture
def hill(school: School) -> RobinHill:
    return RobinHill(school)


@pytest.fixture
def own(hill: RobinHill) -> DirectoryAccount:
    return hill.account("p.natarajan@robinhill.example", hill.office)


def test_an_account_of_nobody_is_found_and_a_services_is_not(hill: RobinHill, own: DirectoryAccount) -> None:
    nobodys = actions.add_account(hill.school, "google", "old@robinhill.example", "person", actor=OPERATOR)
    actions.add_account(hill.school, "google", "printer@robinhill.example", "service", actor=OPERATOR)
    assert [one.ref for one in queries.accounts_of_nobody(hill.school, on=DAY)] == [nobodys.ref]
    assert own.ref in [one.ref for one in queries.accounts_of_nobody(hill.school, on=SINCE - timedelta(days=1))]
    actions.end_account(nobodys, actor=OPERATOR, on=DAY)
    assert queries.accounts_of_nobody(hill.school, on=DAY) == []


def test_a_shared_account_is_told_with_its_class(hill: RobinHill, own: DirectoryAccount) -> None:
    hill.account("wrens@robinhill.example", hill.wrens)
    assert [one.holder for one in queries.shared_accounts(hill.school, on=DAY)] == [hill.wrens.ref]


def test_somebody_with_two_accounts_of_one_directory_is_found(hill: RobinHill, own: DirectoryAccount) -> None:
    admin = actions.add_account(hill.school, "google", "admin@robinhill.example", "admin", actor=OPERATOR)
    actions.hold_account(admin, hill.office, actor=OPERATOR, valid_from=SINCE)
    assert queries.holders_of_several(hill.school, on=DAY) == {}
    second = hill.account("priya@robinhill.example", hill.office)
    found = queries.holders_of_several(hill.school, on=DAY)
    assert {one.ref for one in found[hill.office.ref]} == {own.ref, second.ref}


def test_an_account_used_on_two_devices_at_once_is_found_with_when(hill: RobinHill, own: DirectoryAccount) -> None:
    hill.sign_in(MACS[2], own, -60, 60)
    hill.sign_in(MACS[0], own, -20, None)
    (twice,) = queries.used_twice_at_once(hill.school, FIRST, LAST)
    now = int(TUESDAY.timestamp())
    assert (twice.account, twice.starts, twice.ends, twice.assumed) == (own.ref, now - 20 * 60, now, True)
    assert queries.used_twice_at_once(hill.school, LAST, LAST + timedelta(days=1)) == []


def test_a_classes_log_in_is_meant_to_be_used_twice(hill: RobinHill) -> None:
    shared = hill.account("wrens@robinhill.example", hill.wrens)
    for mac in MACS[:2]:
        hill.sign_in(mac, shared, -60, 60)
    assert queries.used_twice_at_once(hill.school, FIRST, LAST) == []


def test_another_schools_accounts_are_not_told(hill: RobinHill, own: DirectoryAccount, other: School) -> None:
    assert queries.accounts(other, on=DAY) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(said=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 200), st.integers(1, 90)), max_size=8, unique=True))
def test_over_any_sign_ins_it_finds_what_every_pair_shows(
    hill: RobinHill, own: DirectoryAccount, said: list[tuple[int, int, int]]
) -> None:
    SignIn.objects.for_school(hill.school).delete()
    said = list({(device, begins): (device, begins, lasts) for device, begins, lasts in said}.values())
    for device, begins, lasts in said:
        hill.sign_in(MACS[device], own, begins, lasts)
    pairs = [
        (one, other)
        for one, other in combinations(said, 2)
        if one[0] != other[0] and max(one[1], other[1]) < min(one[1] + one[2], other[1] + other[2])
    ]
    found = queries.used_twice_at_once(hill.school, FIRST, datetime(2026, 12, 24, tzinfo=UTC))
    assert len(found) == len(pairs)
    assert all(one.starts < one.ends for one in found)
