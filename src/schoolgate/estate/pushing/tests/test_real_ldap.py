"""Pushing to a real slapd: into groups and out, again, undone, refused, and which accounts work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolgate.estate.pushing.plan import GROUPS, Change, groups_of, plan, undone
from schoolgate.estate.pushing.tests.a_slapd import BASE, Slapd, running
from schoolgate.estate.pushing.ways.ldap import WAY, LdapDirectory, connect
from schoolgate.frame.certificates import AUTHORITY, make
from schoolgate.kernel.errors import BadInputError

pytestmark = pytest.mark.real
JUNIOR = "schoolgate-internet-junior"


@pytest.fixture
def slapd(tmp_path: Path) -> Iterator[Slapd]:
    with running(tmp_path) as server:
        yield server


@pytest.fixture
def directory(slapd: Slapd) -> Iterator[LdapDirectory]:
    found = connect(slapd.settings)
    yield found
    found.connection.unbind()


def test_a_plan_is_made_so_and_undone(slapd: Slapd, directory: LdapDirectory) -> None:
    leo, zoe = slapd.account("leo"), slapd.account("zoë")
    wanted = {one: groups_of({"internet": "junior", "email": "inside"}) for one in (leo, zoe)}
    changes = plan(wanted, directory.members(GROUPS))
    assert len(changes) == 4

    for _ in range(2):  # made already is made
        for one in changes:
            directory.apply(one)

    assert directory.members([JUNIOR]) == {JUNIOR: frozenset({leo, zoe})}
    assert plan(wanted, directory.members(GROUPS)) == ()
    for one in undone(changes):
        directory.apply(one)
    assert slapd.in_group(JUNIOR) == {
        f"cn={JUNIOR},ou=groups,{BASE}"
    }  # it names itself again, since it may not be empty


def test_it_says_which_accounts_work_and_which_are_there(slapd: Slapd, directory: LdapDirectory) -> None:
    leo, zoe = slapd.account("leo"), slapd.account("zoe", works=False)

    assert directory.active([leo, zoe, "sam@robinhill.example"]) == {leo: True, zoe: False}


def test_it_says_which_accounts_that_work_nobody_told_us_of(slapd: Slapd, directory: LdapDirectory) -> None:
    leo, zoe = slapd.account("leo"), slapd.account("zoe")
    slapd.account("gone", works=False)

    assert directory.strangers([leo.upper()]) == (zoe,)


def test_a_certificate_is_believed_only_of_the_authority_given_and_for_that_name(tmp_path: Path) -> None:
    ours = make(tmp_path / "ours", "localhost")
    stranger = make(tmp_path / "stranger", "localhost").certificate.with_name(AUTHORITY)
    with running(tmp_path, ours) as slapd:
        asked = slapd.settings | {"server": slapd.locked, "ca": str(ours.certificate.with_name(AUTHORITY))}
        found = connect(asked)
        assert JUNIOR in found.members(GROUPS)
        found.connection.unbind()
        for wrong in ({"ca": ""}, {"ca": str(stranger)}, {"server": slapd.locked.replace("localhost", "127.0.0.1")}):
            with pytest.raises(BadInputError, match="certificate"):
                connect(asked | wrong)


def test_an_address_cannot_ask_for_more_than_itself(slapd: Slapd, directory: LdapDirectory) -> None:
    slapd.account("leo")

    with pytest.raises(BadInputError, match="is not there"):
        directory.apply(Change(JUNIOR, "*)(uid=*", add=True))
    with pytest.raises(BadInputError, match="Make it in the directory"):
        directory.apply(Change("schoolgate-none", "leo@robinhill.example", add=True))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"password": "wrong"}, "did not let us in"),
        ({"server": "ldap://directory.robinhill.example"}, "not locked"),
        ({"server": "ldap://127.0.0.1:1"}, "did not let us in"),
        ({"base": ""}, "no base"),
    ],
)
def test_what_cannot_be_opened_says_why(slapd: Slapd, more: dict[str, str], said: str) -> None:
    assert WAY.connect is connect
    with pytest.raises(BadInputError, match=said):
        connect(slapd.settings | more)
