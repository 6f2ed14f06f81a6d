"""Two at one group or one account at the same moment by SCIM: both are done, one after the other."""

from house.together import at_once

from schoolgate.estate.models import DirectoryAccount
from schoolgate.estate.scim.tests.a_provider import GROUP, provider_of
from schoolgate.frame.actor import operator
from schoolgate.ledger.queries import verify
from schoolgate.people import actions as people
from schoolgate.people.models import School


def a_school() -> School:
    return people.add_school(name="Robin Hill Infant School", actor=operator("test"))


def test_members_put_in_at_once_are_all_in(transactional_db: None) -> None:
    entra = provider_of(a_school())
    users = [entra.send(f"user{number}@robinhill.example").body["id"] for number in range(4)]
    group = entra.ask("POST", "/Groups", {"schemas": [GROUP], "displayName": "Wrens"}).body["id"]

    def put_in(number: int) -> None:
        added = {"op": "Add", "path": "members", "value": [{"value": users[number]}]}
        assert entra.patch(f"/Groups/{group}", added).status == 204

    assert at_once(put_in) == []
    assert sorted(one["value"] for one in entra.ask("GET", f"/Groups/{group}").body["members"]) == sorted(users)
    assert all(verdict.whole for verdict in verify())


def test_an_address_sent_at_once_is_one_account(transactional_db: None) -> None:
    school = a_school()
    entra, answers = provider_of(school), []

    assert at_once(lambda _: answers.append(entra.send("leo@robinhill.example").status)) == []
    assert sorted(answers) == [201, 409, 409, 409]
    assert DirectoryAccount.objects.for_school(school).count() == 1
