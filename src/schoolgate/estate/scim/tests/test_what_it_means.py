"""What SCIM means at a school: accounts tied by numbers and never by names, the gate's groups to be read, no role."""

from datetime import date

import pytest
from django.utils import timezone

from schoolgate.estate import actions, queries
from schoolgate.estate.models import AccountHolder, DirectoryAccount
from schoolgate.estate.scim.tests.a_provider import GROUP, IdentityProvider
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.frame.bitemporal import put
from schoolgate.people import actions as people
from schoolgate.people.access import roles_of, today
from schoolgate.people.identifiers import digest_of
from schoolgate.people.models import Identifier, Person, School

LEO = "leo.s@robinhill.example"
SINCE = date(2026, 9, 1)
JUNIOR = "schoolgate-internet-junior"


@pytest.fixture
def leo(school: School) -> Person:
    """A child whom the roll knows by an address and by a number."""
    person = people.add_person(school, "Leo Sparrow", actor=OPERATOR)
    known_by(person, "email", LEO)
    known_by(person, "mis-id", "4711")
    return person


def known_by(person: Person, scheme: str, value: str) -> None:
    row = Identifier(school=person.school, person=person, scheme=scheme, value=value, valid_from=SINCE)
    row.digest, row.recorded_at = digest_of(person.school, scheme, value), timezone.now()
    put(row)


def held(school: School) -> list[tuple[str, str]]:
    rows = AccountHolder.objects.for_school(school).as_of(today(school)).select_related("account", "person")
    return [(row.account.address, row.person.ref) for row in rows]


@pytest.mark.parametrize(
    "said",
    [
        {"userName": LEO.upper()},
        {"userName": "ls4711@robinhill.example", "externalId": "4711"},
        {"userName": "ls@robinhill.example", "emails": [{"type": "work", "value": LEO}]},
    ],
)
def test_an_account_is_whose_it_is_by_address_or_number(
    entra: IdentityProvider, school: School, leo: Person, said: dict[str, object]
) -> None:
    made = entra.ask("POST", "/Users", said)

    assert held(school) == [(made.body["userName"], leo.ref)]
    assert roles_of(leo, today(school)) == frozenset()  # an account gives no role


def test_a_name_ties_nothing_and_two_people_tie_nothing(entra: IdentityProvider, school: School, leo: Person) -> None:
    zoe = people.add_person(school, "Zoë Sparrow", actor=OPERATOR)
    known_by(zoe, "staff-code", "ZS")

    entra.send("someone@robinhill.example", displayName="Leo Sparrow")
    entra.send(LEO, externalId="ZS")

    assert held(school) == []
    assert len(queries.accounts_of_nobody(school, on=today(school))) == 2  # which is told as a difference


def test_what_the_gate_decided_is_read_and_never_written(entra: IdentityProvider, school: School, leo: Person) -> None:
    user = entra.send(LEO).body
    actions.entitle(leo, "internet", "junior", decided=("access-gate", "x"), actor=OPERATOR, valid_from=SINCE)

    found = entra.find("/Groups", filter=f'displayName eq "{JUNIOR}"').body["Resources"]

    assert [one["value"] for one in found[0]["members"]] == [user["id"]]
    assert entra.ask("GET", f"/Users/{user['id']}").body["groups"][0]["display"] == JUNIOR
    for refused in (
        entra.patch(f"/Groups/{JUNIOR}", {"op": "Remove", "path": "members"}),
        entra.ask("PUT", f"/Groups/{JUNIOR}", {"schemas": [GROUP], "displayName": JUNIOR}),
        entra.ask("DELETE", f"/Groups/{JUNIOR}"),
    ):
        assert refused.status == 403
    taken = entra.ask("POST", "/Groups", {"schemas": [GROUP], "displayName": "Schoolgate-VPN-staff"})
    assert (taken.status, taken.body["scimType"]) == (409, "uniqueness")
    assert len(entra.ask("GET", f"/Groups/{JUNIOR}").body["members"]) == 1


def test_a_group_of_its_own_opens_nothing(entra: IdentityProvider, school: School, leo: Person) -> None:
    user = entra.send(LEO).body["id"]

    made = entra.ask("POST", "/Groups", {"schemas": [GROUP], "displayName": "Staff", "members": [{"value": user}]})

    assert made.status == 201
    assert not queries.entitled(school, leo, "internet", today(school)).allowed
    assert roles_of(leo, today(school)) == frozenset()


def test_a_group_takes_no_stranger_and_no_group(entra: IdentityProvider) -> None:
    for member in ({"value": "dac_nobody"}, {"value": "x", "type": "Group"}):
        refused = entra.ask("POST", "/Groups", {"schemas": [GROUP], "displayName": "Wrens", "members": [member]})
        assert (refused.status, refused.body["scimType"]) == (400, "invalidValue")


def test_two_accounts_do_not_become_one(entra: IdentityProvider, school: School) -> None:
    entra.send(LEO)
    where = f"/Users/{entra.send('zoe@robinhill.example').body['id']}"

    refused = entra.patch(where, {"op": "Replace", "path": "userName", "value": LEO})

    assert (refused.status, refused.body["scimType"]) == (409, "uniqueness")
    assert DirectoryAccount.objects.for_school(school).count() == 2
