"""``schoolgate visit``: who came, who is on site, and the tablets at the door."""

import json
from datetime import time
from typing import Any

import pytest
from django.test import Client

from schoolgate.cli.main import run
from schoolgate.door import actions
from schoolgate.door.actions import Line
from schoolgate.door.tests.conftest import ACTOR, POLICY
from schoolgate.evidence.tests.a_school import with_policy
from schoolgate.people.access import today
from schoolgate.people.models import School


@pytest.fixture
def school(db: None) -> School:
    return with_policy(POLICY)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert run(["visit", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_it_works(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    """A tablet is paired by the code that is printed, listed, and taken off."""
    made = said(capsys, "tablet", "pair", "--name", "Front door")
    client = Client()
    assert client.post("/door/pair/", {"code": made["code"]}).status_code == 302
    (listed,) = said(capsys, "tablet", "list")
    assert (listed["ref"], listed["state"]) == (made["ref"], "heard")
    assert said(capsys, "on-site")["tablets"][0]["name"] == "Front door"
    assert said(capsys, "tablet", "revoke", made["ref"])["ref"] == made["ref"]
    assert client.get("/door/").status_code == 401
    assert said(capsys, "tablet", "list")[0]["state"] == "off"


def test_who_came(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    """One from paper, just after midnight today: on the list of the day, and on site, since nobody says they left."""
    actions.note_paper(
        school, [Line("Jo Finch", time(0, 0), kind="helper", accepted=True)], on=today(school), actor=ACTOR
    )
    (one,) = said(capsys, "list", "--on", today(school).isoformat())
    assert (one["name"], one["kind"], one["answer"], one["over"]) == ("Jo Finch", "helper", "accepted", None)
    assert [here["name"] for here in said(capsys, "on-site")["visits"]] == ["Jo Finch"]
    assert run(["visit", "list", "--on", "2020-01-01"]) == 0
    assert "Nobody came on that day." in capsys.readouterr().out


def test_a_tablet_there_is_not(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["visit", "tablet", "revoke", "tab_nothing"]) == 2
    assert "there is none" in capsys.readouterr().err
