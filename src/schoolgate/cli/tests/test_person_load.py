"""``schoolgate person load``: what would change is said, done once, asked about when it is out of the ordinary."""

import json
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli import main
from schoolgate.feeds.catalogue.oneroster import FEED
from schoolgate.people.models import Person, School
from schoolgate.people.queries import school as only_school

HEAD = "Forename,Surname,DOB,Year,Class\n"
NAMES = ("Zoë Ó_Briain", "Ada Nakamura-Lane", "Idris McAdam", "Tam O'Hara", "Tess O'Hara", "Bilal Haddad_Suárez")
ROWS = [f"{name.replace(' ', ',').replace('_', ' ')},{day}/3/2020,1,Wren\n" for day, name in enumerate(NAMES, 1)]


@pytest.fixture
def school(db: None, capsys: pytest.CaptureFixture[str]) -> School:
    assert main.run(["school", "add", "--name", "Robin Hill Infant School", "--urn", "123456"]) == 0
    capsys.readouterr()
    return only_school()


def load(
    capsys: pytest.CaptureFixture[str], path: Path, *options: str, spelling: str = "csv", code: int = 0
) -> dict[str, Any]:
    assert main.run(["person", "load", str(path), "--format", spelling, "--json", *options]) == code
    said = capsys.readouterr().out
    found: dict[str, Any] = json.loads(said) if said.startswith("{") else {}
    return found


def written(folder: Path, rows: list[str], name: str = "pupils.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def test_it_works(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = load(capsys, written(tmp_path, ROWS))
    assert {key: said[key] for key in ("joiners", "movers", "leavers", "rejected", "applied")} == {
        "joiners": 6, "movers": 0, "leavers": 0, "rejected": 0, "applied": True,
    }  # fmt: skip
    assert Person.objects.for_school(school).count() == 6


def test_a_dry_run_keeps_nothing(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = load(capsys, written(tmp_path, ROWS), "--dry-run")
    assert (said["joiners"], said["applied"]) == (6, False)
    assert Person.objects.for_school(school).count() == 0


def test_the_same_file_again_does_nothing_and_one_more_child_joins(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(capsys, written(tmp_path, ROWS[:5]))
    again = load(capsys, written(tmp_path, ROWS[:5]))
    assert (again["joiners"], again["changes"], again["repeated"]) == (0, 0, True)
    more = load(capsys, written(tmp_path, ROWS))
    assert (more["joiners"], more["unchanged"], more["leavers"]) == (1, 5, 0)


def test_many_leavers_stop_it_until_somebody_says_yes(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(capsys, written(tmp_path, ROWS))
    fewer = written(tmp_path, ROWS[:3])
    said = load(capsys, fewer, code=2)
    assert said["stop"] == "3 of 6 pupils would leave. Is the file whole?"
    assert (said["leavers"], said["applied"]) == (3, False)
    assert load(capsys, fewer, "--anyway")["applied"] is True


def test_a_spoilt_row_is_told_by_its_line(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = load(capsys, written(tmp_path, [*ROWS, "Ann,Marlow,31/2/2020,1,Wren\n"]))
    assert (said["joiners"], said["rejected"]) == (6, 1)
    (reject,) = said["rejects"]
    assert (reject["line"], reject["reason"][:13]) == (8, "Date of birth")
    assert "Marlow" not in json.dumps(said)  # the row itself is for the page that only some may see


def test_a_folder_is_a_set_of_files(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in FEED.examples[0].files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load(capsys, tmp_path, spelling="oneroster")["joiners"] == 2


def test_headings_of_ones_own_are_said_on_the_command_line(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("Vorname,Surname,DOB\nZoë,Ó Briain,1/3/2020\n", encoding="utf-8")
    assert load(capsys, path, "--map", "Vorname=given_name")["joiners"] == 1
    load(capsys, path, "--map", "Vorname", code=2)


@pytest.mark.parametrize(
    ("name", "spelling"), [("nowhere.csv", "csv"), ("empty", "csv"), ("pupils.csv", "ctf"), ("pupils.csv", "oneroster")]
)
def test_what_cannot_be_taken_is_refused_in_words(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, spelling: str
) -> None:
    written(tmp_path, ROWS)
    (tmp_path / "empty").mkdir()
    assert main.run(["person", "load", str(tmp_path / name), "--format", spelling]) == 2
    assert "schoolgate: " in capsys.readouterr().err
    assert Person.objects.for_school(school).count() == 0
