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
_HOW_OFTEN: Final = {
    "monitoring": "at least once a week",
    "training-staff": "at least once every academic year",
    "training-governors": "at least once every academic year",
    "policy-review": "at least once a year",
    "backup": "at least once a day",
    "antivirus": "at least once a week",
}
_OTHERWISE: Final = "at least once a term"
_HOW_SOON: Final = "within one working day"
_JOINING: Final = frozenset(
    [
        "and",
        "as",
        "at",
        "before",
        "but",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "so",
        "that",
        "through",
        "to",
        "with",
    ]
)
_PARTICIPLES: Final = frozenset(
    ["done", "given", "held", "kept", "made", "read", "run", "seen", "sent", "taken", "taught", "told"]
)


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
    return _HOW_OFTEN.get(clause.areas[0], _OTHERWISE) if clause.areas else _OTHERWISE


def _reworded(text: str, words: str, instead: str) -> str:
    """The sentence with the number in the place English gives it.

    "Reports regularly to" takes it there; "is regularly looked at" after the verb; "regularly looks at" and "regular
    checks" at the end.
    """
    after = re.search(rf"\b{re.escape(words)}\b\s*(?P<next>[\w'’]*)", text, re.IGNORECASE)
    if after is None:
        return text
    word = after["next"].lower()
    if not word or word in _JOINING:
        return text[: after.start()] + instead + text[after.start() + len(words) :]
    without = text[: after.start()] + text[after.start("next") :]
    if word.endswith("ed") or word in _PARTICIPLES:
        end = after.start() + len(word)
        return f"{without[:end]} {instead}{without[end:]}"
    without = without.rstrip(" .;,")
    return f"{without[:1].upper()}{without[1:]}, {instead}."


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
            "The wording offered keeps the sentence English.",
            paper_of(sentence("Logs are regularly checked by the lead.", "monitoring.reviewed")),
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
