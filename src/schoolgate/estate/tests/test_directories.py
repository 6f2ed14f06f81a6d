"""The technician's pages of directories, asked and posted to as a browser does."""

import html
import re
from collections.abc import Iterator

import pytest
from django.test import Client

from schoolgate.estate import actions, queries
from schoolgate.estate.pushing.looking import seen as digest
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.estate.pushing.tests.a_scim_server import TOKEN, ScimServer, running
from schoolgate.estate.pushing.tests.test_scim import add
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.estate.tests.robin_hill import RobinHill
from schoolgate.estate.tests.test_pages import _as
from schoolgate.estate.tests.test_pushing import may
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School

PRIYA = "priya@robinhill.example"
GAM = WAYS.get("gam")


@pytest.fixture
def hill(school: School) -> RobinHill:
    """Priya, whose account is Google's, may use the internet; an account is nobody's."""
    hill = RobinHill(school)
    hill.account(PRIYA, hill.office)
    may(hill.office, internet="staff")
    actions.add_account(school, "google", "old@robinhill.example", "person", actor=OPERATOR)
    return hill


@pytest.fixture
def server() -> Iterator[ScimServer]:
    with running() as found:
        yield found


@pytest.fixture
def technician(school: School) -> Client:
    return _as(school, "it-lead")


@pytest.fixture
def head(school: School) -> Client:
    return _as(school, "head")


def at(school: School, way: str = "") -> str:
    return f"/schools/{school.ref}/machines/directories/{way}{'/' if way else ''}"


def seen(client: Client, where: str) -> str:
    return html.unescape(client.get(where).content.decode())


def apply(client: Client, where: str) -> dict[str, str]:
    """What the button on the page sends."""
    found = re.search(r'name="seen" value="(\w+)"', seen(client, where))
    return {"do": "apply", "seen": found[1] if found else ""}


def test_it_works(hill: RobinHill, technician: Client, head: Client) -> None:
    where = at(hill.school, "gam")
    assert "One change would be made." in seen(technician, where)
    assert "It is only watched" in seen(technician, where)
    head.post(where, {"do": "act"})

    given = technician.post(where, apply(technician, where))

    assert given.headers["Content-Disposition"] == 'attachment; filename="schoolgate-changes.gam"'
    assert given.content.decode().endswith(f"add member user {PRIYA}\n")
    assert "Nothing would change." in seen(technician, where)
    taken = technician.post(where, {"do": "undo", "push": queries.pushes(hill.school)[0].ref})
    assert taken.content.decode().endswith(f"remove user {PRIYA}\n")
    assert "taken back" in seen(technician, where)


def test_nobody_but_the_head_lets_a_way_act(hill: RobinHill, technician: Client) -> None:
    where = at(hill.school, "gam")
    assert "Let it act" not in seen(technician, where)

    refused = technician.post(where, {"do": "act"})
    assert (refused.status_code, "the headteacher lets it act" in refused.content.decode()) == (422, True)
    refused = technician.post(where, {"do": "apply", "seen": looked(hill)})
    assert (refused.status_code, "only watched" in refused.content.decode()) == (422, True)
    assert queries.pushes(hill.school) == []


def looked(hill: RobinHill) -> str:
    return digest(queries.planned(hill.school, GAM, today(hill.school)))


def test_what_was_not_seen_is_not_made(hill: RobinHill, technician: Client, head: Client) -> None:
    where = at(hill.school, "gam")
    head.post(where, {"do": "act"})
    before = apply(technician, where)
    may(hill.office, email="inside")

    refused = technician.post(where, before)

    assert (refused.status_code, "since you looked" in refused.content.decode()) == (422, True)
    assert queries.pushes(hill.school) == []


def test_accounts_are_shown_and_no_person_is(hill: RobinHill, technician: Client) -> None:
    other = people.add_person(hill.school, "Kit Sparrow", actor=OPERATOR)
    may(other, internet="guest")

    told = seen(technician, at(hill.school, "gam"))

    assert PRIYA in told
    assert "No person owns it" in told
    assert "old@robinhill.example" in told
    assert other.ref in told
    assert "Kit Sparrow" not in told
    assert "Natarajan" not in told


def test_a_directory_is_set_up_asked_and_changed_from_the_page(
    hill: RobinHill, technician: Client, head: Client, server: ScimServer
) -> None:
    add(server, PRIYA)
    where = at(hill.school, "scim")
    assert "This way is not set up yet." in seen(technician, where)
    technician.post(where, {"do": "set", "provider": "google", "server": server.url, "password": TOKEN})
    head.post(where, {"do": "act"})
    assert TOKEN not in seen(technician, where)

    assert technician.post(where, apply(technician, where)).status_code == 302

    assert "Nothing would change." in seen(technician, where)
    technician.post(where, {"do": "set", "provider": "google", "server": server.url, "password": ""})
    assert queries.way_set(hill.school, WAYS.get("scim")).approved  # the same server: it still may
    technician.post(where, {"do": "set", "provider": "google", "server": "http://127.0.0.1:1/v2"})
    assert not queries.way_set(hill.school, WAYS.get("scim")).approved
    assert "The directory could not be asked." in seen(technician, where)


def test_where_no_account_is_known_nothing_is_said_to_be_well(school: School, technician: Client) -> None:
    told = seen(technician, at(school, "gam"))

    assert "We know of no account of Google Workspace" in told
    assert "Every account has an owner" not in told


def test_the_list_says_which_may_act(hill: RobinHill, technician: Client, head: Client) -> None:
    assert "Nothing is pushed to a directory yet." in seen(technician, at(hill.school))
    head.post(at(hill.school, "csv"), {"do": "act"})
    assert "One way to a directory may act." in seen(technician, at(hill.school))
    assert technician.get(at(hill.school, "pigeon")).status_code == 404
