"""``person load`` of every format: a transfer file and a School Data Sync set, twice, and whatever is none of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli import main
from schoolgate.feeds.catalogue import ctf, sds
from schoolgate.people.models import Person, School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(db: None) -> School:
    return School.objects.create(name="Robin Hill Infant School", laestab="9992002")


def given(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def loaded(capsys: pytest.CaptureFixture[str], path: Path, spelling: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main.run(["--json", "person", "load", str(path), "--format", spelling]) == 0, capsys.readouterr().err
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.parametrize(
    ("spelling", "feed", "joiners"), [("ctf", ctf.FEED, 1), ("sds", sds.FEED, 2), ("auto", ctf.FEED, 1)]
)
def test_it_loads_and_twice_adds_nothing(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str], spelling: str, feed: Any, joiners: int
) -> None:
    folder = given(tmp_path / "files", dict(feed.examples[0].files))
    first = loaded(capsys, folder, spelling)
    assert (first["joiners"], first["movers"], first["leavers"], first["rejected"]) == (joiners, 0, 0, 0)
    before = Person.objects.for_school(school).count()
    again = loaded(capsys, folder, spelling)
    assert (again["joiners"], again["leavers"]) == (0, 0)
    assert Person.objects.for_school(school).count() == before


def test_a_transfer_file_makes_nobody_leave(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loaded(capsys, given(tmp_path / "all", dict(sds.FEED.examples[0].files)), "sds")
    one = ctf.FEED.examples[0].files
    other = {name: text.replace("M820200000011", "R674123101121").replace("Zoë", "Tam") for name, text in one.items()}
    found = loaded(capsys, given(tmp_path / "one", other), "ctf")
    assert (found["joiners"], found["leavers"]) == (1, 0)


def test_a_transfer_file_of_another_school_asks_first(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {name: text.replace("<Estab>2002", "<Estab>2009") for name, text in ctf.FEED.examples[0].files.items()}
    path = given(tmp_path / "wrong", wrong)
    assert main.run(["person", "load", str(path), "--format", "ctf"]) == 2
    assert "9992009" in capsys.readouterr().err
    assert Person.objects.for_school(school).count() == 0


@pytest.mark.parametrize("content", ["%PDF-1.7 nothing", "host,mac\nipad-1,00:53:00:a1:b2:c3\n", "<a><b/></a>"])
def test_what_is_no_roll_is_refused_by_name(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    file = tmp_path / "what.xml"
    file.write_text(content)
    for spelling in ("auto", "ctf", "sds"):
        assert main.run(["person", "load", str(file), "--format", spelling]) == 2
        assert "schoolgate: " in capsys.readouterr().err
    assert Person.objects.for_school(school).count() == 0


def test_contacts_are_tied_to_children_who_are_known(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded(capsys, given(tmp_path / "child", dict(ctf.FEED.examples[0].files)), "ctf")
    rows = "UPN,Contact Forename,Contact Surname,Relationship,Parental Responsibility\n"
    path = tmp_path / "contacts.csv"
    path.write_text(f"{rows}M820200000011,Tom,Lane,Father,Yes\nR674123101121,Ann,Lee,Mother,Yes\n", encoding="utf-8")
    found = loaded(capsys, path, "auto")
    assert (found["joiners"], found["leavers"], found["families"], found["rejects"]) == (0, 0, 1, [])
    assert any("no child here" in words and "3" in words for words in found["remarks"]), found["remarks"]
    assert loaded(capsys, path, "contacts")["families"] == 0
