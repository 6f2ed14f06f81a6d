"""Sums of what may be told, and of nothing else: no count of 1 to 4 can be had back from what a page is given."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.activity.questions.tests.a_log import Log

ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("use-by-level", {}),
    ("blocked-by-category", {}),
    ("trend", {"periods": "A=2026-09-07..2026-09-11"}),
)
BLOCKED = {"verdict": "block", "category": "games"}


def test_what_was_asked_for_seldom_on_a_day_is_in_no_sum(tmp_path: Path) -> None:
    log = Log(tmp_path)
    log.day(*[{}] * 6, *[BLOCKED] * 4)
    assert log.ask("use-by-level", least=5) == [("junior", "learning", 6, 600)]
    assert log.ask("blocked-by-category", least=5) == []
    assert log.ask("trend", periods="A=2026-09-07..2026-09-07", least=5) == [(1, "A", "junior", 6, 0, 0, 1)]


def test_hours_of_what_is_told_are_told_apart(tmp_path: Path) -> None:
    log = Log(tmp_path)
    log.day(*[{"minute": 1100}] * 3, *[{"minute": 1200}] * 3, {"minute": 1100, "level": "staff"})
    assert log.ask("out-of-hours", least=5) == [("junior", "late", 18, 3, 0, 1), ("junior", "late", 20, 3, 0, 1)]


@settings(max_examples=6, deadline=None)
@given(seldom=st.integers(1, 4), often=st.integers(5, 9))
def test_any_small_count_in_its_place_tells_the_same(seldom: int, often: int) -> None:
    told = []
    for number in (1, seldom):
        with TemporaryDirectory() as folder:
            log = Log(Path(folder))
            log.day(*[{}] * often, *[BLOCKED] * number, *[{"level": "infant"}] * often)
            told.append([log.ask(key, least=5, **said) for key, said in ASKED])
    assert told[0] == told[1]
