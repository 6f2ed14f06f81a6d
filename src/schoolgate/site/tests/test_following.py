"""What follows the sources is started when there is one; a school that filters with us needs to set up nothing."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from django.db import connections
from pytest_django.fixtures import Settings

from schoolgate.activity.actions.following import end, set_up_offered
from schoolgate.activity.following.follower import Following
from schoolgate.activity.models import Load, Source
from schoolgate.activity.wanted import want
from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.landing.layout import BETWEEN, COLUMNS
from schoolgate.filtering.landing.writing import Landing
from schoolgate.frame.actor import operator
from schoolgate.people import actions as people
from schoolgate.people.models import School
from schoolgate.site.following import Wanted


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.SCHOOLGATE_DATA = tmp_path
    return tmp_path


def test_it_works(tmp_path: Path) -> None:
    """Nothing is started where nothing is to be followed, and then one process, once."""
    wanted = Wanted(tmp_path, every=0)
    assert wanted() == ()
    want(tmp_path)
    (child,) = wanted()
    assert child.command[-2:] == ("activity", "follow")
    assert not child.needed
    assert wanted() == ()


def test_it_is_started_for_a_filter_as_well(tmp_path: Path) -> None:
    folder = filter_folder(tmp_path, "sch_robin")
    folder.root.mkdir(parents=True)
    folder.rules.write_text("{}")
    assert len(Wanted(tmp_path, every=0)()) == 1


@pytest.mark.django_db(transaction=True)
def test_what_our_filter_decided_is_in_the_log_by_itself(data: Path) -> None:
    """The filter's own writer lands a decision; nobody has set anything up."""
    school: School = people.add_school(name="Robin Hill Infant School", actor=operator("test"))
    folder = filter_folder(data, school.ref)
    folder.root.mkdir(parents=True)
    folder.rules.write_text("{}")
    landing = Landing(folder.landing, school.ref)
    folder.landing.mkdir()
    landing.add(decided("1795514400.500", "owls.example"))
    landing.flush()
    with Following(data) as following:
        assert following.follower.look() == 1
        landing.add(decided("1795514401.500", "herons.example"))
        landing.close()
        following.follower._turns.clear()
        assert following.follower.look() == 1
    source = Source.objects.for_school(school).get()
    assert (source.transport, source.name) == ("landing", "Our own web filter")
    assert Load.objects.for_school(school).count() == 2


def _follow_for_ever(data: Path) -> None:
    connections.close_all()
    with Following(data) as following:
        while True:
            following.follower._turns.clear()
            following.follower.look()


@pytest.mark.django_db(transaction=True)
def test_a_file_of_decisions_that_grows_is_read_on_by_another_process(data: Path) -> None:
    """Its first line alone names its columns. The process that read it is killed; the next knows them too."""
    school: School = people.add_school(name="Robin Hill Infant School", actor=operator("test"))
    folder = filter_folder(data, school.ref)
    folder.landing.mkdir(parents=True)
    folder.rules.write_text("{}")
    landing = Landing(folder.landing, school.ref)

    def land(first: int, last: int) -> None:
        for at in range(first, last):
            landing.add(decided(f"1795514400.{at:03}", "owls.example"))
        landing.flush()

    land(0, 100)
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=_follow_for_ever, args=(data,))
    process.start()
    until = time.monotonic() + 30
    while not (loads := Load.objects.for_school(school)).exists() and time.monotonic() < until:
        time.sleep(0.05)
    land(100, 500)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    land(500, 600)
    with Following(data) as following:
        following.follower.look()
    counts = [(one.kept, one.rejected) for one in loads.all()]
    assert len(counts) >= 2
    assert (sum(kept for kept, _ in counts), sum(lines for _, lines in counts)) == (600, 0)


def decided(at: str, host: str) -> str:
    """A line as the desk lands it, by the columns there are."""
    known = {"at": at, "host": host, "asked": "http", "verdict": "allow", "level": "infant", "epoch": "1", "mode": "on"}
    return BETWEEN.join(known.get(column, "") for column in COLUMNS)


@pytest.mark.django_db
def test_what_somebody_ended_is_not_set_up_again(data: Path) -> None:
    school: School = people.add_school(name="Robin Hill Infant School", actor=operator("test"))
    folder = filter_folder(data, school.ref)
    folder.root.mkdir(parents=True)
    folder.rules.write_text("{}")
    assert set_up_offered() == 1
    assert set_up_offered() == 0
    end(Source.objects.for_school(school).get(), actor=operator("test"))
    assert set_up_offered() == 0
