"""A paper is made at the command line, of a day or of a term of the school's own calendar."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from schoolgate.cli import main
from schoolgate.cli.tests.test_policy_in_force import asked
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.actions import Period
from schoolgate.people.models import School
from schoolgate.reports.tests.conftest import ACTOR


@pytest.fixture
def school(db: None) -> School:
    """It has term dates and no policy, so the papers on data protection can be made and no other."""
    school = people.add_school(name="Robin Hill Infant School", actor=ACTOR)
    first, last = today(school) - timedelta(days=60), today(school) - timedelta(days=9)
    terms = [Period("term", "Autumn term", first, last)]
    people.set_calendar(school, terms, first=first, last=last, actor=ACTOR)
    return school


def test_it_works(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "held.pdf"
    told = asked(capsys, "report", "make", "retention", "--term", "autumn", "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF-")
    last = today(school) - timedelta(days=9)
    assert (told["term"]["ends"], told["term"]["on"], told["files"]) == (last.isoformat(),) * 2 + ([str(out)],)


def test_without_a_term_it_is_of_a_day(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "held.pdf"
    assert asked(capsys, "report", "make", "retention", "--out", str(out))["term"] is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (["retention", "--term", "lent"], "Known: “Autumn term"),
        (["retention", "--term", "autumn", "--on", "2026-01-05"], "Say one of the two"),
        (["inspector", "--term", "autumn"], "no policy was in force that day"),
        (["retension"], "Did you mean one of these: retention?"),
    ],
)
def test_what_cannot_be_made_is_refused_and_no_file_is_left(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str], said: list[str], words: str
) -> None:
    out = tmp_path / "held.pdf"
    assert main.run(["report", "make", *said, "--out", str(out)]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_paper_is_never_written_over_another(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "held.pdf"
    out.write_text("mine")
    assert main.run(["report", "make", "retention", "--out", str(out)]) == 2
    assert (out.read_text(), "there is a file already" in capsys.readouterr().err) == ("mine", True)
    assert main.run(["report", "make", "retention", "--out", str(tmp_path / "held.txt")]) == 2
    assert "ends in .pdf" in capsys.readouterr().err


def test_the_papers_are_listed(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["report", "list", "--json"]) == 0
    listed = {row["key"]: row for row in json.loads(capsys.readouterr().out)}
    assert listed["inspector"]["record"]
    assert listed["parent"]["for"] == "a parent"
