"""The made-up school's own policy, read as any other and linted against the frameworks in force."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from schoolgate.policy.packs import requirements_in_force
from schoolgate.reading.formats import extract
from schoolgate.reading.lint import lint
from schoolgate.reading.model import Lint, Reading
from schoolgate.reading.read import read

POLICY = Path(__file__).parents[1] / "src" / "schoolgate" / "site" / "demo" / "online-safety-policy.md"
LAST_DAY = date(2026, 9, 30)
DAY_AFTER = date(2026, 10, 1)


@cache
def policy() -> Reading:
    return read(extract(POLICY.read_bytes(), POLICY.name))


def notes(today: date) -> tuple[Lint, ...]:
    return lint(policy(), requirements_in_force(today), today)


@pytest.mark.parametrize(
    ("kind", "quoted"),
    [
        ("missing-appendix", "Appendix C"),
        ("against-advice", "passwords"),
        ("against-advice", "first name"),
        ("vague-clock", "regularly"),
    ],
)
def test_what_was_put_there_to_be_found_is_found(kind: str, quoted: str) -> None:
    assert any(note.kind == kind and quoted in note.quote for note in notes(LAST_DAY))


def test_a_review_is_overdue_from_the_day_after_the_month_it_was_due_in() -> None:
    assert [note for note in notes(LAST_DAY) if note.kind == "overdue-review"] == []
    (overdue,) = [note for note in notes(DAY_AFTER) if note.kind == "overdue-review"]
    assert "September 2026 names no day" in overdue.message


def test_named_posts_and_covered_ground_are_left_alone() -> None:
    assert [note.message for note in notes(LAST_DAY) if note.kind == "no-owner"] == []
    missing = [note.message for note in notes(LAST_DAY) if note.kind == "missing-ground"]
    assert not any("commerce" in message or "backup" in message for message in missing)


def test_it_is_advice_and_little_of_it() -> None:
    """A policy of some 130 promises, most of them sound, must not drown in notes."""
    assert len(notes(DAY_AFTER)) <= 12


def test_the_same_policy_has_the_same_notes() -> None:
    assert notes(DAY_AFTER) == notes(DAY_AFTER)
