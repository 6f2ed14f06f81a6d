"""Robin Hill, and a source of Squid's log at it, whose parts lie in a folder of the test's own."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from schoolgate.activity.actions import add_source
from schoolgate.activity.models import Source
from schoolgate.activity.tests.squid import OPERATOR
from schoolgate.people import actions as people
from schoolgate.people.models import School


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.SCHOOLGATE_DATA = tmp_path
    return tmp_path / "activity"


@pytest.fixture
def school(db: None) -> School:
    return people.add_school(name="Robin Hill Infant School", actor=OPERATOR)


@pytest.fixture
def source(school: School) -> Source:
    return add_source(school, "The filter in the office", "squid", actor=OPERATOR)
