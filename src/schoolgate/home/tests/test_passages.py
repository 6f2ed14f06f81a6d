"""How a document is laid out: its own words in order, with each promise in its place."""

from datetime import date

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence.judging import PromiseStanding, foresee
from schoolgate.home.passages import Passage, lay_out, only, opened
from schoolgate.home.tests import a_document
from schoolgate.home.tests.a_document import FILTER, LOCK, LOGS, REVIEW, WELCOME


def _laid() -> tuple[tuple[Passage, ...], tuple[PromiseStanding, ...]]:
    reading = a_document.reading()
    promises = foresee(reading, CONTROLS, date(2026, 1, 5))
    return lay_out(reading, promises), promises


def _ref(promises: tuple[PromiseStanding, ...], text: str) -> str:
    return next(p.promise.ref for p in promises if p.promise.clause.text == text)


def _words(passages: tuple[Passage, ...]) -> str:
    lines = [line for p in passages for line in (*p.lines, *(cell for row in p.rows for cell in row))]
    return " / ".join("".join(piece.text for piece in line.pieces) for line in lines)


def test_it_works() -> None:
    passages, _promises = _laid()
    assert [(p.shape, p.level) for p in passages if p.shape == "heading"] == [
        ("heading", 2),
        ("heading", 2),
        ("heading", 3),
    ]


def test_every_word_is_kept_but_the_title_and_the_page_numbers() -> None:
    passages, _promises = _laid()
    assert _words(passages) == (
        f"1. Reviewing / {WELCOME} {REVIEW} / 2. Filtering / 2.1 Reports / {FILTER} / {LOCK}; / "
        f"and children do not share passwords. / Logs / {LOGS}"
    )


def test_a_promise_is_cut_out_of_its_paragraph_and_nothing_else_is() -> None:
    passages, _promises = _laid()
    pieces = passages[1].lines[0].pieces
    assert [(piece.text, piece.promise is not None) for piece in pieces] == [(f"{WELCOME} ", False), (REVIEW, True)]


def test_a_promise_in_a_table_stands_in_its_cell() -> None:
    passages, _promises = _laid()
    table = next(p for p in passages if p.shape == "table")
    assert table.header == ("Thing", "What we do")
    assert [[promise.promise.clause.text for promise in cell.promises] for cell in table.rows[0]] == [[], [LOGS]]


def test_an_open_promise_parts_the_sheet_at_its_own_sentence() -> None:
    passages, promises = _laid()
    sheet = opened(passages, _ref(promises, LOCK))
    assert _words(sheet.around) == f"{LOCK};"
    assert _words((*sheet.before, *sheet.around, *sheet.after)) == _words(passages)


def test_a_heading_just_above_goes_with_the_open_sentence() -> None:
    passages, promises = _laid()
    assert _words(opened(passages, _ref(promises, FILTER)).around) == f"2.1 Reports / {FILTER}"


def test_with_nothing_open_the_sheet_is_whole() -> None:
    passages, _promises = _laid()
    assert opened(passages, None).before == passages


def test_one_mark_alone_shows_its_sentences_under_their_headings() -> None:
    passages, promises = _laid()
    kept = only(passages, frozenset({_ref(promises, FILTER)}))
    assert _words(kept) == f"2. Filtering / 2.1 Reports / {FILTER}"
