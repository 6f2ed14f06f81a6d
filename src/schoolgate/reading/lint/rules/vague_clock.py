"""A promise with a time in it and no number: "regularly", "promptly"."""

import re
from collections.abc import Iterator
from typing import Final

from schoolgate.reading.lint.paper import Paper, about, note, paper_of, plain, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Clause, Lint, Nature, Strength, When

KEY = "vague-clock"
_OFTEN: Final = re.compile(
    r"\b(?:on a regular basis|at regular intervals|regularly|regular(?= (?:\w+ )?(?:reviews?|audits?|training|updates?|"
    r"checks?|information|reports?|monitoring|meetings?|backups?|inspections?))|periodically|frequently|routinely|"
    r"from time to time)\b"
)
_SOON: Final = re.compile(
    r"\b(?:promptly|as soon as (?:reasonably )?(?:possible|practicable)|in a timely (?:manner|fashion|way)|timely|"
    r"without (?:undue )?delay|in due course|at the earliest opportunity)\b"
)
_NUMBERED: Final = re.compile(
    r"\b(?:daily|weekly|monthly|fortnightly|termly|half[- ]termly|annually|yearly|quarterly|once (?:a|every|each)|"
    r"every (?:day|week|month|term|half term|year)|each (?:day|week|term|year)|(?:\d+|one|two|three|five|ten) "
    r"(?:working |school )?(?:hours?|days?|weeks?|months?|terms?|years?))\b"
)
_HOW_OFTEN: Final = (
    ("monitoring", "at least once a week"),
    ("incident-log", "at least once a term"),
    ("governor-reporting", "at least once a term"),
    ("training", "at least once every academic year"),
    ("policy-review", "at least once a year"),
    ("backup", "at least once a day"),
    ("antivirus", "at least once a week"),
    ("patching", "at least once a month"),
    ("", "at least once a term"),
)
_HOW_SOON: Final = "within one working day"


def find(paper: Paper) -> Iterator[Lint]:
    for clause in paper.promises:
        if clause.strength is Strength.MAY or (clause.when and clause.when.n) or _NUMBERED.search(about(clause)):
            continue
        text = plain(clause.text)
        if found := _OFTEN.search(text):
            yield _asked(clause, found[0], "how often", _how_often(clause))
        elif found := _SOON.search(text):
            yield _asked(clause, found[0], "how soon", _HOW_SOON)


def _asked(clause: Clause, words: str, question: str, instead: str) -> Lint:
    message = f"“{words}” does not say {question}, so nobody can tell whether it was kept. Which number is meant?"
    return note(KEY, clause, message, _reworded(clause.text, words, instead))


def _how_often(clause: Clause) -> str:
    return next(often for area, often in _HOW_OFTEN if not area or any(a.startswith(area) for a in clause.areas))


def _reworded(text: str, words: str, instead: str) -> str:
    """The sentence with the number in it. An adjective ("regular training") goes, and the number follows the noun."""
    if words == "regular":
        swapped = re.sub(r"\bregular\b\s*", "", text, count=1, flags=re.IGNORECASE).rstrip(" .")
        return f"{swapped[:1].upper()}{swapped[1:]}, {instead}."
    return re.sub(re.escape(words), instead, text, count=1, flags=re.IGNORECASE)


RULE = Rule(
    KEY,
    "A promise says when or how often in words that no number can be drawn from.",
    find,
    (
        Example(
            "How often.",
            paper_of(sentence("The lead regularly looks at the incident book.", "incident-log.recorded")),
            ("“regularly” does not say how often",),
        ),
        Example(
            "How soon.",
            paper_of(sentence("Concerns are answered promptly.", "incident-log.dealt-with")),
            ("“promptly” does not say how soon",),
        ),
        Example(
            "A number beside it is enough.",
            paper_of(sentence("Virus lists are updated regularly, at least weekly.", when=When("weekly", 1, "week"))),
        ),
        Example(
            "A sentence that promises nothing is left alone.",
            paper_of(sentence("Technology changes frequently.", nature=Nature.CONTEXT)),
        ),
    ),
)
