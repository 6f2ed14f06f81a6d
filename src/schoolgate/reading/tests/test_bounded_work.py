"""A text made to be hard takes no more work, letter for letter, than twice what half of it takes, and a little."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType

import pytest

from schoolgate.reading.formats import paste
from schoolgate.reading.read import read
from schoolgate.reading.sentences import spans
from schoolgate.reading.structure import units
from schoolgate.reading.wording.verbs import BASE, THIRD, Opening, any_of

_TOOL = sys.monitoring.PROFILER_ID
HOSTILE = (
    ". ", "a. ", "(", "the ", "a, ", "a ::::: ", "Online Safety ", "will ", "1234567890", "\ta", "www.", "a@b. ",
    "I will ", "keep a log; ", "must not ", "“a ", "a\n", "The school will: ",
)  # fmt: skip


@contextmanager
def counted(calls: list[int]) -> Iterator[None]:
    """Counts the calls of Python functions, ours and the library's, into ``calls[0]``."""

    def one_more(_code: CodeType, _offset: int) -> None:
        calls[0] += 1

    sys.monitoring.use_tool_id(_TOOL, "bounded work")
    sys.monitoring.register_callback(_TOOL, sys.monitoring.events.PY_START, one_more)
    sys.monitoring.set_events(_TOOL, sys.monitoring.events.PY_START)
    try:
        yield
    finally:
        sys.monitoring.set_events(_TOOL, 0)
        sys.monitoring.register_callback(_TOOL, sys.monitoring.events.PY_START, None)
        sys.monitoring.free_tool_id(_TOOL)


def calls_to_read(text: str) -> int:
    calls = [0]
    with counted(calls):
        read(paste(text))
    return calls[0]


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    read(paste("The school will keep a log."))  # what is made ready once is not counted
    small, large = (calls_to_read(piece * (letters // len(piece))) for letters in (600, 1_200))
    assert large < 2.3 * small + 500


@pytest.mark.parametrize("piece", ["a\n", "the school\n", "I will "])
def test_no_piece_is_judged_with_more_than_a_page_before_it(piece: str) -> None:
    assert all(len(unit.lead) <= 1_000 for unit in units(paste(piece * 1_000)))


class _Watched(str):
    """A text that says how many letters were cut out of it."""

    cut = 0

    def __getitem__(self, key: object) -> str:
        found = str.__getitem__(self, key)  # type: ignore[index]  # the base's own keys
        _Watched.cut += len(found)
        return found


def test_a_stop_is_weighed_by_the_letters_near_it() -> None:
    _Watched.cut = 0
    text = _Watched(". " * 5_000)
    spans(text)
    assert _Watched.cut < 700 * 5_000


def test_a_verb_is_found_by_set_as_by_pattern() -> None:
    """``Opening`` and ``any_of`` agree, hyphens and endings among the rest."""
    known = BASE | THIRD
    pattern = re.compile(rf"\W*{any_of(known)}\b")
    opening = Opening(r"\W*", known)
    words = [
        *sorted(known),
        "log-in",
        "co-operate",
        "cooperates",
        "checkup",
        "risk-assess",
        "",
        "x",
        "keeper",
        "- keep it",
    ]
    for word in words:
        assert opening.match(word) == bool(pattern.match(word)), word
