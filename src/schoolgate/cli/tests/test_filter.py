"""``schoolgate filter``: compiling lists, and what is printed of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from schoolgate.cli.main import run


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    folder = tmp_path / "lists" / "drogue"
    folder.mkdir(parents=True)
    (folder / "domains").write_text("owl.example\nheron.example\nco.uk\n<junk>\n")
    (tmp_path / "lists" / "unheard").mkdir()
    (tmp_path / "lists" / "unheard" / "domains").write_text("kite.example\n")
    return tmp_path / "lists"


def test_it_compiles_and_says_what_became_of_the_rows(lists: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = lists.parent / "s"
    assert run(["filter", "compile", str(lists), "--out", str(store), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["read"], told["kept"], told["rejected"], told["narrowed"]) == (3, 4, 3, 1, 1)
    assert told["categories"] == {"drugs": 3}
    assert told["refused"] == {"junk": 1}
    assert [each["name"] for each in told["lists"]] == ["drugs/drogue"]
    assert [Path(each["path"]).name for each in told["skipped"]] == ["unheard"]
    assert Path(told["rejects"]).read_text().count("\n") == 2


def test_in_words_it_names_what_was_left_out(lists: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["filter", "compile", str(lists), "--out", str(lists.parent / "s")]) == 0
    said = capsys.readouterr().out
    assert "holds 3 names, pages and addresses from 1 list." in said
    assert "1  It is not the name of a host." in said
    assert "Left out: 1 folder or file." in said


def test_what_cannot_be_compiled_ends_with_two_and_leaves_the_old(
    lists: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = lists.parent / "s"
    assert run(["filter", "compile", str(lists), "--out", str(store)]) == 0
    before = store.read_bytes()
    assert run(["filter", "compile", str(lists / "gone"), "--out", str(store)]) == 2
    assert run(["filter", "compile", f"games={lists / 'drogue'}", "--out", str(store)]) == 2
    assert run(["filter", "compile", str(lists), "--out", str(lists / "no" / "s")]) == 2
    assert "drugs/drogue" in capsys.readouterr().err
    assert store.read_bytes() == before
    assert run(["filter", "compile", f"games={lists / 'drogue'}", "--out", str(store), "--accept-fewer"]) == 0


def test_lists_and_stores_need_no_django() -> None:
    code = (
        "import sys, schoolgate.filtering.lists.compiling, schoolgate.filtering.store.following, "
        "schoolgate.cli.nouns.filter; sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
