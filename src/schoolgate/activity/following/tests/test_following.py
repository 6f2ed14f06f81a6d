"""Sources that are followed: their rows come in once, whatever happens, and a person hears of what is wrong."""

import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone

from schoolgate.activity.actions.columns import agree
from schoolgate.activity.actions.following import end, expect, heard_again, set_up
from schoolgate.activity.due_sources import notice_silence
from schoolgate.activity.following.follower import Following, alone
from schoolgate.activity.following.tests.conftest import how, kept
from schoolgate.activity.models import Held, Quiet, RejectedLine, Source
from schoolgate.activity.queries.following import rejected
from schoolgate.activity.tests.squid import line
from schoolgate.activity.transports.contract import inbox
from schoolgate.activity.wanted import is_wanted
from schoolgate.evidence import queries as evidence
from schoolgate.frame.actor import operator
from schoolgate.frame.encrypted import ring
from schoolgate.intake.streams.waiting import put
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import today
from schoolgate.people.models import School

ACTOR = operator("test")
type Look = Callable[[], int]


def lines(first: int, last: int) -> bytes:
    return "".join(line(second) for second in range(first, last)).encode()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "access.log"


@pytest.fixture
def tail(school: School, data: Path, log: Path) -> Source:
    return set_up(school, "Proxy", "squid", "tail", {"path": str(log)}, actor=ACTOR)


def asked_about(school: School) -> list[str]:
    """What the IT lead is asked to look at."""
    return [job.about for job in evidence.jobs(school, on=today(school), roles=["it-lead"])]


def test_it_works(look: Look, tail: Source, log: Path, data: Path) -> None:
    assert is_wanted(data)
    log.write_bytes(lines(0, 20) + b"cut")
    assert look() == 20
    with log.open("ab") as file:
        file.write(b" short\n" + lines(20, 25))
    assert look() == 5
    assert look() == 0
    assert kept(tail) == 25
    assert how(tail).state == "heard"


def test_equal_lines_of_a_log_that_grows_are_different_lines(look: Look, tail: Source, log: Path) -> None:
    for _ in range(3):
        with log.open("ab") as file:
            file.write(lines(0, 1))
        assert look() == 1


def test_a_line_that_cannot_be_used_is_kept_with_its_reason_and_shown_by_its_shape(
    look: Look, tail: Source, log: Path
) -> None:
    log.write_bytes(b"a child searched for owls 7\n" + lines(0, 1))
    look()
    (one,) = rejected(tail)
    assert one.count == 1
    assert one.shapes == ((1, "x xxxxx xxxxxxxx xxx xxxx 9"),)
    assert "owls" in RejectedLine.objects.for_school(tail.school).get().raw


def test_syslog_comes_in_as_it_is_sent(look: Look, school: School) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    given = {"listen": "127.0.0.1", "port": port, "senders": "127.0.0.1"}
    source = set_up(school, "Firewall", "squid", "syslog", given, actor=ACTOR)
    look()
    with socket.create_connection(("127.0.0.1", int(port)), 5) as link:
        for each in lines(0, 200).splitlines():
            link.sendall(b"<134>Nov 24 10:00:00 gate squid[7]: " + each + b"\n")
    until = time.monotonic() + 20
    while kept(source) < 200 and time.monotonic() < until:
        time.sleep(0.1)
        look()
    assert kept(source) == 200


def test_what_was_sent_waits_locked_and_is_taken_away_when_it_is_in(look: Look, school: School, data: Path) -> None:
    source = set_up(school, "Agent", "squid", "machine", {}, actor=ACTOR)
    folder = inbox(data, school.ref, source.ref)
    put(folder, lines(0, 3).splitlines(), lambda plain: ring().lock(plain, f"activity.waiting.{source.ref}"))
    (file,) = folder.iterdir()
    assert b"owls" not in file.read_bytes()
    assert look() == 3
    assert not list(folder.iterdir())


