"""One sentence with two modals that differ is two promises: cuts it between them."""

import re
from itertools import pairwise
from typing import Final

from schoolgate.reading.model import Polarity, Strength
from schoolgate.reading.sentences import trim
from schoolgate.reading.strength import judge
from schoolgate.reading.wording.modals import Modal, aside, modals, opens_aside, pointed
from schoolgate.reading.wording.verbs import BASE, GERUNDS, Opening

_JOIN: Final = re.compile(
    r"(?:[,;]\s*|\s[-–—]\s*|\s)(?:and|but|or|nor|however|although|though|while|whilst)"
    r"\s+|;\s*|,\s+(?=(?:they|it|this|these|staff|pupils|parents|the)\b)"
)
_AFTER_FACT: Final = re.compile(
    r"(?: --?|;|,? but|,? and) (?=(?:do not|don't|never) )|,? and (?=(?:must|should|will|may|cannot) )"
    r"|, (?:and |but )?(?=(?:no"
    r"|nobody|they are|these are) )"
)
_IS: Final = re.compile(r"\b(?:is|are|was|were|has|have)\b|:")
_ING: Final = re.compile(r", (?:and )?(?=(?P<verb>\w+ing) )")
_ING_FIRST: Final = re.compile(r"\W*\w+ing\b")
_TURNS: Final = re.compile(r"(?:,| and|, and|,? but) (?=(?:not|never) )")
_ACT: Final = Opening("", BASE | GERUNDS)
_LONGEST: Final = 2_000  # letters: beyond this it is no sentence
_MOST_WORDS: Final = 9


def divide(text: str) -> list[tuple[int, int]]:
    """The spans of the clauses of ``text`` that bind each in their own way; one span where none does."""
    lower = text.lower().replace("’", "'")
    if len(lower) != len(text) or len(text) > _LONGEST:
        return [(0, len(text))]
    main = aside(lower)
    found = [m for m in modals(main) if m.strength is not Strength.NONE and not _epistemic(m, main)]
    cuts = []
    for first, second in pairwise(found):
        if _bearing(first, main) != _bearing(second, main) and (cut := _between(main, first, second)):
            cuts.append(cut)
    cuts = cuts or _by_fact(text) or _by_not(main) or _by_ing(main)
    edges = [0, *cuts, len(text)]
    return [trim(text, a, b) for a, b in pairwise(edges)]


def _by_fact(text: str) -> list[int]:
    """Where a plain fact ends and a clause that binds otherwise begins: "... has an account and must not lend it"."""
    if opens_aside(text.lower()):
        return []
    for join in _AFTER_FACT.finditer(text):
        first, second = judge(text[: join.start()]), judge(text[join.end() :])
        if first.promises and second.promises:
            differ = (first.strength, first.polarity) != (second.strength, second.polarity)
            return [join.start() + (text[join.start()] == ",")] if differ else []
    return []


def _by_not(main: str) -> list[int]:
    """Where a duty turns into its opposite: "Keep it secret, | not sharing it", "must log off and | never lend it"."""
    for turn in _TURNS.finditer(main):
        after = main[turn.end() :]
        if _ACT.match(re.sub(r"^(?:not|never) (?:to )?", "", after)) and len(main[: turn.start()].split()) >= 3:
            return [turn.end()]
    return []


def _by_ing(main: str) -> list[int]:
    """Duties run together as fragments: "Vigilance online, | reporting to the lead, | teaching the rules"."""
    if _IS.search(main) or modals(main):
        return []
    cuts = [turn.end() for turn in _ING.finditer(main) if turn["verb"] in GERUNDS]
    return cuts if len(cuts) > 1 or (cuts and _ING_FIRST.match(main)) else []


def _bearing(modal: Modal, main: str) -> tuple[Strength, Polarity]:
    start = max((m.end() for m in _JOIN.finditer(main[: modal.start])), default=0)
    shifted = Modal(modal.start - start, modal.end - start, modal.strength, modal.polarity, modal.word)
    return modal.strength, pointed(main[start:], shifted)


def _epistemic(modal: Modal, main: str) -> bool:
    return main[modal.start : modal.end] in {"can", "could", "might"}


def _between(main: str, first: Modal, second: Modal) -> int:
    """Where the second clause begins: after the last joining word before its subject; 0 where there is none."""
    joins = [m for m in _JOIN.finditer(main, first.end, second.start) if m.end() > first.end]
    for join in sorted(joins, key=lambda join: (main[join.start()] != ";", -join.start())):
        subject = main[join.end() : second.start].split()
        if len(subject) <= _MOST_WORDS and len(main[first.end : join.start()].split()) >= 1:
            return join.start() + (1 if main[join.start()] in ",;" else 0)
    return 0


def bearer(text: str) -> str:
    """The subject and the modal of a sentence, for its second clause that has neither: "and | not lend it"."""
    lower = text.lower().replace("’", "'")
    found = modals(lower)
    return f"{text[: found[0].end]} " if found and len(lower) == len(text) else ""
