"""The verb dry-run of the noun filter: a draft from a file, or what was proposed, held against what was decided."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli import main
from schoolgate.cli.filtering.drafting import draft_in, words
from schoolgate.evidence.tests.a_school import ACTOR, LONG_AGO, with_policy
from schoolgate.filtering import actions
from schoolgate.filtering.agreed.documents import document
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.replaying.telling import Lesson, Row, Site, Told
from schoolgate.frame.actor import person as as_person
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.models import School

ON = replace(Setting(), serving=Serving(Mode.ON))
JUNIOR = ON.by_level["junior"]
GAMES_OPEN = ON.with_level(replace(JUNIOR, block=JUNIOR.block - {"games"}))


@pytest.fixture
def school(db: None, settings: Any, tmp_path: Path) -> School:
    """Two people agreed that the filter is on."""
    settings.SCHOOLGATE_DATA = tmp_path
    school = with_policy("# Policy\n\nThe school filters internet access for every user.\n")
    found = []
    for name, role in (("Amara Whitlock", "head"), ("Ruth Lark", "dsl")):
        person = people.add_person(school, name, actor=ACTOR)
        account = opening.add_account(f"{role}@robinhill.example", "three plain words here", actor=ACTOR)
        people.give_sign_in(person, account, actor=ACTOR)
        people.give_role(person, role, actor=ACTOR, valid_from=LONG_AGO)
        found.append(person)
    row = actions.propose_change(school, ON, "Ready.", actor=as_person(found[0].ref))
    for person in found:
        actions.agree(row, actor=as_person(person.ref))
    return school


def test_it_works(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps(document(GAMES_OPEN)))
    assert main.run(["filter", "dry-run", "--draft", str(draft), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["judged"], told["closing"], told["opening"], told["levels"]) == (0, 0, 0, [])


def test_a_proposal_there_is_none_of_is_said(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["filter", "dry-run", "--proposal", "fprop_none"]) == 2
    assert "there is none such" in capsys.readouterr().err


def test_a_draft_from_a_file_is_a_whole_document_or_the_parts_that_differ(tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.json", tmp_path / "part.json"
    whole.write_text(json.dumps(document(GAMES_OPEN)))
    part.write_text(json.dumps({"levels": document(GAMES_OPEN)["setting"]["levels"]}))
    assert draft_in(whole, ON) == draft_in(part, ON) == GAMES_OPEN


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "it is no JSON"), ("[]", "it holds no draft"), ('{"colour": 1}', "a setting has no part 'colour'")],
)
def test_a_file_that_is_no_draft_is_named_with_the_cause(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "draft.json"
    path.write_text(text)
    with pytest.raises(BadInputError, match=said):
        draft_in(path, ON)
    with pytest.raises(BadInputError, match="cannot be read"):
        draft_in(tmp_path / "nowhere.json", ON)


def test_a_person_is_told_the_answer_first_and_what_it_cannot_tell() -> None:
    rows = (Row("junior", 0, 1_200, 0),)
    sites = (Site("puzzles.example", "games", 1_200),)
    lesson = Lesson("tables.example", "junior", "It is on the list of games.")
    told = Told(9_000, 2, 6, 0, 1.0, 2.0, False, True, rows, (), rows, (), sites, (lesson,), ())
    said = words(told).splitlines()
    assert said[0] == "At least 0 requests would have been closed, and 1,200 opened."
    assert "  tables.example (junior): It is on the list of games." in said
    assert "  would open: puzzles.example (games), 1,200 requests" in said
    assert said[-3].startswith("6 would be otherwise today without the draft")
    assert said[-1] == "There were more than fit in the time."
