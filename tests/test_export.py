"""A school takes everything it keeps here with it, in formats that any program reads."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from schoolgate.caretaking import exporting
from schoolgate.caretaking.actions.leaving import export_school
from schoolgate.frame import keyring
from schoolgate.frame.actor import operator
from schoolgate.frame.checks import room_models
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.notices.actions import send
from schoolgate.people import actions, opening
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Version

ACTOR = operator("test")
FORMULA = '=HYPERLINK("https://evil.example")'


@pytest.fixture
def school(tmp_path: Path, settings: Settings, db: None) -> School:
    """A school with a person whose name is a formula, a policy, and a neighbour that must not come along."""
    settings.SCHOOLGATE_DATA, settings.SCHOOLGATE_KEYS = tmp_path / "data", tmp_path / "keys"
    keyring.make(tmp_path / "keys")
    other = actions.add_school(name="Wren Lane Primary School", actor=ACTOR)
    opening.add_administrator(other, "Not Ours", "head@wrenlane.example", "three plain words here", actor=ACTOR)
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    opening.add_administrator(school, "Zoë Ó Briain", "head@robinhill.example", "three plain words here", actor=ACTOR)
    actions.add_person(school, FORMULA, actor=ACTOR)
    Version.objects.for_school(school).create(
        school=school, number=1, filename="policy.md", sha256="0" * 64, file=ContentFile(b"Ours.", "policy"),
        reader="1", reading={"by": "Zoë"}, kept_at=datetime(2026, 1, 5, tzinfo=UTC), kept_by="per_1",
    )  # fmt: skip
    return school


def exact(out: Path, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / "data" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_it_works(school: School, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = export_school(school, out, actor=ACTOR)
    assert {row["name"] for row in exact(out, "people.person")} == {"Zoë Ó Briain", FORMULA}
    (version,) = exact(out, "policy.version")
    assert (out / str(version["file"])).read_bytes() == b"Ours."
    assert version["reading"] == {"by": "Zoë"}
    assert done.tables["people.Person"] == 2
    assert (done.files, (out / "permanent-record.zip").stat().st_size > 1000) == (1, True)
    assert lines(school_chain(school.ref), labels=["school"], kind="school.exported")[0].details == {
        "rows": done.rows,
        "files": 1,
    }


def test_a_spreadsheet_finds_no_formula_in_it(school: School, tmp_path: Path) -> None:
    export_school(school, tmp_path / "out", actor=ACTOR)
    with (tmp_path / "out" / "data" / "people.person.csv").open(encoding="utf-8-sig", newline="") as sheet:
        names = {row["name"] for row in csv.DictReader(sheet)}
    assert names == {"Zoë Ó Briain", f"'{FORMULA}"}


def test_nothing_of_another_school_and_no_secret_comes_along(school: School, tmp_path: Path) -> None:
    export_school(school, tmp_path / "out", actor=ACTOR)
    held = b"".join(path.read_bytes() for path in (tmp_path / "out" / "data").iterdir())
    for word in (b"Not Ours", b"wrenlane", b"md5$", b"scrypt", b"argon2"):
        assert word not in held


def test_a_link_in_a_letter_that_has_not_gone_stays_here(school: School, tmp_path: Path, settings: Settings) -> None:
    link = f"{settings.SCHOOLGATE_URL}/come-in/secret-token/"
    head = Person.objects.for_school(school).get(account__isnull=False)
    send(school, head.ref, "sign-in.link", {"link": link, "ends": "2026-11-30T09:00:00+00:00"}, actor=ACTOR)
    export_school(school, tmp_path / "out", actor=ACTOR)
    (row,) = exact(tmp_path / "out", "notices.notice")
    assert row["kind"] == "sign-in.link"
    assert "secret-token" not in json.dumps(row)


def test_every_column_of_every_table_is_described(school: School, tmp_path: Path) -> None:
    export_school(school, tmp_path / "out", actor=ACTOR)
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        path = tmp_path / "out" / resource["path"]
        described = [field["name"] for field in resource["schema"]["fields"]]
        if path.suffix == ".csv":
            assert path.read_text(encoding="utf-8-sig").splitlines()[0].split(",") == described
        assert all(field["description"] and field["type"] for field in resource["schema"]["fields"])


def test_a_table_is_exported_or_there_is_a_reason() -> None:
    exported = {model._meta.label for model in exporting.tables()}
    known = {model._meta.label for model in room_models()}
    assert sorted(set(exporting.LEFT_OUT) - known) == []
    assert exported | set(exporting.LEFT_OUT) == known
    loose = [model._meta.label for model in exporting.tables() if not hasattr(model, "school")]
    assert loose == ["people.Account", "people.School"]


def test_nothing_is_written_over(school: School, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("ours")
    with pytest.raises(BadInputError, match="not empty"):
        export_school(school, tmp_path / "out", actor=ACTOR)
