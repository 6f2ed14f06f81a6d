"""Robin Hill and its data folder, and a follower that is started and stopped."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from schoolgate.activity.following.follower import Following
from schoolgate.activity.models import Load, Source
from schoolgate.activity.queries.following import SourceStanding, standing
from schoolgate.frame.actor import operator
from schoolgate.people import actions as people
from schoolgate.people.models import School


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.SCHOOLGATE_DATA = tmp_path / "data"
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture
def school(transactional_db: None) -> School:
    return people.add_school(name="Robin Hill Infant School", actor=operator("test"))


@pytest.fixture
def look(data: Path, school: School) -> Iterator[Callable[[], int]]:
    """A look at every source, whenever it was last looked at; how many rows came."""
    with Following(data) as following:

        def looked() -> int:
            following.follower._turns.clear()
            following.follower._refreshed = 0.0
            return following.follower.look()

        yield looked


@pytest.fixture
def look_later(data: Path, school: School) -> Iterator[Callable[[], int]]:
    """The same, an hour later: files have lain there for long enough to be finished."""
    with Following(data) as following:
        following.follower.now = lambda: time.time() + 3600

        def looked() -> int:
            following.follower._turns.clear()
            following.follower._refreshed = 0.0
            return following.follower.look()

        yield looked


def kept(source: Source) -> int:
    """How many rows of a source are in the log."""
    return sum(Load.objects.for_school(source.school).filter(source=source).values_list("kept", flat=True))


def how(source: Source, now: datetime | None = None) -> SourceStanding:
    """How a source does, as the database has it."""
    source.refresh_from_db()
    return standing(source, now)
