"""The nouns that work on a school's records: school, account, keys, ledger and tick."""

import json

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.db import connection
from django.test import Client

from schoolgate.cli import main
from schoolgate.frame.encrypted import ring
from schoolgate.ledger import triggers
from schoolgate.people.models import Account


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main.run(list(arguments)) == code
    return capsys.readouterr().out


def test_it_works(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    ref, _, name = told(capsys, "school", "add", "--name", "Robin Hill Infant School").strip().partition("  ")
    assert name == "Robin Hill Infant School"
    (listed,) = json.loads(told(capsys, "school", "list", "--json"))
    said = {"ref": ref, "name": name, "urn": None, "nation": "england", "filter_level": "infant"}
    assert listed == {**listed, **said}


def test_an_administrator_signs_in_with_the_password_printed(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "school", "add", "--name", "Robin Hill Infant School")
    added = json.loads(
        told(capsys, "account", "add", "--email", "Head@robinhill.example", "--name", "Siân Petrie", "--json")
    )
    client = Client()
    client.post("/account/login/", {"login": added["email"], "password": added["password"]})
    assert "_auth_user_id" in client.session


def test_a_lost_second_step_is_taken_away(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "school", "add", "--name", "Robin Hill Infant School")
    told(capsys, "account", "add", "--email", "head@robinhill.example", "--name", "Siân Petrie")
    asked = ("account", "forget-second-step", "--email", "head@robinhill.example")
    told(capsys, *asked, code=2)  # there is none yet
    RecoveryCodes.activate(Account.objects.get())
    assert json.loads(told(capsys, *asked, "--json"))["taken"] == 1


def test_which_school_must_be_said_when_there_are_two(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys, "school", "add", "--name", "Robin Hill Infant School").split()[0]
    told(capsys, "school", "add", "--name", "Wren Lane Primary School")
    asked = ("account", "add", "--email", "head@robinhill.example", "--name", "Siân Petrie")
    told(capsys, *asked, code=2)
    assert json.loads(told(capsys, "--school", first, *asked, "--json"))["school"] == first


def test_the_set_up_link_is_a_whole_address_and_ends_with_the_first_account(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    link = told(capsys, "account", "set-up-link").strip()
    assert link.startswith(f"{settings.SCHOOLGATE_URL}/set-up/")
    told(capsys, "school", "add", "--name", "Robin Hill Infant School")
    told(capsys, "account", "add", "--email", "head@robinhill.example", "--name", "Siân Petrie")
    assert json.loads(told(capsys, "account", "set-up-link", "--json")) == {"link": None}


def test_verify_judges_the_record(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "ledger", "verify") == "Nothing is recorded yet.\n"
    ref = told(capsys, "school", "add", "--name", "Robin Hill Infant School").split()[0]
    assert "whole, 1 entry" in told(capsys, "ledger", "verify")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_body DISABLE TRIGGER USER")
        else:
            cursor.execute('DROP TRIGGER "ledger_body_no_update"')
        cursor.execute("UPDATE ledger_body SET actor = 'somebody else'")
    (verdict,) = json.loads(told(capsys, "--school", ref, "ledger", "verify", "--json", code=1))
    assert (verdict["whole"], [fault["what"] for fault in verdict["faults"]]) == (False, ["guard-gone", "body-changed"])
    assert triggers.missing(connection) != []


def test_the_key_is_changed_and_the_old_one_retired(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "school", "add", "--name", "Robin Hill Infant School")
    told(capsys, "account", "add", "--email", "head@robinhill.example", "--name", "Siân Petrie")
    old = ring().in_use
    assert json.loads(told(capsys, "keys", "rotate", "--json")) == {"locked_again": 1}
    assert old in json.loads(told(capsys, "keys", "retire", "--json"))["retired"]  # others of this run may go with it


def test_tick_says_what_it_did(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "tick") == "0 events told, 0 put off, 0 waiting for a person.\n"
