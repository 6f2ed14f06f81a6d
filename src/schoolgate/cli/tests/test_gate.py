"""``schoolgate gate access``: what somebody may use, from the server. It can ask, and it can switch nothing."""

import json
from typing import Any

import pytest

from schoolgate.agreements import actions
from schoolgate.agreements.tests.conftest import POLICY, amara
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.cli.main import run
from schoolgate.evidence.tests.a_school import with_policy
from schoolgate.people.models import Person, School

__all__ = ["amara"]


@pytest.fixture
def school(db: None) -> School:
    return with_policy(POLICY)


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert run(["gate", "access", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_it_works(robins: Robins, capsys: pytest.CaptureFixture[str]) -> None:
    leo = robins.children[0]

    told = said(capsys, "--for", leo.ref)

    assert [one["thing"] for one in told["things"]][:2] == ["internet", "device"]
    assert told["things"][0]["state"] == "waiting"
    assert not told["things"][0]["acts"]
    assert told["things"][0]["reasons"][0] == {
        "key": "not-back",
        "words": "“Home-school agreement” is not signed.",
        "about": "home-school",
    }


def test_of_a_class_it_says_what_shared_devices_cannot_know(robins: Robins, capsys: pytest.CaptureFixture[str]) -> None:
    leo, zoe, sam = robins.children
    robins.signs(leo)
    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)

    told = said(capsys, "--class", robins.group.ref)

    assert told["acts"]
    assert {child["person"] for child in told["children"]} == {leo.ref, zoe.ref, sam.ref}
    device = told["shared"][0]
    assert (device["thing"], device["standing"]) == ("device", "declared")
    assert device["may_not"] == sorted([zoe.ref, sam.ref])


def test_in_words_it_names_nobody(robins: Robins, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gate", "access", "--class", robins.group.ref]) == 0
    assert run(["gate", "access", "--for", robins.ada.ref]) == 0

    words = capsys.readouterr().out
    assert "nothing is closed" in words
    assert "Leo" not in words
    assert "Quill" not in words


@pytest.mark.parametrize("words", [(), ("--for", "per_x", "--class", "grp_x"), ("--for", "per_x"), ("--class", "x")])
def test_a_question_about_nobody_is_refused(robins: Robins, words: tuple[str, ...]) -> None:
    assert run(["gate", "access", *words]) == 2
