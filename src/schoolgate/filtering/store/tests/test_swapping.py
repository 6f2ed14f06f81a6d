"""Another store takes the place of the one in service: nothing is missed, and what is not fit never serves."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from schoolgate.filtering.store.following import Following
from schoolgate.filtering.store.judging import refusals
from schoolgate.filtering.store.layout import Header, StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.store.tests.making import ADULT, GAMES, facts, made

SWAPPER = """
import sys
from pathlib import Path
from schoolgate.filtering.store.tests.making import made
path, category, turns = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for turn in range(turns):
    made(path, {"games/a": ["owl.example"], f"{category}/b": [f"n{n}.example" for n in range(50 + turn % 5)]})
"""
KILLED = """
import os, sys, signal
from pathlib import Path
from schoolgate.filtering.store import writing
from schoolgate.filtering.store.tests.making import made
writing.os.fsync = lambda file: os.kill(os.getpid(), signal.SIGKILL)
made(Path(sys.argv[1]), {"adult/b": ["kite.example"]})
"""


def header(*lists: tuple[str, int], day: str = "2026-11-22", accepted: bool = False) -> Header:
    told = tuple(facts(name, kept, day) for name, kept in lists)
    return Header("", "", sum(kept for _, kept in lists), 1, False, told, {}, {}, accepted)


def test_a_new_store_takes_the_place_of_the_old_between_two_requests(tmp_path: Path) -> None:
    path = made(tmp_path / "s", {"games/a": ["owl.example"]})
    following = Following(path)
    before = following.current()
    made(path, {"adult/a": ["owl.example", "kite.example"]})
    assert following.settle() is not before
    assert following.current().of("owl.example") == ADULT
    assert before.of("owl.example") == GAMES  # whoever still holds the old one is answered by it
    assert (following.epoch, following.refusal) == (2, "")


@pytest.mark.parametrize("content", [b"", b"half", None], ids=["empty", "half", "gone"])
def test_what_is_not_whole_never_serves(content: bytes | None, tmp_path: Path) -> None:
    path, told = made(tmp_path / "s", {"games/a": ["owl.example"]}), list[str]()
    following = Following(path, told.append)
    beside = tmp_path / "t"
    beside.write_bytes(content or b"")
    beside.replace(path) if content is not None else path.unlink()
    assert following.settle().of("owl.example") == GAMES
    assert following.settle() is following.current()
    assert len(told) == (content is not None)
    made(path, {"adult/a": ["owl.example"]})
    assert following.settle().of("owl.example") == ADULT
    assert following.refusal == ""


@pytest.mark.parametrize("less", [{"games/a": ["owl.example"]}, {"adult/b": ["n1.example"]}, {"games/a": []}])
def test_what_closes_less_does_not_serve_until_it_is_accepted(less: dict[str, list[str]], tmp_path: Path) -> None:
    path = made(tmp_path / "s", {"games/a": ["owl.example", "rook.example"], "adult/b": ["n1.example"]})
    told = list[str]()
    following = Following(path, told.append)
    made(path, less, accepted=False)
    for _ in range(3):
        assert (following.settle().of("rook.example"), following.epoch) == (GAMES, 1)
    assert told == [following.refusal] != [""]
    made(path, less)  # by hand this time
    accepted = any(less.values())  # one that closes nothing is never fit
    assert (following.settle().of("rook.example"), following.epoch) == ((0, 2) if accepted else (GAMES, 1))


@pytest.mark.parametrize("place", [0.5, 0.999])
def test_what_was_damaged_on_the_disk_never_serves(place: float, tmp_path: Path) -> None:
    path, told = made(tmp_path / "s", {"games/a": [f"n{n}.example" for n in range(500)]}), list[str]()
    following = Following(path, told.append)
    whole = path.read_bytes()
    at = int(len(whole) * place)
    beside = tmp_path / "t"
    beside.write_bytes(whole[:at] + bytes(len(whole) - at))  # as long as it was, with zeros behind
    beside.replace(path)
    assert {following.settle().of(f"n{n}.example") for n in range(500)} == {GAMES}
    assert "damaged" in " ".join(told)


def test_none_is_answered_by_it_while_it_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "s", {"games/a": ["owl.example"]})
    following, began, go_on = Following(path), threading.Event(), threading.Event()

    def slowly(new: Header, old: Header | None) -> list[str]:
        began.set()
        assert go_on.wait(10)
        return refusals(new, old)

    monkeypatch.setattr("schoolgate.filtering.store.following.refusals", slowly)
    made(path, {"adult/a": ["owl.example"]})
    assert following.current().of("owl.example") == GAMES
    assert began.wait(10)
    assert [following.current().of("owl.example") for _ in range(3)] == [GAMES] * 3
    go_on.set()
    assert following.settle().of("owl.example") == ADULT


def test_two_processes_swap_under_a_reader_and_it_is_never_without_a_list(tmp_path: Path) -> None:
    path = made(tmp_path / "s", {"games/a": ["owl.example"], "adult/b": ["n1.example"]})
    following, asked, seen = Following(path), 0, set[int]()
    command = [sys.executable, "-c", SWAPPER, str(path)]
    swappers = [subprocess.Popen([*command, category, "40"]) for category in ("adult", "gambling")]
    try:
        while any(each.poll() is None for each in swappers):
            store = following.current()
            assert store.of("www.owl.example") == GAMES
            assert store.of("heron.example") == 0
            seen.add(store.of("n1.example"))
            asked += 1
    finally:
        for each in swappers:
            each.wait(timeout=60)
    assert [each.returncode for each in swappers] == [0, 0]
    assert 0 not in seen
    assert following.epoch > 2
    assert asked > following.epoch
    assert [each.name for each in tmp_path.iterdir()] == ["s"]


def test_one_killed_on_the_way_leaves_the_old_and_the_next_clears_up(tmp_path: Path) -> None:
    path = made(tmp_path / "s", {"games/a": ["owl.example"]})
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], timeout=60, check=False)
    assert done.returncode < 0
    assert Store(path).of("owl.example") == GAMES
    assert len(list(tmp_path.iterdir())) == 2
    made(path, {"adult/b": ["kite.example"]})
    assert [each.name for each in tmp_path.iterdir()] == ["s"]


def test_a_full_disk_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "s", {"games/a": ["owl.example"]})

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        made(path, {"adult/b": ["kite.example"]})
    assert Store(path).of("owl.example") == GAMES
    assert [each.name for each in tmp_path.iterdir()] == ["s"]


def test_over_a_tenth_fewer_rows_are_refused_in_all_or_in_one_list() -> None:
    old = header(("games/a", 1_000), ("adult/b", 100))
    assert refusals(header(("games/a", 990), ("adult/b", 90)), old) == []
    assert refusals(header(("games/a", 2_000), ("adult/b", 89)), old) == [
        "The list adult/b has 89 rows, and 100 in service: over a tenth fewer."
    ]
    assert len(refusals(header(("games/a", 899), ("adult/b", 1)), old)) == 3
    assert refusals(header(("games/a", 2_000)), old) == ["In service and not given is: adult/b."]
    assert refusals(header(("games/a", 1), accepted=True), old) == []
    assert refusals(header(("games/a", 1)), None) == []
    assert refusals(header(), None) == ["There is no row in it: it would close nothing."]


def test_a_list_that_says_an_older_day_is_refused() -> None:
    old = header(("games/a", 10))
    assert "it is older" in refusals(header(("games/a", 10), day="2026-11-21"), old)[0]
    assert refusals(header(("games/a", 10), day="2026-11-23"), old) == []


def test_there_is_nothing_to_follow_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Following(tmp_path / "s")
