"""How often the policy says it is reviewed, against the dates it gives; and words like "bi-annually"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from schoolgate.reading.lint.paper import Paper, note, paper_of, plain, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Clause, Lint, ReadDate, When

KEY = "review-interval"
_TWO_WAYS: Final = {
    re.compile(r"\bbi-?annual(ly)?\b"): ("twice a year", "every two years"),
    re.compile(r"\bbi-?month(ly)?\b"): ("twice a month", "every two months"),
    re.compile(r"\bbi-?week(ly)?\b"): ("twice a week", "every two weeks"),
}
_MONTHS: Final = {"month": 1, "half_term": 2, "term": 4, "year": 12}
_SLACK: Final = 0.25  # a review a quarter early or late is no contradiction


def find(paper: Paper) -> Iterator[Lint]:
    gap = _months_given(paper)
    told = False
    for clause in paper.reading.clauses:
        for pattern, (often, seldom) in _TWO_WAYS.items():
            if found := pattern.search(plain(clause.text)):
                told = told or "annual" in found[0]
                yield _two_ways(clause, found[0], often, seldom, gap)
    interval = paper.facts.review_interval
    stated = interval.n * _MONTHS[interval.unit] if interval and interval.n and interval.unit in _MONTHS else None
    if interval and gap and stated and not told and abs(stated - gap) > max(1, _SLACK * gap):
        yield note(
            KEY,
            paper.saying(interval.text),
            f"The policy says it is reviewed “{interval.text}”, and its dates lie {_spelt(gap)} apart.",
            f"This policy is reviewed every {_spelt(gap)}.",
        )


def _two_ways(clause: Clause, word: str, often: str, seldom: str, gap: int | None) -> Lint:
    message = f"“{word}” can mean {often} or {seldom}."
    chosen = seldom
    if gap and "annual" in word:
        message += f" The dates in the policy lie {_spelt(gap)} apart."
        chosen = often if gap <= 9 else seldom
    swapped = re.sub(r"\bbi[-‑]?(annual|month|week)(ly)?\b", chosen, clause.text, flags=re.IGNORECASE)
    return note(KEY, clause, message, swapped)


def _months_given(paper: Paper) -> int | None:
    approved, due = paper.facts.approved, paper.facts.review_due
    if not approved or not due or due.date <= approved.date:
        return None
    return (due.date.year - approved.date.year) * 12 + due.date.month - approved.date.month


def _spelt(months: int) -> str:
    years, rest = divmod(months, 12)
    if rest:
        return f"{months} months"
    return "year" if years == 1 else f"{years} years"


_APPROVED = ReadDate(date(2024, 5, 31), "month", "May 2024")
_DUE = ReadDate(date(2026, 5, 31), "month", "May 2026")
_TWICE = sentence("This policy is reviewed bi-annually by governors.", "policy-review.review-date")

RULE = Rule(
    KEY,
    "The interval the policy states does not fit its dates, or can be read two ways.",
    find,
    (
        Example(
            "Two years lie between the dates.",
            paper_of(_TWICE, approved=_APPROVED, review_due=_DUE),
            ("can mean twice a year or every two years. The dates in the policy lie 2 years apart",),
        ),
        Example(
            "Yearly, with two years between the dates.",
            paper_of(
                sentence("This policy is reviewed every year."),
                approved=_APPROVED,
                review_due=_DUE,
                review_interval=When("every year", 1, "year", "calendar"),
            ),
            ("“every year”, and its dates lie 2 years apart",),
        ),
        Example(
            "Every two years, and so it is.",
            paper_of(
                sentence("This policy is reviewed every two years."),
                approved=_APPROVED,
                review_due=_DUE,
                review_interval=When("every two years", 2, "year", "calendar"),
            ),
        ),
    ),
)
