"""Asking: pages, orders, filters, versions; what is refused, and how that is spelt (RFC 7644 section 3.12)."""

import pytest

from schoolgate.estate.scim.resources import LARGEST_BODY, MOST
from schoolgate.estate.scim.tests.a_provider import IdentityProvider, provider_of
from schoolgate.people.models import School

NAMES = [f"{name}@robinhill.example" for name in ("zoe", "leo", "amara", "kit", "priya")]


@pytest.fixture
def five(entra: IdentityProvider) -> list[str]:
    return [entra.send(one, active=one != NAMES[0]).body["id"] for one in NAMES]


def names(found: dict[str, list[dict[str, str]]]) -> list[str]:
    return [one["userName"].partition("@")[0] for one in found.get("Resources", [])]


def test_pages_hold_each_once(entra: IdentityProvider, five: list[str]) -> None:
    pages = [entra.find("/Users", startIndex=str(at), count="2").body for at in (1, 3, 5, 7)]

    assert [len(names(one)) for one in pages] == [2, 2, 1, 0]
    assert {one["totalResults"] for one in pages} == {5}
    assert sorted(name for one in pages for name in names(one)) == ["amara", "kit", "leo", "priya", "zoe"]


def test_orders_and_filters(entra: IdentityProvider, five: list[str]) -> None:
    assert names(entra.find("/Users", sortBy="userName", count="3").body) == ["amara", "kit", "leo"]
    assert names(entra.find("/Users", sortBy="userName", sortOrder="descending", count="1").body) == ["zoe"]
    assert names(entra.find("/Users", filter="active eq false").body) == ["zoe"]
    either = 'userName sw "k" or userName co "riy"'
    assert sorted(names(entra.find("/Users", filter=either).body)) == ["kit", "priya"]
    assert names(entra.find("/Users", filter=f'id eq "{five[1]}"').body) == ["leo"]
    assert names(entra.ask("POST", "/Users/.search", {"filter": 'userName sw "a"'}).body) == ["amara"]


def test_only_what_is_asked_for_is_told(entra: IdentityProvider, five: list[str]) -> None:
    (one,) = entra.find("/Users", filter=f'id eq "{five[1]}"', attributes="active").body["Resources"]

    assert set(one) == {"schemas", "id", "active"}


def test_who_saw_an_older_one_changes_nothing(entra: IdentityProvider, five: list[str]) -> None:
    where = f"/Users/{five[0]}"
    seen = entra.ask("GET", where).headers["ETag"]
    on = {"op": "Replace", "path": "active", "value": True}

    assert entra.client.get(f"/scim/v2{where}", headers={"If-None-Match": seen}).status_code == 304
    assert entra.patch(where, on, **{"If-Match": seen}).status == 204
    assert entra.patch(where, {**on, "value": False}, **{"If-Match": seen}).status == 412
    assert entra.ask("GET", where).body["active"] is True


@pytest.mark.parametrize(
    ("method", "where", "body", "status", "kind"),
    [
        ("GET", "/Users?filter=userName xx 3", None, 400, "invalidFilter"),
        ("POST", "/Users", "{not json", 400, "invalidSyntax"),
        ("POST", "/Users", {"active": True}, 400, "invalidValue"),
        ("POST", "/Users", {"userName": "two words"}, 400, "invalidValue"),
        ("PUT", "/Users", {}, 405, None),
        ("GET", "/Users/dac_nobody", None, 404, None),
        ("GET", "/Nothing", None, 404, None),
        ("GET", "/Me", None, 501, None),
        ("POST", "/Bulk", {}, 501, None),
        ("POST", "/Users", {"userName": "x" * LARGEST_BODY}, 413, None),
    ],
)
def test_what_cannot_be_done_says_why(
    entra: IdentityProvider, method: str, where: str, body: object, status: int, kind: str | None
) -> None:
    refused = entra.ask(method, where, body)

    assert (refused.status, refused.body["status"], refused.body.get("scimType")) == (status, str(status), kind)
    assert refused.body["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
    assert refused.body["detail"]


def test_what_we_can_do_is_told_as_it_is(entra: IdentityProvider) -> None:
    told = entra.ask("GET", "/ServiceProviderConfig").body

    able = {key: told[key]["supported"] for key in ("patch", "bulk", "filter", "changePassword", "sort", "etag")}
    assert able == {"patch": True, "bulk": False, "filter": True, "changePassword": False, "sort": True, "etag": True}
    assert told["filter"]["maxResults"] == MOST
    assert entra.ask("GET", "/Schemas").body["totalResults"] == 2


def test_a_directory_sees_its_own_accounts_and_a_school_its_own(
    entra: IdentityProvider, five: list[str], school: School, other: School
) -> None:
    for stranger in (
        provider_of(other, "estate.scim-microsoft", "estate.scim-write"),
        provider_of(school, "estate.scim-google", "estate.scim-write"),
    ):
        assert stranger.find("/Users").body["totalResults"] == 0
        for method in ("GET", "DELETE"):
            assert stranger.ask(method, f"/Users/{five[0]}").status == 404
        group = {"displayName": "Wrens", "members": [{"value": five[0]}]}
        assert stranger.ask("POST", "/Groups", group).status == 400  # it is no account there
    assert entra.find("/Users").body["totalResults"] == 5


def test_a_token_may_do_what_it_was_made_for(entra: IdentityProvider, five: list[str], school: School) -> None:
    reader = provider_of(school, "estate.scim-microsoft")

    assert reader.find("/Users").body["totalResults"] == 5
    assert reader.ask("POST", "/Users/.search", {"filter": 'userName sw "a"'}).body["totalResults"] == 1
    assert reader.send("new@robinhill.example").status == 403
    assert reader.ask("DELETE", f"/Users/{five[0]}").status == 403
    assert provider_of(school, "estate.scim-write").find("/Users").status == 403  # of no directory
    assert provider_of(school, "estate.scim-google", "estate.scim-microsoft").find("/Users").status == 403