def test_a_port_that_cannot_be_had_is_the_sources_trouble_and_no_others(
    look: Look, school: School, tail: Source, log: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        given = {"listen": "127.0.0.1", "port": port, "senders": "127.0.0.1"}
        source = set_up(school, "Firewall", "squid", "syslog", given, actor=ACTOR)
        log.write_bytes(lines(0, 2))
        assert look() == 2
        assert "cannot be listened on" in how(source).trouble
    look()
    assert not how(source).trouble


def csv(heading: str, count: int) -> bytes:
    rows = "".join(f"2026-11-24 10:00:{at:02},http://owls.example/{at},ada\n" for at in range(count))
    return f"{heading}\n{rows}".encode()


def test_a_changed_heading_is_set_aside_and_nothing_of_it_is_lost(
    look_later: Look, school: School, tmp_path: Path
) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    source = set_up(school, "Supplier", "supplier-csv", "folder", {"path": str(drop)}, actor=ACTOR)
    (drop / "monday.csv").write_bytes(csv("Zeitpunkt,Wohin,Wer", 3))
    assert look_later() == 0
    waits = Held.objects.for_school(school).get()
    assert waits.headings == ["Zeitpunkt", "Wohin", "Wer"]
    assert (how(source).state, (drop / "monday.csv").exists()) == ("waiting", True)
    assert asked_about(school) == [source.ref]
    agree(waits, {"Zeitpunkt": "at", "Wohin": "url", "Wer": "account"}, actor=ACTOR)
    assert look_later() == 3
    assert how(source).state == "heard"
    (drop / "tuesday.csv").write_bytes(csv("Zeitpunkt,Wohin,Wer,Woher", 1))
    assert look_later() == 0
    assert how(source).state == "waiting"


def test_one_mapping_that_lacks_the_time_is_refused(look_later: Look, school: School, tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    set_up(school, "Supplier", "supplier-csv", "folder", {"path": str(drop)}, actor=ACTOR)
    (drop / "a.csv").write_bytes(csv("Zeitpunkt,Wohin,Wer", 1))
    look_later()
    with pytest.raises(BadInputError, match="when it was"):
        agree(Held.objects.for_school(school).get(), {"Wohin": "url"}, actor=ACTOR)


def test_silence_is_noticed_once_and_its_job_goes_when_it_is_heard_again(
    look: Look, school: School, tail: Source, log: Path
) -> None:
    log.write_bytes(lines(0, 1))
    look()
    tail.refresh_from_db()
    later = timezone.now() + timedelta(days=21)
    assert notice_silence(later) == 1
    assert notice_silence(later + timedelta(minutes=1)) == 0
    assert how(tail, later).state == "quiet"
    assert asked_about(school) == [tail.ref]
    with log.open("ab") as file:
        file.write(lines(1, 2))
    look()
    assert Quiet.objects.for_school(school).get().heard_at is not None
    assert heard_again(tail, later) == 0
    assert not asked_about(school)


def test_a_source_of_which_nothing_is_expected_is_never_silent(school: School, tail: Source) -> None:
    expect(tail, "never", how(tail).begins, how(tail).ends, actor=ACTOR)
    assert notice_silence(timezone.now() + timedelta(days=300)) == 0


def test_a_source_that_ended_is_followed_no_more_and_its_secrets_go(look: Look, tail: Source, log: Path) -> None:
    end(tail, actor=ACTOR)
    log.write_bytes(lines(0, 3))
    assert look() == 0
    assert tail.way == {}


def test_only_one_process_follows(data: Path) -> None:
    with alone(data), pytest.raises(BadInputError, match="already"), alone(data):
        pass


def _follow_for_ever(data: Path) -> None:
    with Following(data) as following:
        while True:
            following.follower._turns.clear()
            following.follower.look()


@pytest.mark.django_db(transaction=True)
def test_killed_again_and_again_each_line_is_in_the_log_once(
    school: School, tail: Source, log: Path, data: Path
) -> None:
    """The real process, killed outright at whatever it is doing, while the log grows and rotates."""
    fork = multiprocessing.get_context("fork")
    log.write_bytes(lines(0, 50))
    with Following(data) as following:
        following.follower.look()
    written = 50
    for turn in range(6):
        process = fork.Process(target=_forked, args=(data,))
        process.start()
        until = time.monotonic() + 0.4 + turn * 0.13
        while time.monotonic() < until:
            with log.open("ab") as file:
                file.write(lines(written, written + 50))
            written += 50
            time.sleep(0.02)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join(10)
        if turn % 2:
            log.rename(log.with_name(f"access.log.{turn}"))
    with Following(data) as following:
        for _ in range(20):
            following.follower._turns.clear()
            following.follower.now = lambda: time.time() + 60
            following.follower.look()
    assert kept(tail) == written


def _forked(data: Path) -> None:
    connections.close_all()
    _follow_for_ever(data)
