"""How promises stood on a past day is asked at the command line: then and now told apart, and years reckoned again."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from schoolgate.cli import main
from schoolgate.cli.tests.test_policy_in_force import asked
from schoolgate.evidence import actions
from schoolgate.evidence.tests.test_how_promises_stand import DUE, START, adopt, confirm
from schoolgate.evidence.tests.test_two_times import LATE
from schoolgate.people.models import School
from schoolgate.policy.tests.a_policy import PASSWORDS, REVIEW


@pytest.fixture
def school(db: None, monkeypatch: pytest.MonkeyPatch) -> School:
    """A school that on a past day could not say of its review what it can say of it now."""
    school = School.objects.create(name="Robin Hill Infant School")
    adopt(school, REVIEW, PASSWORDS)
    actions.record_findings(school, on=LATE, now=datetime(LATE.year, LATE.month, LATE.day, 9, tzinfo=UTC))
    later = timezone.now() + timedelta(hours=2)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: later)
        confirm(school, START)
    return school


def test_it_works(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "standing", "--on", LATE.isoformat())
    (other,) = found["said_otherwise"]
    assert (other["text"], other["then"]["standing"], other["now"]["standing"]) == (REVIEW, "not_known", "broken")
    assert (found["looked"], other["other_versions"]) == (True, [])
    assert main.run(["standing", "--on", LATE.isoformat()]) == 0
    words = capsys.readouterr().out
    assert "On 1 October 2026 the page said “No evidence yet: Nobody has confirmed" in words
    assert "With what we know now: “Needs putting right: " in words


def test_as_known_then_it_says_what_the_page_said(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    known = f"{timezone.now() + timedelta(hours=1):%Y-%m-%dT%H:%M%z}"
    found = asked(capsys, "standing", "--on", LATE.isoformat(), "--known-at", known)
    assert [one["standing"] for one in found["promises"]] == ["not_known", "not_known"]
    assert (found["looked"], found["said_otherwise"]) == (True, [])


def test_a_day_nobody_looked_at_has_nothing_to_tell_apart(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "standing", "--on", DUE.isoformat())
    assert (found["looked"], found["said_otherwise"]) == (False, [])


def test_years_are_reckoned_again_to_the_byte(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outs = [tmp_path / "one.json", tmp_path / "two.json"]
    span = ["--from", START.isoformat(), "--to", "2028-09-30"]
    told = [asked(capsys, "standing", "recompute", *span, "--out", str(out)) for out in outs]
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert told[0]["digest"] == hashlib.sha256(outs[0].read_bytes()).hexdigest()
    assert (told[0]["days"], told[0]["promises"]) == ((date(2028, 9, 30) - START).days + 1, 2)
    assert [one["last"] for one in json.loads(outs[0].read_bytes())["promises"][0]["intervals"]][-1] == "2028-09-30"
    assert main.run(["standing", "recompute", *span, "--out", str(outs[0])]) == 2
    assert "nothing is written over" in capsys.readouterr().err


def test_days_in_the_wrong_order_are_refused_in_words(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["standing", "recompute", "--from", "2026-02-01", "--to", "2026-01-01"]) == 2
    assert "ends before it begins" in capsys.readouterr().err
