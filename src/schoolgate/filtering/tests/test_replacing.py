"""Putting a file in the place of another: whatever goes wrong meanwhile, nobody reads half of one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolgate.filtering.replacing import put

KILLED = """
import os, signal, sys
from pathlib import Path
from schoolgate.filtering.replacing import put

def lines():
    yield "new " * 100_000
    os.kill(os.getpid(), signal.SIGKILL)

put(Path(sys.argv[1]), lines(), 0o640)
"""


@pytest.fixture
def there(tmp_path: Path) -> Path:
    path = tmp_path / "rules.json"
    path.write_text("old")
    return path


def test_it_is_whole_and_of_the_mode_that_was_asked_for(there: Path) -> None:
    put(there, ["new ", "rules"], 0o640)
    assert there.read_text() == "new rules"
    assert there.stat().st_mode & 0o777 == 0o640
    assert list(there.parent.iterdir()) == [there]


def test_until_all_is_written_the_old_is_read(there: Path) -> None:
    with there.open() as reader:
        put(there, (part + there.read_text() for part in ("new", "er")), 0o600)
        assert reader.read() == "old"
    assert there.read_text() == "newolderold"


def test_what_fails_half_way_leaves_the_old_and_nothing_beside_it(there: Path) -> None:
    def lines() -> Iterator[str]:
        yield "new " * 100_000
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        put(there, lines(), 0o640)
    assert there.read_text() == "old"
    assert list(there.parent.iterdir()) == [there]


def test_who_is_killed_half_way_leaves_the_old(there: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(there)], timeout=60, check=False)
    assert done.returncode < 0
    assert there.read_text() == "old"


def test_the_disk_has_it_before_it_takes_the_place(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced, sync = list[str](), os.fsync

    def watched(handle: int) -> None:
        synced.append(there.read_text())
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    put(there, ["new"], 0o640)
    assert (synced, there.read_text()) == (["old"], "new")
