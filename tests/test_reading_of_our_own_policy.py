"""The made-up school's own policy, read and held against what we know it promises.

The floors are a little under what the reader reaches, so that a change that reads our own policy worse is seen. How
well it reads policies it has not met is in ``bench/results/reading_quality.md``.
"""

from datetime import date
from functools import cache
from pathlib import Path

from bench.reading_labels import load_one
from bench.reading_match import match
from bench.reading_score import Score, score_of
from schoolgate.reading.formats import extract
from schoolgate.reading.model import Reading
from schoolgate.reading.read import read
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.roles import ROLES

ROOT = Path(__file__).parents[1]
POLICY = ROOT / "src" / "schoolgate" / "site" / "demo" / "online-safety-policy.md"
LABELS = load_one(ROOT / "bench" / "labels" / "robin-hill.yaml", POLICY)


@cache
def reading() -> Reading:
    return read(extract(POLICY.read_bytes(), POLICY.name))


@cache
def score() -> Score:
    return score_of(LABELS, match(LABELS, reading()), reading().document)


def test_every_label_stands_in_the_policy_and_speaks_our_words() -> None:
    words = "\n".join(block.text for block in extract(POLICY.read_bytes(), POLICY.name).blocks)
    for label in LABELS.obligations:
        assert words.count(label.quote) == 1, label.quote
        assert set(label.areas) <= set(AREAS)
        assert label.who in ROLES


def test_nearly_every_promise_is_found_and_hardly_any_invented() -> None:
    assert score().found >= 0.95 * score().labels, score().notes
    assert score().false <= 2, score().notes


def test_the_contents_and_the_lists_of_law_and_policies_promise_nothing() -> None:
    assert score().in_zones == 0, score().notes


def test_areas_strength_and_polarity_are_read() -> None:
    found = score().found
    assert score().area_first >= 0.85 * found, score().notes
    assert score().area_any >= 0.93 * found, score().notes
    assert score().strength >= 0.95 * found, score().notes
    assert score().polarity >= 0.95 * found, score().notes


def test_clocks_with_a_number_are_read_and_none_is_made_up() -> None:
    assert score().clock_exact >= score().clocks - 2, score().notes
    assert score().made_up_clocks == 0, score().notes


def test_what_the_policy_says_of_itself_is_read() -> None:
    """The next review is given as a month, which means its last day."""
    document = reading().document
    assert (document.title, document.school) == ("Online Safety Policy", "Robin Hill Infant School")
    assert document.review_due
    assert document.review_due.date == date(2026, 9, 30)
    assert {"head", "dsl", "online-safety-lead", "dpo"} <= {holder.role for holder in document.post_holders}


def test_the_appendix_that_is_not_there_is_seen() -> None:
    document = reading().document
    assert set(document.appendices_cited) - set(document.appendices_present) == {"Appendix C"}


def test_the_same_file_gives_the_same_reading() -> None:
    assert read(extract(POLICY.read_bytes(), POLICY.name)) == reading()
