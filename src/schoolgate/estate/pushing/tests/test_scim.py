"""Pushing to a SCIM server that is not ours: planned, applied, undone, told to wait, half refused, and finished."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from pytest_django.live_server_helper import LiveServer

from schoolgate.estate import actions
from schoolgate.estate.pushing.plan import GROUPS, Change, groups_of, plan, undone
from schoolgate.estate.pushing.tests.a_scim_server import TOKEN, ScimServer, running
from schoolgate.estate.pushing.ways.scim import WAY, ScimDirectory, connect
from schoolgate.estate.queries import drift, planned, pushes, refused_of
from schoolgate.estate.scim.tests.a_provider import provider_of
from schoolgate.estate.tests.conftest import OPERATOR, school, secret_of
from schoolgate.estate.tests.robin_hill import SINCE, RobinHill
from schoolgate.estate.tests.test_pushing import let_act, may
from schoolgate.frame.certificates import AUTHORITY, make
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School

__all__ = ["school"]
JUNIOR = "schoolgate-internet-junior"
LEO, ZOE, KIT = (f"{name}@robinhill.example" for name in ("leo", "zoë", "kit"))


@pytest.fixture
def server() -> Iterator[ScimServer]:
    with running() as found:
        yield found


@pytest.fixture
def directory(server: ScimServer) -> ScimDirectory:
    for address in (LEO, ZOE):
        add(server, address)
    return connect(server.settings)


def add(server: ScimServer, address: str, *, active: bool = True) -> str:
    said: Any = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": address, "active": active}
    made = requests.post(f"{server.url}/Users", json=said, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=20)
    return str(made.json()["id"])


def test_a_plan_is_made_so_and_undone(directory: ScimDirectory) -> None:
    wanted = {one: groups_of({"internet": "junior", "email": "inside"}) for one in (LEO, ZOE)}
    changes = plan(wanted, directory.members(GROUPS))

    for _ in range(2):  # made already is made
        for one in changes:
            directory.apply(one)

    assert directory.members([JUNIOR]) == {JUNIOR: frozenset({LEO, ZOE})}
    assert plan(wanted, directory.members(GROUPS)) == ()
    for _ in range(2):
        for one in undone(changes):
            directory.apply(one)
    assert directory.members([JUNIOR]) == {JUNIOR: frozenset()}


def test_more_accounts_than_a_page_are_all_seen(server: ScimServer, directory: ScimDirectory) -> None:
    many = [f"user{number}@robinhill.example" for number in range(120)]
    for one in many:
        add(server, one, active=one != many[0])

    assert directory.active([*many, KIT]) == {one: one != many[0] for one in many}
    assert len(directory.strangers([LEO.upper(), *many[:100]])) == 21  # the twenty left, and Zoë


def test_told_to_wait_it_waits(server: ScimServer, directory: ScimDirectory) -> None:
    server.faults.wait = 3

    directory.apply(Change(JUNIOR, LEO, add=True))

    assert (server.faults.wait, directory.members([JUNIOR])) == (0, {JUNIOR: frozenset({LEO})})


def three_may(school: School, server: ScimServer) -> list[str]:
    hill = RobinHill(school)
    for address in (LEO, ZOE, KIT):
        child = people.add_person(school, "Made Up", actor=OPERATOR)
        account = actions.add_account(school, "microsoft", address, "person", actor=OPERATOR)
        actions.hold_account(account, child, actor=OPERATOR, valid_from=SINCE)
        may(child, internet="junior")
    actions.set_way(hill.school, WAY, "microsoft", server.settings, actor=OPERATOR)
    let_act(school, WAY)
    return [add(server, address) for address in (LEO, ZOE, KIT)]


@pytest.mark.parametrize("fault", ["one is refused", "it is gone in the middle"])
def test_a_push_half_made_says_who_is_left_and_the_next_does_the_rest(
    school: School, server: ScimServer, fault: str
) -> None:
    _, zoe, _ = three_may(school, server)
    if fault == "one is refused":
        server.faults.refuse = {zoe}
    else:
        server.faults.gone_after = 1

    def push() -> actions.Pushed:
        directory = connect(server.settings)
        changes = planned(school, WAY, today(school), directory)
        return actions.push(school, WAY, changes, actor=OPERATOR, directory=directory, server=server.url)

    first = push()
    left = [change.account for change, _ in first.refusals]
    assert left == ([ZOE] if fault == "one is refused" else [LEO, ZOE])
    assert [change.account for change, _ in refused_of(pushes(school)[0])] == left
    assert "502" in first.refused or "400" in first.refused

    server.faults.refuse, server.faults.gone_after = set(), None
    rest = push()
    assert ([change.account for change in rest.changes], rest.refusals) == (left, ())
    assert push().ref == ""
    back = actions.undo_push(school, rest.ref, WAY, actor=OPERATOR, directory=connect(server.settings))
    assert len(back.changes) == len(left)


def test_where_it_differs_is_told_of_accounts_nobody_told_us_of_too(school: School, server: ScimServer) -> None:
    three_may(school, server)
    add(server, "old@robinhill.example")

    found = drift(school, WAY, today(school), connect(server.settings))

    assert (found.unknown, found.count) == (("old@robinhill.example",), 1)


def test_it_acts_on_no_server_but_that_which_the_head_let_it_act_on(school: School, server: ScimServer) -> None:
    three_may(school, server)

    with pytest.raises(DeniedError, match="not the server"):
        actions.push(school, WAY, (), actor=OPERATOR, server="https://elsewhere.example/v2")
    actions.set_way(school, WAY, "google", server.settings, actor=OPERATOR)  # other accounts: watched anew
    with pytest.raises(DeniedError, match="only watched"):
        actions.push(school, WAY, (), actor=OPERATOR, server=server.url)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"password": "wrong words"}, "Check the token"),
        ({"password": ""}, "no password"),
        ({"server": "http://directory.robinhill.example/v2"}, "not locked"),
        ({"server": "https://x:y@directory.robinhill.example/v2"}, "more than an address"),
        ({"server": "http://127.0.0.1:1/v2"}, "did not answer"),
    ],
)
def test_what_cannot_be_opened_says_why(server: ScimServer, more: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=said) as raised:
        connect(server.settings | more).members([JUNIOR])
    assert TOKEN not in str(raised.value)


def test_a_certificate_is_believed_only_of_the_authority_given_and_for_that_name(tmp_path: Path) -> None:
    ours = make(tmp_path / "ours", "localhost")
    stranger = make(tmp_path / "stranger", "localhost").certificate.with_name(AUTHORITY)
    with running(ours) as server:
        asked = server.settings | {"ca": str(ours.certificate.with_name(AUTHORITY))}
        assert connect(asked).members([JUNIOR]) == {}
        for wrong in ({"ca": ""}, {"ca": str(stranger)}, {"server": server.url.replace("localhost", "127.0.0.1")}):
            with pytest.raises(BadInputError, match="certificate"):
                connect(asked | wrong)


def test_our_own_server_can_be_read_and_not_filled(live_server: LiveServer, school: School) -> None:
    entra = provider_of(school)
    entra.send(LEO, active=True)
    secret = secret_of(school, ["estate.scim-microsoft", "estate.scim-write"])
    directory = connect({"server": f"{live_server.url}/scim/v2", "password": secret})

    assert directory.members([JUNIOR]) == {JUNIOR: frozenset()}
    assert directory.strangers([]) == (LEO,)
    with pytest.raises(BadInputError, match="403"):
        directory.apply(Change(JUNIOR, LEO, add=True))
