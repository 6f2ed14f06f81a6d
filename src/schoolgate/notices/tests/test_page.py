"""The page of letters: what did not go comes first, by name, with what to do."""

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.notices import actions, queries
from schoolgate.notices.tests.conftest import ACTOR, Server
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

CONTEXT = {"when": "2026-11-20T14:05:00+00:00", "method": "webauthn"}


@pytest.fixture
def client(head: Person) -> Client:
    visitor = Client()
    assert head.account is not None
    visitor.force_login(head.account)
    return visitor


def ask(person: Person) -> str:
    return actions.send(person.school, person.ref, "sign-in.method-added", CONTEXT, actor=ACTOR)


def words(client: Client, school: School) -> str:
    return " ".join(client.get(f"/schools/{school.ref}/letters/").content.decode().split())


def test_it_works(client: Client, server: Server, head: Person) -> None:
    assert "Every letter has gone." in words(client, head.school)
    ask(head)
    assert "In line" in words(client, head.school)
    actions.send_due(timezone.now())
    page = words(client, head.school)
    assert "A new way to sign in was added, to Amara Whitlock." in page
    assert "Sent on" in page


def test_somebody_without_an_address_is_named(client: Client, server: Server, head: Person) -> None:
    ask(people.add_person(head.school, "Siân Prothero-Lane", actor=ACTOR))
    actions.send_due(timezone.now())
    page = words(client, head.school)
    assert "One letter needs a person." in page
    assert "No address for Siân Prothero-Lane: give them a sign-in" in page
    assert "Send it again" not in page


def test_one_that_failed_is_sent_again_or_put_away(client: Client, server: Server, head: Person) -> None:
    server.says["RCPT"] = "550 who"
    first, second = ask(head), ask(head)
    actions.send_due(timezone.now())
    assert "the mail server refuses it (550)" in words(client, head.school)
    address = f"/schools/{head.school.ref}/letters"
    assert client.post(f"{address}/{first}/again/").status_code == 302
    assert client.post(f"{address}/{second}/settle/").status_code == 302
    assert "The letter is put away" in words(client, head.school)
    assert queries.waiting(head.school) == []
    assert client.post(f"{address}/{second}/again/").status_code == 404  # put away is put away
    server.says.clear()
    assert actions.send_due(timezone.now()) == 1


def test_who_was_written_to_is_not_for_every_eye(head: Person, client: Client) -> None:
    address = f"/schools/{head.school.ref}/letters/"
    assert f'href="{address}"' in client.get(f"/schools/{head.school.ref}/health/").content.decode()
    account = opening.add_account("it@robinhill.example", "three plain words here", actor=ACTOR)
    technician = people.give_sign_in(people.add_person(head.school, "Jo Lark", actor=ACTOR), account, actor=ACTOR)
    people.give_role(technician, "it-lead", actor=ACTOR, valid_from=today(head.school))
    client.force_login(account)
    assert client.get(address).status_code == 403
    assert address not in client.get(f"/schools/{head.school.ref}/health/").content.decode()
