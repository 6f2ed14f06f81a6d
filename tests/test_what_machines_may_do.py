"""What machines may do: every operation of the API, and what each kind of token is answered.

An operation missing from the table fails. ``right`` is the one that opens it; whatever else a token may do, without
that one it is refused; and a token of another school finds nothing of this one.
"""

from datetime import timedelta
from typing import Final

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from schoolgate.estate import actions, scopes
from schoolgate.estate.api.operations import schema
from schoolgate.estate.scopes import SCIM_DIRECTORIES, SCIM_WRITE
from schoolgate.frame.actor import operator
from schoolgate.people import actions as people
from schoolgate.people.access import audience_of, today
from schoolgate.people.models import School
from schoolgate.site.api import API

# By method and address: the right it needs, none where any token will do.
TABLE: Final[dict[str, str]] = {
    "GET /api/v1/me": "",
    "GET /api/v1/whereabouts": "estate.whereabouts",
    "POST /api/v1/bindings": "estate.bindings",
    "POST /api/v1/files": "intake.send",
    "GET /api/v1/files/{ref}": "intake.send",
    "GET /api/v1/filter-tests": "filtering.test",
    "POST /api/v1/filter-tests/{ref}/results": "filtering.test",
    "POST /api/v1/activity/lines": "activity.send",
}
# The way in for identity providers has an address of its own, which says by method what it takes.
SCIM: Final = {SCIM_WRITE.key, *(one.key for one in SCIM_DIRECTORIES.values())}


@pytest.fixture
def school(db: None) -> School:
    return people.add_school(name="Robin Hill Infant School", actor=operator("test"))


def _machine(school: School, allowed: list[str]) -> Client:
    ends_on = today(school) + timedelta(days=1)
    made = actions.make_token(school, "A machine", allowed, ends_on=ends_on, actor=operator("test"))
    return Client(headers={"Authorization": f"Bearer {made.secret}"})


def _rights() -> list[str]:
    return [key for key in scopes.everything() if not key.startswith("test.")]


def _ask(client: Client, line: str) -> int:
    method, _, address = line.partition(" ")
    body = "{}" if method in ("POST", "PUT", "PATCH") else ""
    return client.generic(method, address.replace("{ref}", "xxx"), body, "application/json").status_code


def test_the_table_names_every_operation_and_none_that_is_gone() -> None:
    found = {
        f"{method.upper()} {address}": told["security"][0]["token"]
        for address, operations in schema(API)["paths"].items()
        for method, told in operations.items()
    }
    assert found == {line: [right] if right else [] for line, right in TABLE.items()}


def test_every_right_opens_something_and_is_known() -> None:
    tells_more = {"estate.who"}  # opens no address of its own, and has one tell more
    assert set(TABLE.values()) - {""} == set(_rights()) - tells_more - SCIM


def test_without_a_token_nothing_is_answered(school: School) -> None:
    assert {line: _ask(Client(), line) for line in TABLE} == dict.fromkeys(TABLE, 401)


def test_a_token_opens_what_it_has_the_right_to_and_nothing_else(school: School) -> None:
    for line, right in TABLE.items():
        others = [key for key in _rights() if key != right]
        assert _ask(_machine(school, others), line) == 403 or not right, line
        with_it = _ask(_machine(school, [right] if right else others), line)
        assert with_it not in (401, 403), line


def test_no_address_of_the_api_leaves_open_for_whom_it_is() -> None:
    found = [entry for entry in get_resolver().url_patterns if str(entry.pattern) == "api/v1/"]
    patterns = [entry for one in found for entry in getattr(one, "url_patterns", [])]
    assert len(patterns) > len(TABLE)
    for entry in patterns:
        assert isinstance(entry, URLPattern)
        assert audience_of(entry.callback) is not None, entry.name


@pytest.mark.parametrize(("method", "writes"), [("GET", False), ("POST", True), ("PATCH", True), ("DELETE", True)])
def test_an_identity_provider_needs_one_directory_and_leave_to_write(school: School, method: str, writes: bool) -> None:
    line, reads = f"{method} /scim/v2/Users/xxx", "estate.scim-microsoft"
    others = [key for key in _rights() if key not in SCIM]
    for held in ([*others], [SCIM_WRITE.key], [reads, "estate.scim-google"]):
        assert _ask(_machine(school, held), line) == 403, held
    assert (_ask(_machine(school, [reads]), line) == 403) is writes
    assert _ask(_machine(school, [reads, SCIM_WRITE.key]), line) not in (401, 403)
    assert _ask(Client(), line) == 401
