"""``schoolgate estate`` and ``schoolgate token``, run as a person runs them."""

import json

import pytest

from schoolgate.cli.main import run
from schoolgate.estate.tests.conftest import machine
from schoolgate.estate.tests.robin_hill import ADDRESS, MACS, RobinHill
from schoolgate.frame.actor import operator
from schoolgate.people import actions
from schoolgate.people.models import School


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=operator("test"))


def test_it_says_which_device_was_at_an_address_and_names_no_person(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    hill = RobinHill(school)
    hill.lease(MACS[2], -60, 480)
    assert run(["estate", "at", ADDRESS, "--at", "2026-11-24T10:42", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["certainty"], told["devices"][0]["label"]) == ("certain", "RH-L01")
    assert hill.office.ref not in json.dumps(told)
    assert run(["estate", "at", ADDRESS, "--at", "2026-11-25T10:42"]) == 0
    assert capsys.readouterr().out.startswith("Not known.")
    assert run(["estate", "at", ADDRESS, "--at", "Tuesday"]) == 2


def test_a_token_is_made_listed_and_ended(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["token", "make", "--name", "The filter", "--may", "estate.whereabouts", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert machine(made["token"]).get("/api/v1/me").status_code == 200
    assert run(["token", "list"]) == 0
    assert "never used" not in (listed := capsys.readouterr().out)
    assert made["token"] not in listed
    assert run(["token", "end", made["ref"]]) == 0
    assert run(["token", "end", made["ref"]]) == 2
    assert run(["token", "make", "--name", "The filter", "--may", "everything"]) == 2
    assert run(["token", "rights"]) == 0
    assert "estate.whereabouts" in capsys.readouterr().out
