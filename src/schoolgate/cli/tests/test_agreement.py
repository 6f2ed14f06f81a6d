"""``schoolgate agreement``: which there are, who holds which, and who is still to sign."""

import json

import pytest

from schoolgate.agreements import actions
from schoolgate.agreements.registry import KINDS
from schoolgate.agreements.tests.families import ACTOR, approved, somebody
from schoolgate.cli.main import run
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School


@pytest.fixture
def school(db: None) -> School:
    return people.add_school(name="Robin Hill Infant School", actor=ACTOR)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert run(["agreement", *words, "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_it_works(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    head, tess, tam = (somebody(school, name, role) for name, role in (("A", "head"), ("B", "pupils"), ("C", "pupils")))
    (words,) = approved(school, head, "home-school")
    actions.note_held(school, "home-school", [tess], on=today(school), actor=ACTOR)
    listed = {row["kind"]: row for row in said(capsys, "list")}
    assert set(listed) == set(KINDS.keys())
    assert (listed["home-school"]["version"], listed["internet-code"]["version"]) == (words.ref, None)
    (held,) = said(capsys, "held")
    assert held | {"version": ""} == {
        "person": tess.ref,
        "kind": "home-school",
        "version": "",
        "on": today(school).isoformat(),
        "until": None,
        "way": "seen",
    }
    assert said(capsys, "held", "--for", tam.ref) == []
    assert said(capsys, "chase") == [
        {"person": tam.ref, "class": None, "kinds": ["home-school"], "family": None, "next": "not-open"}
    ]


def test_in_words(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    head, tess = somebody(school, "A", "head"), somebody(school, "Tess O’Hara", "pupils")
    approved(school, head, "home-school", "internet-code")
    actions.note_held(school, "internet-code", [tess], on=today(school), actor=ACTOR)
    assert run(["agreement", "list"]) == 0
    assert "phone-rule: Telephones and pictures: helpers" in capsys.readouterr().out
    assert run(["agreement", "held"]) == 0
    assert "internet-code" in capsys.readouterr().out
    assert run(["agreement", "chase"]) == 0
    told = capsys.readouterr().out
    assert told == "0 of 1 families have answered; 0 to chase by hand.\nhome-school: 1 still to come\n"
    assert "Tess" not in told


@pytest.mark.parametrize("words", [("chase", "--kind", "home-schol"), ("held", "--for", "per_nobody")])
def test_what_there_is_not_is_named(school: School, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["agreement", *words]) == 2
    assert words[-1] in capsys.readouterr().err
