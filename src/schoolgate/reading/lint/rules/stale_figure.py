"""A figure with no date and no source: "200 cases over the past four years"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from schoolgate.kernel.clocks.months import spelt
from schoolgate.reading.lint.paper import Paper, note, paper_of, plain, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Lint, Nature, ReadDate

KEY = "stale-figure"
_FIGURE: Final = re.compile(r"\b\d[\d,.]*\s?(?:%|per ?cent\b|\w+)|\b(?:one|two|three|four|nine) (?:in|out of) \w+")
_PERIOD: Final = re.compile(
    r"\b(?:over|in|during|within) the (?:past|last)(?: (?:\d+|two|three|four|five|six|ten|few|couple of))? "
    r"(?:years?|months?|decade)\b|\brecent(?:ly)? (?:survey|study|research|figures|statistics|data)\b|"
    r"\b(?:latest|current) (?:figures|statistics|research)\b"
)
_SOURCED: Final = "between [year] and [year] (source: [name])"
_DATED: Final = re.compile(r"\b(?:19|20)\d\d\b")


def find(paper: Paper) -> Iterator[Lint]:
    for clause in paper.body:
        text = plain(clause.text)
        period = _PERIOD.search(text)
        if not period or _DATED.search(text):
            continue
        figure = _FIGURE.search(text.replace(period[0], " "))
        if figure:
            since = f" The policy itself is of {spelt(paper.dated)}." if paper.dated else ""
            yield note(
                KEY,
                clause,
                f"This figure (“{figure[0]}”, “{period[0]}”) has no date, so it goes out of date unseen.{since}",
                re.sub(re.escape(period[0]), _SOURCED, clause.text, count=1, flags=re.IGNORECASE),
            )


_STALE = "There were 40 such cases in our county over the past three years."

RULE = Rule(
    KEY,
    "A figure is given for “the past few years” with no year of its own.",
    find,
    (
        Example(
            "No year.",
            paper_of(
                sentence(_STALE, nature=Nature.CONTEXT), approved=ReadDate(date(2022, 1, 31), "month", "January 2022")
            ),
            ("“40 such”, “over the past three years”) has no date",),
        ),
        Example("With its year.", paper_of(sentence("There were 40 such cases in the last year, 2024 to 2025."))),
        Example("No figure.", paper_of(sentence("Much has changed over the past few years.", nature=Nature.CONTEXT))),
    ),
)
