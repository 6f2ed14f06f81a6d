"""The noun trust: which schools are in one, and who sees how they stand, as the operator says it."""

import json
from typing import Any

import pytest
from django.test import Client

from schoolgate.cli import main
from schoolgate.people.models import Account, TrustRole

LEAD = "lead@kingfisher.example"


@pytest.fixture
def told(db: None, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command with --json and gives what it printed; one that fails gives its words instead."""

    def run(*arguments: str, code: int = 0) -> Any:
        assert main.run([*arguments, "--json"]) == code
        said = capsys.readouterr()
        return json.loads(said.out) if code == 0 else said.err

    run("school", "add", "--name", "Robin Hill Infant School")
    return run


@pytest.fixture
def trust(told: Any) -> str:
    return str(told("trust", "add", "--name", "Kingfisher Learning Trust")["ref"])


def board(trust: str, more: str = "") -> Any:
    client = Client()
    client.force_login(Account.objects.get(email=LEAD))
    return client.get(f"/trusts/{trust}/{more}")


def test_it_works(told: Any, trust: str) -> None:
    assert told("trust", "school", trust)["trust"] == trust
    assert told("trust", "list") == [{"ref": trust, "name": "Kingfisher Learning Trust", "schools": 1}]
    assert told("trust", "let-in", trust, "--email", LEAD, "--name", "Ines Calder")["role"] == "trust-lead"
    assert "Robin Hill Infant School" in board(trust).content.decode()
    assert told("trust", "end", trust, "--email", LEAD) == {"ended": 1}
    assert board(trust).status_code == 404


def test_a_school_that_leaves_is_out_of_the_board_at_once(told: Any, trust: str) -> None:
    school = told("trust", "school", trust)["school"]
    told("trust", "let-in", trust, "--email", LEAD, "--name", "Ines Calder")
    assert board(trust, f"schools/{school}/").status_code == 200
    assert told("trust", "school", "--none") == {"school": school, "trust": None}
    assert board(trust, f"schools/{school}/").status_code == 404
    for more in ("", "schools.csv", "subjects/"):
        assert "Robin Hill" not in board(trust, more).content.decode()
    assert told("trust", "list")[0]["schools"] == 0


def test_a_school_that_goes_to_another_trust_is_seen_there_and_not_here(told: Any, trust: str) -> None:
    other = told("trust", "add", "--name", "Heron Trust")["ref"]
    told("trust", "let-in", trust, "--email", LEAD, "--name", "Ines Calder")
    told("trust", "school", trust)
    told("trust", "school", other)
    assert "Robin Hill" not in board(trust).content.decode()
    assert board(other).status_code == 404
    assert [one["schools"] for one in told("trust", "list")] == [1, 0]


def test_a_new_sign_in_has_its_password_told_once(told: Any, trust: str) -> None:
    asked = ("trust", "let-in", trust, "--email", LEAD.upper(), "--name", "Ines Calder")
    password = told(*asked)["password"]
    assert Account.objects.get(email=LEAD).check_password(password)
    assert told(*asked)["password"] is None
    assert told(*asked, "--role", "trustee")["password"] is None
    assert Account.objects.get(email=LEAD).check_password(password)
    assert sorted(TrustRole.objects.values_list("role", flat=True)) == ["trust-lead", "trustee"]
    assert told("trust", "end", trust, "--email", LEAD) == {"ended": 2}


def test_a_role_until_a_day_gone_by_opens_nothing(told: Any, trust: str) -> None:
    asked = ("trust", "let-in", trust, "--email", LEAD, "--name", "Ines Calder", "--until")
    assert "Give an end after its start" in told(*asked, "2020-01-01", code=2)
    assert not Account.objects.exists()  # nothing of it was done
    told(*asked, "2099-01-01")
    assert board(trust).status_code == 200


def test_what_cannot_be_is_told_in_words(told: Any, trust: str) -> None:
    assert "one of that name is here already" in told("trust", "add", "--name", "kingfisher learning trust", code=2)
    assert "from 1 to 200 letters" in told("trust", "add", "--name", " ", code=2)
    assert "there is none" in told("trust", "school", "tru_nobody", code=2)
    assert "there is none" in told("trust", "school", code=2)
    let_in = ("trust", "let-in", trust, "--name", "Ines Calder")
    assert "Give one of" in told(*let_in, "--email", LEAD, "--role", "head", code=2)
    assert "it is not an e-mail address" in told(*let_in, "--email", "ines", code=2)
    assert "Give the name" in told("trust", "let-in", trust, "--email", LEAD, "--name", " ", code=2)
    assert not Account.objects.exists()
    assert "Check" in told("trust", "end", trust, "--email", LEAD, code=2)
    told(*let_in, "--email", LEAD)
    told("trust", "end", trust, "--email", LEAD)
    assert "they hold none" in told("trust", "end", trust, "--email", LEAD, code=2)
