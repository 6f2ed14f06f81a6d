"""Logs that say once what their columns are, read on: what stands above a file's rows is known in each later load."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections

from schoolgate.activity.actions.columns import agree
from schoolgate.activity.actions.following import set_up
from schoolgate.activity.following.follower import Following
from schoolgate.activity.following.tests.conftest import how, kept
from schoolgate.activity.models import Held, Load, RejectedLine, Source
from schoolgate.activity.transports.contract import inbox
from schoolgate.frame.actor import operator
from schoolgate.frame.encrypted import ring
from schoolgate.intake.streams.waiting import put
from schoolgate.people.models import School

ACTOR = operator("test")
HEADING = "Zeitpunkt;Wohin;Wer"
COLUMNS = {"Zeitpunkt": "at", "Wohin": "url", "Wer": "account"}
type Look = Callable[[], int]


def rows(first: int, last: int) -> bytes:
    return "".join(f"2026-11-24 10:00:00;http://owls.example/{at};ada\n" for at in range(first, last)).encode()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A supplier's list, which begins with a title and goes on growing."""
    path = tmp_path / "list.csv"
    path.write_bytes(f"Report of the week\n{HEADING}\n".encode() + rows(0, 5))
    return path


@pytest.fixture
def source(school: School, data: Path, log: Path, look: Look) -> Source:
    """The list is followed, and somebody has said which column is which."""
    found = set_up(school, "Supplier", "supplier-csv", "tail", {"path": str(log)}, actor=ACTOR)
    look()
    agree(Held.objects.for_school(school).get(), COLUMNS, actor=ACTOR)
    return found


def append(log: Path, data: bytes) -> None:
    with log.open("ab") as file:
        file.write(data)


def refused(school: School) -> int:
    return RejectedLine.objects.for_school(school).count()


def test_it_works(look: Look, source: Source, log: Path) -> None:
    assert look() == 5
    append(log, rows(5, 9))
    assert look() == 4
    assert (kept(source), refused(source.school), how(source).state) == (9, 0, "heard")


def test_a_new_file_of_the_name_has_a_heading_of_its_own(look: Look, source: Source, log: Path) -> None:
    look()
    log.rename(log.with_name("list.csv.1"))
    log.write_bytes(f"{HEADING}\n".encode() + rows(5, 7))
    os.utime(log.with_name("list.csv.1"), (time.time() - 60, time.time() - 60))
    assert look() == 2
    assert refused(source.school) == 0


def _follow_for_ever(data: Path) -> None:
    connections.close_all()
    with Following(data) as following:
        while True:
            following.follower._turns.clear()
            following.follower.look()


def test_killed_between_two_loads_it_goes_on_by_the_same_columns(source: Source, log: Path, data: Path) -> None:
    """The real process is killed after a load of its own; another one reads the rest."""
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=_follow_for_ever, args=(data,))
    process.start()
    until = time.monotonic() + 30
    while not kept(source) and time.monotonic() < until:
        time.sleep(0.05)
    append(log, rows(5, 900))
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    append(log, rows(900, 1000))
    with Following(data) as following:
        following.follower.look()
    assert (kept(source), refused(source.school), how(source).state) == (1000, 0, "heard")
    assert Load.objects.for_school(source.school).count() >= 2


def test_pieces_that_are_sent_have_the_columns_of_the_first(look: Look, school: School, data: Path) -> None:
    """A program names its columns once, or again each time: either way each row is one."""
    mapped = {"mapping": COLUMNS}
    source = set_up(school, "Program", "supplier-csv", "machine", {}, actor=ACTOR, options=mapped)
    for piece in (f"{HEADING}\n".encode() + rows(0, 2), rows(2, 3), f"{HEADING}\n".encode() + rows(3, 4)):
        put(
            inbox(data, school.ref, source.ref),
            piece.splitlines(),
            lambda plain: ring().lock(plain, f"activity.waiting.{source.ref}"),
        )
        look()
    assert (kept(source), refused(school)) == (4, 0)
