"""``retention erase``: counts first, then what is kept of one person goes; refused while it is held."""

import json
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from schoolgate.activity.noticing import Hit
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.cli import main
from schoolgate.frame.actor import operator
from schoolgate.monitoring.actions.alerting import keep_alerts
from schoolgate.monitoring.models import Alert
from schoolgate.people import actions as people
from schoolgate.people.models import Person

ACTOR = operator("test")


@pytest.fixture
def robin(db: None, settings: Settings, tmp_path: Path) -> Person:
    """Of whom there is one alert."""
    settings.SCHOOLGATE_DATA = tmp_path
    school = people.add_school(name="Robin Hill Infant School", actor=ACTOR)
    robin = people.add_person(school, "Robin Wagtail", actor=ACTOR)
    now = timezone.now()
    keep_alerts(school, [Hit("address", "low", now, now, (1,), person=Pseudonyms.of(school).of_ref(robin.ref))])
    return robin


def alerts(capsys: pytest.CaptureFixture[str]) -> int:
    told = json.loads(capsys.readouterr().out)
    return next(int(one["rows"]) for one in told if one["key"] == "monitoring.alerts")


def test_a_dry_run_says_how_much_and_then_it_goes(robin: Person, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["retention", "erase", robin.ref, "--why", "asked"]
    for more, left in ((["--dry-run"], 1), ([], 0)):
        assert main.run([*command, *more, "--json"]) == 0
        assert alerts(capsys) == 1
        assert Alert.objects.for_school(robin.school).count() == left
    assert main.run(command) == 0
    assert "0 alerts about them erased; 0 kept." in capsys.readouterr().out


def test_it_says_why_it_cannot(robin: Person, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["retention", "hold", robin.ref, "--why", "an inquiry"]) == 0
    assert main.run(["retention", "erase", robin.ref, "--why", "asked"]) == 2
    assert "it is held" in capsys.readouterr().err
    assert main.run(["retention", "erase", robin.ref, "--why", "whim"]) == 2
    assert "Known: asked, mistake, order." in capsys.readouterr().err
    assert Alert.objects.for_school(robin.school).count() == 1
