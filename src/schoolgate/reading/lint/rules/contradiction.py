"""Two sentences of one policy that cannot both be kept."""

import re
from collections.abc import Iterator
from typing import Final

from schoolgate.reading.lint.oppositions import OPPOSITIONS
from schoolgate.reading.lint.paper import Paper, about, note, paper_of, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Clause, Lint, Polarity, Strength

KEY = "contradiction"
_DOCUMENTS: Final = {
    "home-school agreement": re.compile(r"\b(?:home[- ]school|school[- ]home|home) agreement"),
    "code of practice": re.compile(r"\bcode of (?:practice|conduct)"),
    "acceptable use agreement": re.compile(r"\bacceptable use (?:policy|policies|agreement|statement)|\bau[ap]s?\b"),
    "permission form": re.compile(r"\b(?:permission|consent) (?:form|slip)"),
}
_SIGNED_FIRST: Final = re.compile(
    r"\bsign(?:ed|ing)?\b[^.]{0,200}\b(?:before|until|prior to)\b[^.]{0,200}\b(?:access|use|using|granted|allowed)\b|"
    r"\b(?:upon|once|after|on)\b[^.]{0,200}\bsign(?:ed|ing)?\b[^.]{0,200}\b(?:access|allowed|granted|use)\b|"
    r"\b(?:access|allowed|granted|use)\b[^.]{0,200}\b(?:upon|once|after|until|before)\b[^.]{0,200}\bsign(?:ed|ing)?\b"
)
_COMPARED: Final = {"passwords.changed", "policy-review.review-date", "antivirus.current", "copyright-takedown.removal"}
_DAYS: Final = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "half_term": 45, "term": 100, "year": 365}


def find(paper: Paper) -> Iterator[Lint]:
    for pair in OPPOSITIONS:
        one = next((clause for clause in paper.body if pair.one.matches(clause)), None)
        other = next((c for c in paper.body if one and c.ref != one.ref and pair.other.matches(c)), None)
        if one and other:
            yield _both(one, other, pair.message, pair.suggestion)
    yield from _two_signatures(paper)
    yield from _two_times(paper)


def _both(one: Clause, other: Clause, message: str, suggestion: str) -> Lint:
    return note(KEY, one, f"{message} The other: “{other.text}”", suggestion, other)


def _two_signatures(paper: Paper) -> Iterator[Lint]:
    """Different papers to be signed before access, in different places."""
    first: dict[str, Clause] = {}
    for clause in paper.body:
        text = about(clause)
        if _SIGNED_FIRST.search(text):
            for name, pattern in _DOCUMENTS.items():
                if pattern.search(text):
                    first.setdefault(name, clause)
    if len(first) < 2:
        return
    (name, one), (second, other) = sorted(first.items(), key=lambda item: paper.reading.clauses.index(item[1]))[:2]
    if one.ref != other.ref:
        yield _both(
            one,
            other,
            f"Access waits for a signed {name} here and a signed {second} elsewhere. "
            "Which one opens it, or are both needed?",
            f"Pupils use school technology once a parent has signed both the {name} and the {second}.",
        )


def _two_times(paper: Paper) -> Iterator[Lint]:
    """The same duty of the same people with two different numbers."""
    seen: dict[tuple[str, tuple[str, ...]], Clause] = {}
    for clause in paper.promises:
        when = clause.when
        topic = clause.topics[0].key if clause.topics else ""
        if topic not in _COMPARED or not when or not when.n or not when.unit or clause.strength is Strength.MAY:
            continue
        earlier = seen.setdefault((topic, clause.who), clause)
        if earlier.when and earlier.when.n and earlier.when.unit:
            days, before = when.n * _DAYS[when.unit], earlier.when.n * _DAYS[earlier.when.unit]
            if max(days, before) > 1.5 * min(days, before):
                words = f"The same thing is promised “{earlier.when.text}” here and “{when.text}” elsewhere."
                yield _both(earlier, clause, words, f"Keep one of the two: “{earlier.when.text}” or “{when.text}”.")


_BAN = sentence("Mobile phones must not be used around children.", polarity=Polarity.DO_NOT)

RULE = Rule(
    KEY,
    "Two sentences cannot both be kept; both are shown.",
    find,
    (
        Example(
            "Phones kept away, and needed.",
            paper_of(_BAN, sentence("On visits staff use their own phone to ring parents.")),
            ("The other: “On visits staff use their own phone",),
        ),
        Example(
            "Pictures welcome, phones off.",
            paper_of(
                sentence("Parents are welcome to take photographs at our plays.", strength=Strength.MAY),
                sentence("Parents keep their phones switched off on the school site.", who=("parents",)),
            ),
            ("lets parents take pictures at events",),
        ),
        Example(
            "Phones off while helping is another matter.",
            paper_of(
                sentence("Parents are welcome to take photographs at our plays.", strength=Strength.MAY),
                sentence("Parents keep their phones switched off while helping in class.", who=("parents",)),
            ),
        ),
        Example(
            "Two papers, either of which seems to open the door.",
            paper_of(
                sentence("Children use the internet once the home-school agreement is signed and access is granted."),
                sentence("Parents sign the code of practice before access is given."),
            ),
            ("a signed home-school agreement here and a signed code of practice elsewhere",),
        ),
        Example(
            "A ban and a permission about different things.",
            paper_of(_BAN, sentence("Staff use their own name badge.")),
        ),
    ),
)
