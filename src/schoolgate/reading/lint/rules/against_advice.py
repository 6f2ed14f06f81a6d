"""A promise at odds with what national advice says now."""

from collections.abc import Iterator
from datetime import date

from schoolgate.reading.lint.advice import advice
from schoolgate.reading.lint.paper import Paper, note, paper_of, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Lint, When

KEY = "against-advice"


def find(paper: Paper) -> Iterator[Lint]:
    for given in advice():
        if paper.today < given.since:
            continue
        # What is said of names and pictures is worth a look however it is put; the rest must be promised.
        for clause in paper.promises if given.polarity else paper.body:
            if given.met_by(clause, paper.in_context(clause)):
                yield note(KEY, clause, given.message, given.suggestion)


_TERMLY = sentence(
    "Staff passwords are changed every term.", "passwords.changed", when=When("every term", 1, "term", "school")
)
_NAMES = sentence("Only first names appear beside photographs.", "website-publishing.names")

RULE = Rule(
    KEY,
    "A promise goes against what national advice says today.",
    find,
    (
        Example("Passwords on a rhythm.", paper_of(_TERMLY), ("advises against changing passwords on a rhythm",)),
        Example(
            "The sentence before says what “they” are.",
            paper_of(sentence("Staff passwords are strong."), sentence("They must be changed every month.")),
            ("advises against changing passwords on a rhythm",),
        ),
        Example("After a breach.", paper_of(sentence("Passwords are changed when they may be known."))),
        Example("First names.", paper_of(_NAMES, today=date(2026, 6, 1)), ("no longer protects a child",)),
        Example("Before the advice came.", paper_of(_NAMES, today=date(2026, 3, 1))),
        Example(
            "A second step, if it can be had.",
            paper_of(sentence("Two-factor sign-in is used where possible.", "mfa.in-place")),
            ("not only where it is possible",),
        ),
    ),
)
