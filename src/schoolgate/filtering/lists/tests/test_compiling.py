"""Lists to a store: what lies where, what is counted, and what is refused while the old one serves on."""

import gzip
import io
import json
import os
import tarfile
from datetime import date
from pathlib import Path

import pytest

from schoolgate.filtering.lists import compiling
from schoolgate.filtering.lists.compiling import Wanted, compiled
from schoolgate.filtering.lists.sources import Skipped, sources, told_apart
from schoolgate.filtering.lists.stated import stated
from schoolgate.filtering.store.layout import Header, StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.categories import CATEGORIES, categories_in
from schoolgate.kernel.errors import BadInputError


def written(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def made(tmp_path: Path, *arguments: str, wanted: Wanted | None = None, told: list[str] | None = None) -> Header:
    lists = told_apart([each for argument in arguments for each in sources(argument)])
    return compiled(
        lists, tmp_path / "s", wanted or Wanted(), (told if told is not None else []).append, tmp_path / "rejects"
    )


def categories(tmp_path: Path, host: str, path: str = "") -> set[str]:
    return {each.key for each in categories_in(Store(tmp_path / "s").of_page(host, path))}


def test_folders_of_the_toulouse_lists_have_english_categories(tmp_path: Path) -> None:
    folder = tmp_path / "ut1"
    written(folder / "drogue" / "domains", "owl.example", "heron.example")
    written(folder / "agressif" / "urls", "wren.example/fight")
    written(folder / "agressif" / "domains", "owl.example")
    written(folder / "agressif" / "usage", "black")
    written(folder / "unheard_of" / "domains", "kite.example")
    written(folder / "forums" / "domains")
    header = made(tmp_path, str(folder))
    assert [each.name for each in header.lists] == ["violence/agressif", "drugs/drogue", "forums/forums"]
    assert categories(tmp_path, "www.owl.example") == {"drugs", "violence"}
    assert categories(tmp_path, "wren.example", "/fight/now") == {"violence"}
    assert categories(tmp_path, "wren.example") == categories(tmp_path, "kite.example") == set()
    assert [each.path.name for each in sources(str(folder)) if isinstance(each, Skipped)] == ["unheard_of"]


def test_each_format_is_known_by_itself_and_a_category_may_be_said(tmp_path: Path) -> None:
    written(tmp_path / "porn.txt", "owl.example")
    written(tmp_path / "b.hosts", "0.0.0.0 heron.example")
    written(tmp_path / "c.zone", "$TTL 60", "@ SOA a. b. 2026110401 2 3 4 5", "kite.example CNAME .")
    written(tmp_path / "d.conf", "local=/wren.example/")
    (tmp_path / "e.gz").write_bytes(gzip.compress(b"jay.example\n"))
    places = [f"{name}={tmp_path / file}" for name, file in zip(["drogue", "games", "VPN", "doh"], "bcde", strict=True)]
    places = [f"{each}{end}" for each, end in zip(places, [".hosts", ".zone", ".conf", ".gz"], strict=True)]
    header = made(tmp_path, str(tmp_path / "porn.txt"), *places)
    found = {host: categories(tmp_path, f"{host}.example") for host in ("owl", "heron", "kite", "wren", "jay")}
    assert found == {
        "owl": {"adult"}, "heron": {"drugs"}, "kite": {"games"}, "wren": {"vpn"}, "jay": {"encrypted-dns"},
    }  # fmt: skip
    assert [each.format for each in header.lists] == ["plain", "hosts", "rpz", "dnsmasq", "plain"]
    assert [each.day for each in header.lists if each.dated] == ["2026-11-04"]
    assert categories(tmp_path, "below.kite.example") == set()


def test_every_row_is_counted_and_those_refused_are_kept_with_line_and_kind(tmp_path: Path) -> None:
    rows = (
        "# comment",
        "owl.example",
        "OWL.example.",
        "co.uk",
        "<junk>",
        "10.0.0.1",
        "",
        "a.example/x",
        "@@||b.example^",
    )
    [facts] = made(tmp_path, f"games={written(tmp_path / 'list', *rows)}").lists
    assert (facts.read, facts.kept, facts.repeated, facts.narrowed) == (7, 3, 1, 1)
    assert dict(facts.refused) == {"exception": 1, "junk": 1, "own-network": 1}
    told = [json.loads(line) for line in (tmp_path / "rejects").read_text().splitlines()]
    assert {(row["line"], row["kind"]) for row in told} == {
        (5, "junk"), (6, "own-network"), (9, "exception"), (4, "public-suffix"),
    }  # fmt: skip
    assert all(row["list"] == "games/list" and row["file"] == "list" for row in told)
    assert categories(tmp_path, "shop.co.uk") == set()


def test_counts_by_category_and_progress_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    owl = written(tmp_path / "a", "owl.example", "heron.example")
    header = made(tmp_path, f"games={owl}", f"adult={written(tmp_path / 'b', 'owl.example')}", told=told)
    assert header.categories == {str(CATEGORIES["games"].bit): 2, str(CATEGORIES["adult"].bit): 1}
    assert header.rows == 2
    assert told[0].startswith("games/a")


def archive() -> bytes:
    """As the University of Toulouse gives its lists."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        tar.addfile(tarfile.TarInfo("drogue/domains"))
    return made.getvalue()


BAD = {
    "archive.tar.gz": (archive(), "Unpack it"),
    "archive.zip": (b"PK\x03\x04...", "Unpack it"),
    "empty": (b"", "no row"),
    "comments": (b"# nothing\n", "no row"),
    "page": (b"<!doctype html>\n" + b"<p>Not found</p>\n" * 20 + b"owl.example\n", "it is no list"),
    "binary": (b"owl.example\n\0\0", "zero bytes"),
    "cut-short.gz": (gzip.compress(b"owl.example\n" * 9_000)[:-9], "read to its end"),
    "fewer-than-it-says": (b"# Domains: 100\nowl.example\n", "cut short"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_list_that_is_not_fit_is_refused_and_the_old_serves_on(name: str, tmp_path: Path) -> None:
    made(tmp_path, f"games={written(tmp_path / 'list', 'owl.example')}")
    before = (tmp_path / "s").read_bytes()
    (tmp_path / name).write_bytes(BAD[name][0])
    with pytest.raises(BadInputError, match=BAD[name][1]):
        made(tmp_path, f"games={tmp_path / 'list'}", f"adult={tmp_path / name}", wanted=Wanted(fewer_accepted=True))
    assert (tmp_path / "s").read_bytes() == before


def test_a_list_that_shrank_by_over_a_tenth_is_refused_unless_that_is_meant(tmp_path: Path) -> None:
    rows = [f"n{n}.example" for n in range(100)]
    made(tmp_path, f"games={written(tmp_path / 'list', *rows)}")
    made(tmp_path, f"games={written(tmp_path / 'list', *rows[:90])}")
    written(tmp_path / "list", *rows[:80])
    with pytest.raises(StoreError, match="80 rows, and 90 in service"):
        made(tmp_path, f"games={tmp_path / 'list'}")
    assert len(Store(tmp_path / "s")) == 90
    assert made(tmp_path, f"games={tmp_path / 'list'}", wanted=Wanted(fewer_accepted=True)).rows == 80


def test_an_old_list_is_refused_where_an_age_is_set(tmp_path: Path) -> None:
    path = written(tmp_path / "list", "# Last modified: 01 Nov 2026 10:00 UTC", "owl.example")
    made(tmp_path, f"games={path}", wanted=Wanted(oldest=lambda _: date(2026, 11, 1)))
    with pytest.raises(BadInputError, match="it is of 2026-11-01"):
        made(tmp_path, f"games={path}", wanted=Wanted(oldest=lambda _: date(2026, 11, 2)))
    os.utime(written(path, "owl.example"), (1_700_000_000, 1_700_000_000))
    with pytest.raises(BadInputError, match="it is of 2023-11-14"):
        made(tmp_path, f"games={path}", wanted=Wanted(oldest=lambda _: date(2026, 11, 2)))


@pytest.mark.parametrize(
    ("line", "day", "rows"),
    [
        ("# Last modified: So 24. Jul 12:29:21 UTC 2022", date(2022, 7, 24), None),
        ("! Last updated: 4 November 2026", date(2026, 11, 4), None),
        ("# Version: 2026.1104.1200", date(2026, 11, 4), None),
        ("# Date: 2026-11-04", date(2026, 11, 4), None),
        ("# Date: 2026-02-31", None, None),
        ("# Number of entries: 1,205", None, 1205),
        ("# Domains: 175", None, 175),
        ("owl.example", None, None),
    ],
)
def test_what_a_list_says_of_itself(line: str, day: date | None, rows: int | None) -> None:
    said = stated([line])
    assert (said.day, said.rows) == (day, rows)


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("gone", "no such file"),
        ("list", "cannot tell its category"),
        ("birds=list", "no such category"),
        (".", "no list"),
    ],
)
def test_what_cannot_be_found_or_named_is_said(
    argument: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if argument != ".":
        written(tmp_path / "list", "owl.example")
    with pytest.raises(BadInputError, match=said):
        made(tmp_path, argument)


def test_two_lists_of_one_name_are_told_apart(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a" / "list", "owl.example"), written(tmp_path / "b" / "list", "kite.example")
    assert [each.name for each in made(tmp_path, f"games={first}", f"games={second}").lists] == [
        "games/list", "games/list (2)",
    ]  # fmt: skip


def test_folders_that_no_category_goes_by_are_said_and_not_compiled(tmp_path: Path) -> None:
    written(tmp_path / "lists" / "unheard_of" / "domains", "owl.example")
    with pytest.raises(BadInputError, match="that we know a category for"):
        made(tmp_path, str(tmp_path / "lists"))
    assert not (tmp_path / "s").exists()


def test_more_rows_than_can_be_held_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_ROWS", 2)
    made(tmp_path, f"games={written(tmp_path / 'few', 'a.example', 'b.example')}")
    with pytest.raises(BadInputError, match="over 2 rows"):
        made(tmp_path, f"games={tmp_path / 'few'}", f"adult={written(tmp_path / 'more', 'c.example')}")
