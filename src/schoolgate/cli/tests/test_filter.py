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


@pytest.fixture
def store(lists: Path) -> Path:
    assert run(["filter", "compile", str(lists), "--out", str(lists.parent / "s")]) == 0
    return lists.parent / "s"


def decided(
    store: Path, *arguments: str, level: str = "junior", given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "schoolgate", "filter", "decide", "--store", str(store), "--level", level]
    return subprocess.run([*command, *arguments], input=given, capture_output=True, timeout=60, check=False)


def test_it_decides_each_address_in_the_order_given(store: Path) -> None:
    done = decided(store, "--json", "https://www.owl.example/x", "wren.example", "http://[")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert [(each["url"], each["verdict"], each["category"]) for each in told] == [
        ("https://www.owl.example/x", "block", "drugs"),
        ("wren.example", "allow", None),
        ("http://[", "block", None),
    ]
    assert [each["rule"] for each in told] == ["level:junior", "level:junior", "unreadable:not-a-host"]
    assert all(each["because"].endswith(".") for each in told)
    assert told[0]["lists"][0]["list"] == "drugs/drogue"


def test_each_line_of_standard_input_has_one_line_of_answer(store: Path) -> None:
    lines = b"owl.example\n\n\xff\xfe\0junk\r\n" + b"x" * 100_000 + b"\nwren.example"
    done = decided(store, "--stdin", "--jsonl", "heron.example", given=lines)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["verdict"] for each in told] == ["block", "block", "block", "block", "block", "allow"]
    assert [told[0]["url"], told[1]["url"], told[5]["url"]] == ["heron.example", "owl.example", "wren.example"]
    assert (done.returncode, done.stderr) == (0, b"")


def test_it_says_so_in_words(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["filter", "decide", "--store", str(store), "--level", "junior", "owl.example", "wren.example"]) == 0
    said = capsys.readouterr().out
    assert "block  owl.example\n       It is on the list of drugs" in said
    assert "Listed: drugs/drogue of" in said
    assert "allow  wren.example" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--level", "junior"], "Name an address"),
        (["--level", "toddler", "owl.example"], "toddler"),
        (["--level", "junior", "--store", "gone", "owl.example"], "no such file"),
    ],
)
def test_what_cannot_be_decided_by_ends_with_two(
    store: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["filter", "decide", "--store", str(store), *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("form", ["rpz", "cdb"])
def test_it_exports_what_a_level_closes(form: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = store.with_name("out")
    capsys.readouterr()
    arguments = ["filter", "export", form, "--store", str(store), "--level", "junior", "--out", str(out)]
    assert run([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["names"] > 2
    assert told["left_out"] == {"addresses": 0, "pages": 0, "too_long": 0}
    assert b"heron" in out.read_bytes()
    assert (told["configuration"] is not None) == (form == "cdb")
    assert run(arguments) == 0
    assert "of what is closed and opened for junior" in capsys.readouterr().out


def test_a_walled_garden_is_no_cdb(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = store.with_name("out")
    assert run(["filter", "export", "cdb", "--store", str(store), "--level", "infant", "--out", str(out)]) == 2
    assert "Say rpz" in capsys.readouterr().err
    assert not out.exists()
    assert run(["filter", "export", "rpz", "--store", str(store), "--level", "infant", "--out", "no/where/out"]) == 2
