"""Each answer as a sentence, of what may be told and nothing else."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from schoolgate.activity.asking import Answer, ask
from schoolgate.activity.questions.contract import Period, Question
from schoolgate.activity.questions.registry import QUESTIONS
from schoolgate.activity.questions.tests.a_log import MONDAY, Log
from schoolgate.activity.showing import said

TUESDAY = date(2026, 9, 8)
HALVES = (Period("Summer 2", MONDAY, MONDAY), Period("Autumn 1", TUESDAY, date(2026, 9, 30)))
LEVELS = {"junior": "juniors", "infant": "infants"}
CLASSES = {"wren": "Wren class", "heron": "Heron class"}
MORE: dict[str, dict[str, Any]] = {
    "trend": {"periods": HALVES},
    "over-block-candidates": {"classes": 2, "asked": "play.example"},
    "persons-hour": {"person": "ada", "at": datetime(2026, 9, 7, 9, tzinfo=UTC)},
    "what-was-done": {
        "device": "tablet",
        "begins": datetime(2026, 9, 7, tzinfo=UTC),
        "ends": datetime(2026, 9, 8, tzinfo=UTC),
    },
    "meetings": {"before": datetime(2026, 9, 30, tzinfo=UTC)},
    "minutes": {"begins": datetime(2026, 9, 7, tzinfo=UTC), "before": datetime(2026, 9, 30, tzinfo=UTC)},
}
SAYS = {
    "blocked-by-category": "17 requests were blocked; the most were for games, for juniors: 11 of 11.",
    "busiest-sites": "The site used most was spelling.example, by juniors, with 30 requests.",
    "bypass-attempts": "Ways round the filter were tried with 6 requests to 1 site, and none of them got through.",
    "coverage": "Heron class has gone quiet: nothing since 7 September; 1 of 2 classes went on until 8 September.",
    "distinct-hosts": "Juniors reached the most: 3 sites, 2 of them blocked at least once.",
    "meetings": "1 device and 1 known person were seen.",
    "minutes": "Something was heard in 3 minutes.",
    "out-of-hours": "6 requests came while the school was closed, the most by juniors, late, between 20:00 and "
    "21:00 (6).",
    "over-block-candidates": "The web filter may be wrong about play.example: it was closed in 2 classes on one day "
    "and somebody asked for it.",
    "persons-hour": "6 things in this time, none blocked and 6 noticed.",
    "searches-that-alarmed": "6 searches were noticed, the most by juniors, about phrase (6).",
    "trend": "Autumn 1 so far: 12 requests, none of them blocked, 66% less a day than in the half term before.",
    "use-by-level": "Juniors used the web most: 47 requests, the most for sites for learning (30).",
    "what-was-done": "24 things in this time, 17 of them blocked.",
}


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """Two classes on Monday and one on Tuesday; seven blocked games, six searches that alarmed and six tries late."""
    log = Log(tmp_path)
    busy = [{"groups": "wren", "device": f"d{each % 6}"} for each in range(12)]
    games = [
        {"groups": each, "verdict": "block", "category": "games", "site": "play.example"} for each in ("wren", "heron")
    ]
    noticed = {"terms": "c2VhbGVk", "alarm": "phrase", "severity": "high", "person": "ada"}
    late = {"minute": 1215, "category": "proxies", "site": "round.example", "verdict": "block"}
    log.day(*busy, *games * 5, games[0], *[noticed] * 6, *[late] * 6, {"level": "infant", "groups": "heron"})
    log.day(*busy, day=TUESDAY)
    return log


def answer(log: Log, key: str) -> Answer:
    return ask(key, MORE.get(key, {}), log.manifest, on="duckdb")


@pytest.mark.parametrize("question", list(QUESTIONS), ids=lambda each: each.key)
def test_each_says_its_answer(question: Question, log: Log) -> None:
    assert said(answer(log, question.key), LEVELS, CLASSES, date(2026, 9, 20)) == SAYS[question.key]


def test_a_hidden_count_is_hidden_in_the_sentence_too(tmp_path: Path) -> None:
    """Whether one or four got through, the sentence is the same; and of what is small altogether there is none."""
    told = set()
    for through in (1, 4):
        folder = tmp_path / str(through)
        folder.mkdir()
        tries = Log(folder)
        proxy = {"category": "proxies", "site": "round.example"}
        tries.day(*[proxy] * through, *[proxy | {"verdict": "block"}] * (9 - through))
        told.add(said(answer(tries, "bypass-attempts"), LEVELS, CLASSES, TUESDAY))
    assert told == {"Ways round the filter were tried with 9 requests to 1 site, and some of them got through."}
    few = Log(tmp_path)
    few.day(*[{"groups": "wren", "verdict": "block", "minute": 1215}] * 4)
    for key in ("use-by-level", "blocked-by-category", "coverage", "out-of-hours", "distinct-hosts", "trend"):
        assert said(answer(few, key), LEVELS, CLASSES, TUESDAY) == ""


def test_a_class_that_went_quiet_is_named_and_others_with_it_counted(tmp_path: Path) -> None:
    log = Log(tmp_path)
    log.day(*[{"groups": group} for group in ("wren", "heron", "kite") for _ in range(5)])
    told = said(answer(log, "coverage"), LEVELS, CLASSES, TUESDAY)
    assert told == "All 3 classes were seen on 7 September, the last day of which there is anything."
    log.day(*[{"groups": "kite"}] * 5, day=TUESDAY)
    told = said(answer(log, "coverage"), LEVELS, CLASSES, TUESDAY)
    assert told.startswith(
        "Heron class has gone quiet: nothing since 7 September, nor of 1 other class of late; 1 of 3"
    )


@pytest.mark.parametrize(
    ("then", "now", "says"), [(20, 25, "25% more a day"), (20, 20, "as much a day"), (0, 20, "none of them blocked.")]
)
def test_the_trend_says_how_much_more_or_less_a_day(tmp_path: Path, then: int, now: int, says: str) -> None:
    log = Log(tmp_path)
    log.day(*[{}] * then)
    log.day(*[{}] * now, day=TUESDAY)
    assert says in said(answer(log, "trend"), LEVELS, CLASSES, date(2027, 1, 4))
