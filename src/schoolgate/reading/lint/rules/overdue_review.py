"""The policy is past its own review date, or gives none."""

from collections.abc import Iterator
from datetime import date

from schoolgate.kernel.clocks.months import MonthDate, spelt
from schoolgate.reading.lint.paper import Paper, note, paper_of, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Lint, ReadDate

KEY = "overdue-review"


def find(paper: Paper) -> Iterator[Lint]:
    due = paper.facts.review_due
    if due is None:
        if paper.reading.clauses:
            yield note(
                KEY,
                None,
                "The policy gives no date for its next review.",
                "Approved by the governing body on [date]. To be reviewed by [date].",
            )
        return
    if paper.today <= due.date:
        return
    taken = MonthDate(due.date.year, due.date.month).sentence() if due.precision == "month" else ""
    message = f"The policy was to be reviewed by {spelt(due.date)}, {_ago(due.date, paper.today)} ago. {taken}".strip()
    yield note(
        KEY,
        paper.saying(due.text),
        f"{message} It stays in force until governors replace it.",
        "Reviewed and approved by the governing body on [date]. Next review: [date].",
    )


def _ago(then: date, now: date) -> str:
    months = (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)
    years, rest = divmod(months, 12)
    parts = [f"{n} {unit}{'s' if n > 1 else ''}" for n, unit in ((years, "year"), (rest, "month")) if n]
    days = (now - then).days
    return " and ".join(parts) or f"{days} day{'s' if days > 1 else ''}"


_DUE = ReadDate(date(2025, 7, 31), "month", "July 2025")

RULE = Rule(
    KEY,
    "The review date the policy gives is past, or it gives none.",
    find,
    (
        Example(
            "A month means its last day, and the note says so.",
            paper_of(sentence("To be reviewed in July 2025."), review_due=_DUE),
            ("by 31 July 2025, 7 months ago. July 2025 names no day, so it is taken as its last",),
        ),
        Example(
            "The last day is still in time.",
            paper_of(sentence("To be reviewed in July 2025."), today=date(2025, 7, 31), review_due=_DUE),
        ),
        Example("No date at all.", paper_of(sentence("Staff lock screens.")), ("gives no date for its next review",)),
    ),
)
