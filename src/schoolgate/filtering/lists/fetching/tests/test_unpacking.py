"""An archive gives its lists and nothing else, or it is refused whole."""

import gzip
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from schoolgate.filtering.lists.fetching.shelf import Shelf
from schoolgate.filtering.lists.fetching.tests.publisher import MADE, packed
from schoolgate.filtering.lists.fetching.unpacking import Most, is_archive, unpacked
from schoolgate.kernel.errors import BadInputError

SMALL = Most(files=20, size=200_000)
GOOD = {
    "blacklists/drogue/domains": b"owl.example\n",
    "blacklists/drogue/urls": b"heron.example/x\n",
    "blacklists/drogue/expressions": b"(a|b)",
    "blacklists/README": b"words",
}


def archive(tmp_path: Path, body: bytes) -> Path:
    path = tmp_path / "a.tar.gz"
    path.write_bytes(body)
    return path


def test_only_lists_are_taken_with_the_day_they_were_made(tmp_path: Path) -> None:
    path = archive(tmp_path, packed(GOOD))
    assert is_archive(path)
    assert unpacked(path, tmp_path / "out", SMALL) == 2
    found = sorted(each for each in (tmp_path / "out").rglob("*") if each.is_file())
    assert [each.relative_to(tmp_path / "out").as_posix() for each in found] == [
        "blacklists/drogue/domains",
        "blacklists/drogue/urls",
    ]
    assert found[0].read_bytes() == b"owl.example\n"
    assert found[0].stat().st_mtime == MADE


def linked(part: tarfile.TarInfo) -> None:
    part.type, part.linkname, part.size = tarfile.SYMTYPE, "/etc/passwd", 0


def test_links_and_devices_are_left_where_they_are(tmp_path: Path) -> None:
    body = packed({"b/drogue/domains": b"owl.example\n", "b/drugs/domains": b""}, lambda part: (
        linked(part) if "drugs" in part.name else None
    ))  # fmt: skip
    assert unpacked(archive(tmp_path, body), tmp_path / "out", SMALL) == 1
    assert not (tmp_path / "out" / "b" / "drugs").exists()


def bomb() -> bytes:
    return packed({"b/drogue/domains": b"a" * 1_000_000})


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (lambda: packed({"../drogue/domains": b"x"}), "outside its own folder"),
        (lambda: packed({"/etc/domains": b"x"}), "outside its own folder"),
        (lambda: packed({"b\\..\\..\\domains": b"x"}), "outside its own folder"),
        (lambda: packed({"C:/drogue/domains": b"x"}), "outside its own folder"),
        (lambda: packed({"a/b/c/d/e/domains": b"x"}), "outside its own folder"),
        (bomb, "over 200,000 bytes"),
        (lambda: gzip.compress(gzip.decompress(bomb())[:300] + b"\0" * 2_000_000), "b"),
        (lambda: packed({f"b/{number}/domains": b"" for number in range(30)}), "over 20 files"),
        (lambda: packed({"b/README": b"x"}), "no list in it"),
        (lambda: packed(GOOD)[:-40], "end"),
        (lambda: packed(GOOD)[:60] + b"\0" + packed(GOOD)[61:], "archive"),
    ],
)
def test_what_would_escape_or_burst_or_is_not_whole_is_refused(
    tmp_path: Path, body: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(BadInputError, match=said):
        unpacked(archive(tmp_path, body()), tmp_path / "out", SMALL)
    written = [each.stat().st_size for each in tmp_path.rglob("*") if each.is_file() and each.name != "a.tar.gz"]
    assert sum(written) <= SMALL.size
    assert not (tmp_path.parent / "drogue").exists()


def test_a_file_twice_in_an_archive_is_refused_and_the_shelf_stays_empty(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    names = iter(["b/drogue/domains", "b/drogue/domains"])

    def same(part: tarfile.TarInfo) -> None:
        part.name = next(names)

    path = archive(tmp_path, packed({"1": b"x", "2": b"y"}, same))
    with pytest.raises(BadInputError):
        shelf.keep(path, "a" * 64, SMALL)
    assert list(shelf.root.iterdir()) == []


def test_a_copy_is_kept_once_and_goes_when_nobody_has_it(tmp_path: Path) -> None:
    shelf, path = Shelf(tmp_path / "shelf"), archive(tmp_path, b"owl.example\n")
    assert not is_archive(path)
    assert shelf.keep(path, "a" * 64, SMALL) == shelf.keep(path, "a" * 64, SMALL)
    shelf.keep(path, "b" * 64, SMALL)
    later = path.stat().st_mtime + 7 * 3600
    (shelf.root / ".making-left").mkdir()
    assert shelf.clear({"a" * 64}, later) == 2
    assert (shelf.has("a" * 64), shelf.has("b" * 64), shelf.has("")) == (True, False, False)
