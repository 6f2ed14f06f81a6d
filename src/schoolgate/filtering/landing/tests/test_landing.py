"""Landed decisions: what is written is read again, whatever happens to processes and disks on the way."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.landing import keeping, writing
from schoolgate.filtering.landing.layout import WRITING, file_name, meant, tail, written
from schoolgate.filtering.landing.reading import Told, decisions, finished, landed
from schoolgate.filtering.landing.writing import Landing
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.verdicts import Verdict

NOW = 1_795_000_000.0
WHO = Who("junior", frozenset({"class_owls", "class_choir"}), "person_1", "device_1", "place_1")
DAY = 86_400


def line(host: str = "owl.example", at: float = NOW) -> str:
    decision = Decision(Verdict.BLOCK, "level:junior", "", "games", epoch=7)
    return f"{at:.3f}\t{host}\t/chess\tget\t{tail(decision, WHO, 'on')}"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    landing = Landing(tmp_path / "landing", "sch_robin")
    landing.add(line())
    landing.flush()
    assert list(landed(tmp_path / "landing")) == list(landed(tmp_path / "landing", NOW, NOW + 1))
    (one,) = landed(tmp_path / "landing")
    assert (one.at, one.school, one.level, one.verdict, one.category) == (NOW, "sch_robin", "junior", "block", "games")
    assert (one.rule, one.host, one.path, one.asked) == ("level:junior", "owl.example", "/chess", "get")
    assert (one.person, one.device, one.groups) == ("person_1", "device_1", ("class_choir", "class_owls"))
    assert (one.place, one.epoch, one.mode) == ("place_1", 7, "on")
    assert list(landed(tmp_path / "landing", NOW + 1)) == []
    assert finished(tmp_path / "landing") == []
    landing.close()
    assert len(finished(tmp_path / "landing")) == 1


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert meant(written(text)) == text
    assert not set("\t\n\r") & set(written(text))


def test_a_line_that_was_cut_and_one_that_is_none(tmp_path: Path) -> None:
    landing = Landing(tmp_path, "sch_robin")
    for host in ("owl.example", "wren.example", "kite.example"):
        landing.add(line(host))
    landing.close()
    (path,) = finished(tmp_path)
    whole = path.read_text()
    path.write_text(whole.replace("wren.example\t/chess", "wren.example")[:-5])
    told = Told()
    assert [each.host for each in decisions(path, told)] == ["owl.example"]
    assert told.read == 1
    assert [(name, number) for name, number, _ in told.rejects] == [(path.name, 3)]
    path.write_text("1,2,3\n")
    assert list(decisions(path, told)) == []
    assert "first line" in told.rejects[-1][2]
    assert list(decisions(tmp_path / "gone", told)) == []


def test_a_new_file_at_its_size_and_at_the_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    landing = Landing(tmp_path, "sch_robin")
    monkeypatch.setattr(writing, "MOST_BYTES", 200)
    now = time.time()
    for _ in range(3):
        landing.add(line(at=now))
        landing.flush()
    assert len(finished(tmp_path)) == 2
    monkeypatch.setattr(writing, "MOST_BYTES", 1 << 20)
    landing.add(line(at=now - 3600))
    landing.flush()
    assert len(finished(tmp_path)) == 3
    landing.flush()
    assert len(finished(tmp_path)) == 4
    assert sum(1 for _ in landed(tmp_path)) == 4


def test_a_full_disk_is_told_once_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    landing = Landing(tmp_path, "sch_robin", told.append)
    landing.add(line("owl.example"))
    landing.flush()
    real, full = os.write, [True]

    def write(file: int, data: bytes) -> int:
        if not full[0]:
            return real(file, data)
        if len(data) > 40:
            return real(file, data[:40])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", write)
    for host in ("wren.example", "kite.example"):
        landing.add(line(host))
        landing.flush()
    assert len(told) == 1
    assert "No space left" in told[0]
    full[0] = False
    landing.flush()
    assert [each.host for each in landed(tmp_path)] == ["owl.example", "wren.example", "kite.example"]
    assert landing.refusal == ""


def test_what_finds_no_room_in_memory_either_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "landing").write_text("a file, where a folder should be")
    monkeypatch.setattr(writing, "MOST_WAITING", 2)
    landing = Landing(tmp_path / "landing", "sch_robin")
    for turn in range(5):
        landing.add(line(f"a{turn}.example"))
    landing.flush()
    (tmp_path / "landing").unlink()
    landing.flush()
    told = Told()
    assert [each.host for each in landed(tmp_path / "landing", told=told)] == ["a3.example", "a4.example"]
    assert told.lost == 3


def test_many_threads_and_one_file(tmp_path: Path) -> None:
    landing = Landing(tmp_path, "sch_robin")

    def work(which: int) -> None:
        for turn in range(500):
            landing.add(line(f"a{which}-{turn}.example"))
            if not turn % 50:
                landing.flush()

    threads = [threading.Thread(target=work, args=(which,)) for which in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    landing.close()
    assert len({each.host for each in landed(tmp_path)}) == 2000


def test_what_a_killed_process_left_is_finished_for_it(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from schoolgate.filtering.landing.writing import Landing;"
        "one = Landing(Path(sys.argv[1]), 'sch_robin'); one.add('x'); one.flush();"
        "print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert keeping.sweep(tmp_path, NOW).finished == 0
        other.send_signal(signal.SIGKILL)
        other.wait(10)
    assert keeping.sweep(tmp_path, NOW).finished == 1
    assert list(tmp_path.glob(f"*{WRITING}")) == []


def test_old_files_go_and_so_do_the_oldest_where_there_are_too_many(tmp_path: Path) -> None:
    for days in (40, 31, 20, 10, 1):
        (tmp_path / file_name(NOW - days * DAY, "1-a-0")).write_text("x" * 100)
    (tmp_path / "notes.txt").write_text("not ours")
    assert keeping.sweep(tmp_path, NOW, days=30) == keeping.Swept(0, 2, 0)
    assert keeping.sweep(tmp_path, NOW, days=30, most_bytes=250) == keeping.Swept(0, 0, 1)
    assert len(finished(tmp_path)) == 2
    assert (tmp_path / "notes.txt").exists()
