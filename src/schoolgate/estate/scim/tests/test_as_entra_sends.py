"""Requests in the shapes that identity providers send, written by hand: Entra ID's above all."""

from schoolgate.estate import queries
from schoolgate.estate.actions import add_account
from schoolgate.estate.scim.tests.a_provider import GROUP, IdentityProvider
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import School

PRIYA = "priya.n@robinhill.example"


def test_it_works(entra: IdentityProvider) -> None:
    made = entra.send(PRIYA, externalId="pnat01", active=True)

    assert (made.status, made.body["userName"], made.body["active"]) == (201, PRIYA, True)
    assert made.headers["Location"].endswith(f"/scim/v2/Users/{made.body['id']}")
    assert entra.ask("GET", f"/Users/{made.body['id']}").body == made.body


def test_it_is_looked_for_first_and_an_account_we_know_is_found(entra: IdentityProvider, school: School) -> None:
    add_account(school, "microsoft", PRIYA, "person", actor=OPERATOR)

    by_name = entra.find("/Users", filter=f'userName eq "{PRIYA.upper()}"').body

    assert (by_name["totalResults"], by_name["Resources"][0]["userName"]) == (1, PRIYA)
    where = f"/Users/{by_name['Resources'][0]['id']}"
    entra.patch(where, {"op": "Add", "path": "externalId", "value": "Pnat01"})
    assert entra.find("/Users", filter='externalId eq "Pnat01"').body["totalResults"] == 1
    assert entra.find("/Users", filter='externalId eq "pnat01"').body["totalResults"] == 0  # it is case-exact
    assert entra.find("/Users", filter='userName eq "nobody@robinhill.example"').body["totalResults"] == 0


def test_a_leaver_is_told_of_as_text(entra: IdentityProvider) -> None:
    where = f"/Users/{entra.send(PRIYA, active=True).body['id']}"

    assert entra.patched(where, {"op": "Replace", "path": "active", "value": "False"})["active"] is False
    assert entra.patched(where, {"op": "Replace", "value": {"active": "True"}})["active"] is True  # without a path


def test_an_email_of_a_type_is_written_before_there_is_one(entra: IdentityProvider) -> None:
    where = f"/Users/{entra.send(PRIYA).body['id']}"
    address = "office@robinhill.example"

    done = entra.patched(where, {"op": "Add", "path": 'emails[type eq "work"].value', "value": address})

    assert done["emails"] == [{"type": "work", "value": address}]


def test_names_telephones_and_homes_are_let_go(entra: IdentityProvider) -> None:
    extra = {
        "displayName": "Priya Natarajan",
        "name": {"givenName": "Priya", "familyName": "Natarajan"},
        "phoneNumbers": [{"type": "mobile", "value": "07700 900123"}],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Office"},
        "shoeSize": 5,
    }
    made = entra.send(PRIYA, **extra)

    done = entra.patched(
        f"/Users/{made.body['id']}",
        {"op": "Replace", "path": "displayName", "value": "Priya N."},
        {"op": "Add", "path": "name.familyName", "value": "Natarajan-Cole"},
        {"op": "Replace", "path": "active", "value": False},
    )

    assert (made.status, done["active"]) == (201, False)
    assert "Natarajan" not in str((made.body, done))


def test_members_come_and_go_as_it_sends_them(entra: IdentityProvider) -> None:
    first, second = (entra.send(f"{name}@robinhill.example").body["id"] for name in ("leo", "zoe"))
    made = entra.ask("POST", "/Groups", {"schemas": [GROUP], "displayName": "Wrens", "externalId": "g1"})
    where = f"/Groups/{made.body['id']}"
    both = [{"value": first}, {"value": second}]
    assert len(entra.patched(where, {"op": "Add", "path": "members", "value": both})["members"]) == 2
    left = entra.patched(where, {"op": "Remove", "path": "members", "value": [{"value": first}]})
    assert [one["value"] for one in left["members"]] == [second]
    assert "members" not in entra.patched(where, {"op": "remove", "path": f'members[value eq "{second}"]'})


def test_an_address_is_taken_once(entra: IdentityProvider) -> None:
    entra.send(PRIYA)

    again = entra.send(PRIYA.upper())

    assert (again.status, again.body["scimType"]) == (409, "uniqueness")


def test_an_account_deleted_is_ended_and_may_come_back(entra: IdentityProvider, school: School) -> None:
    where = f"/Users/{entra.send(PRIYA).body['id']}"

    assert entra.ask("DELETE", where).status == 204
    assert [entra.ask("GET", where).status, entra.ask("DELETE", where).status] == [404, 404]
    assert queries.accounts(school, on=today(school)) == []
    assert entra.send(PRIYA).status == 201
    assert len(queries.accounts(school, on=today(school))) == 1


def test_what_is_sent_twice_changes_nothing_and_enters_nothing(entra: IdentityProvider, school: School) -> None:
    made = entra.send(PRIYA, active=True)
    where = f"/Users/{made.body['id']}"
    entered = entries(school)

    done = entra.patched(where, {"op": "Replace", "path": "active", "value": "True"})

    assert done["meta"]["version"] == made.body["meta"]["version"]
    assert entries(school) == entered


def entries(school: School) -> int:
    from_scim = ("estate.account-added", "estate.account-told", "estate.account-held")
    chain = school_chain(school.ref)
    return sum(len(lines(chain, labels=[Label.SCHOOL], kind=kind)) for kind in from_scim)
