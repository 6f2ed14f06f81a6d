"""Where a sentence says how strongly it binds: the modal words, which way they point, and what does not count."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schoolgate.reading.model import Polarity, Strength
from schoolgate.reading.wording.verbs import BASE, THIRD, any_of
from schoolgate.reading.wording.words import choice


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal expression at ``start`` to ``end`` of the folded text; ``word`` is the rule's own name for it."""

    start: int
    end: int
    strength: Strength
    polarity: Polarity
    word: str


_ADVERB: Final = (
    r"(?:\s+(?:also|always|then|all|both|each|either|normally|usually|generally|currently|clearly|strictly|absolutely"
    r"|still|therefore|further|now|only|ever|fully|strongly|expressly|themselves|in turn|as a minimum|at all times"
    r"|where possible|wherever possible),?)*"
)
_NOT: Final = r"(?P<no>\s+(?:not|never|under no circumstances|in no way|at no time|no longer|neither)\b(?! only))?"
_BE: Final = r"(?:is|are|am|be|was|were|been|being)"

_WRONG: Final = choice(r"""
    forbidden|prohibited|banned|disallowed|barred|outlawed|off[- ]limits|unacceptable|out of bounds
    an? (?:disciplinary |criminal |serious )?offence|a violation|a breach of|against(?! (?:school |our )?advice)
""")
_UNGRANTED: Final = choice(r"""
    permitted|allowed|acceptable|authori[sz]ed|tolerated|appropriate|entitled|available|able|accepted|granted
""")
_TAKES: Final = r"(?:ha(?:s|ve)|takes?|retains?|accepts?|holds?|carr(?:y|ies)|assumes?)"
_RESPONSIBLE: Final = choice(rf"""
    (?:{_BE}{_ADVERB}\s+)?(?:responsible|accountable|answerable)\s+(?:for|to|and)\b
    {_TAKES}\s+(?:\S+\s+){{0,4}}?responsibilit(?:y|ies)(?= (?:for|to|of|in|and)\b)
    it is \S+'s (?:duty|responsibility)\b
    it is the (?:\w+ )?(?:duty|responsibility|role) of\b
    responsibilit(?:y|ies) of (?:the|all|every|each)\b.{{0,40}}\bto\b
    (?:role|responsibility|duties|responsibilities|remit) (?:is|are|includes?|will include)(?: to)?\b
""")
_UNSURE: Final = choice(r"""
    be (?:guarantee|recovered|retrieved|undone|reversed|held|relied|underestimated|stressed|avoided|eliminated|100)
    always|guarantee|ensure|accept
""")

_FORMS: Final[tuple[tuple[str, Strength, str], ...]] = (
    ("forbidden", Strength.MUST, rf"(?P<no>\b{_BE}{_ADVERB}\s+{_WRONG}\b)"),
    (
        "not allowed",
        Strength.MUST,
        rf"(?P<no>\b{_BE}\s+(?:strictly |absolutely )?(?:not"
        rf"|never){_ADVERB}\s+(?:be )?{_UNGRANTED}\b)",
    ),
    ("against advice", Strength.SHOULD, r"(?P<no>\bit is against (?:school |our )?advice\b)"),
    ("against", Strength.MUST, rf"(?P<no>\bit is (?:also )?(?:{_WRONG}|illegal|inappropriate))\b"),
    ("only may", Strength.MUST, rf"\b{_BE}\s+only\s+(?:able|permitted|allowed|authori[sz]ed)\s+(?:to|on|in|for|at)\b"),
    ("not required", Strength.NONE, rf"\b{_BE}\s+not\s+(?:required|obliged|expected)\s+to\b"),
    (
        "not required",
        Strength.NONE,
        r"\b(?:do|does)(?: not|n't) have to\b|\b(?:do|does)(?: not|n't) (?:need|require)\b|\bneed not\b"
        r"|\bthere is no (?:expectation|need|requirement|obligation)\b",
    ),
    (
        "asked",
        Strength.SHOULD,
        rf"\b(?<!will be )(?<!must be ){_BE}{_ADVERB}\s+(?:advised|encouraged|recommended|asked|requested"
        rf"|urged|invited)"
        rf"{_NOT}\s+(?:to|that|against|not to)\b",
    ),
    (
        "expected",
        Strength.MUST,
        rf"\b{_BE}{_ADVERB}\s+(?:expected|required|obliged|instructed|mandated"
        rf"|bound)\s*{_NOT}\s*to(?P<no2>\s+not\b)?\b",
    ),
    (
        "may",
        Strength.MAY,
        rf"\b{_BE}{_ADVERB}\s+(?:permitted|allowed"
        rf"|welcome|free|entitled|authori[sz]ed|able)\s+(?:to|on|in|for|at)\b",
    ),
    ("may", Strength.MAY, r"\b(?:reserves?|has|have)(?: \w+)? the right to\b|\bat the discretion of\b"),
    ("responsible", Strength.MUST, rf"\b{_RESPONSIBLE}"),
    ("need", Strength.MUST, rf"\b(?<!the )(?<!a )(?<!no )(?<!of )(?:need|needs|has|have)\s+to{_NOT}\b"),
    (
        "is to",
        Strength.MUST,
        rf"\b(?:is|are)(?: only| also| always)?{_NOT}\s+to(?=\s+(?:be"
        rf"|not|only|have|always|{any_of(BASE)})\b)",
    ),
    ("must", Strength.MUST, rf"\b(?:must|shall)(?P<nt>n't)?{_ADVERB}{_NOT}"),
    ("will", Strength.MUST, rf"(?:\bwill\b|'ll\b){_ADVERB}{_NOT}|(?P<wont>\bwon't\b)"),
    ("would not", Strength.MUST, r"(?P<no>\bwould (?:not|never)\b(?! be (?:able|possible|expected|appropriate)))"),
    ("cannot", Strength.MUST, rf"(?P<no>\b(?:cannot|can not|can't|may not|can never|may never)\b(?! {_UNSURE}))"),
    ("only may", Strength.MUST, r"\b(?:may|can)\s+only\b|\bonly\s+(?:\S+\s+){1,6}?(?:may|can)\b"),
    ("should", Strength.SHOULD, rf"\b(?:should|ought to)(?P<nt2>n't)?{_ADVERB}{_NOT}"),
    ("not allowed", Strength.MUST, r"(?P<no>\bnot (?:permitted|allowed|acceptable)\b)"),
    ("may", Strength.MAY, r"\b(?:may|can|might|could)\b(?!\s+(?:not|only)\b)"),
)
_COMPILED: Final = tuple((word, strength, re.compile(pattern)) for word, strength, pattern in _FORMS)
_NEGATIVE_SUBJECT: Final = re.compile(
    r"(?:^|[,;:–] |\band |\bbut )(?:at no time|under no circumstances|in no "
    r"circumstances|on no account|in no way|no(?!\s+longer\b)|neither|nobody|"
    r"none|nothing|never|nor)\b"
)
_NEGATIVE_OBJECT: Final = re.compile(
    r"^(?:\s+(?:ensure(?: that)?(?= no)|be|make|use|have|take|give|accept|share|store|contain|bring|"
    r"keep|leave|in|any|way|always|there|attempt))*\s+(?:no\b(?! longer| later|"
    r" more than| less| fewer)|in no way|never|not\b(?! only| just| limited)"
    r")"
)


def modals(text: str) -> list[Modal]:
    """The modal expressions of a folded lower-case text, in order, none inside another."""
    return list(_modals(text))


@lru_cache(maxsize=2_048)  # a sentence is asked about several times over
def _modals(text: str) -> tuple[Modal, ...]:
    found: list[Modal] = []
    taken = [False] * (len(text) + 1)
    for word, strength, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]) or match.start() == match.end():
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            negative = any(match.groupdict().values())
            polarity = Polarity.DO_NOT if negative else Polarity.DO
            found.append(Modal(match.start(), match.end(), strength, polarity, word))
    return tuple(sorted(found, key=lambda modal: modal.start))


def pointed(text: str, modal: Modal) -> Polarity:
    """Which way the modal points once the words around it are heard: "no pupil may", "will make no attempt"."""
    if modal.polarity is Polarity.DO_NOT:
        return Polarity.DO_NOT
    if _NEGATIVE_SUBJECT.search(text[: modal.start]) or _NEGATIVE_OBJECT.search(text[modal.end :]):
        return Polarity.DO_NOT
    return Polarity.DO


# What follows "and" with a subject and a verb of its own is no longer part of the condition before it.
_ON: Final = (
    r"(?:(?! (?:and|but|so) (?:[\w'/-]+ ){1,5}?(?:will|must|should|may|shall|is|are|cannot)\b"
    r"(?! (?:not )?(?:sure|able|unsure|happy|unhappy)))[^,;:.])*"
)
_SIDE: Final = (
    re.compile(r"\([^()]*\)|\[[^\[\]]*\]"),
    re.compile(r"[“\"][^“”\"]{25,}[”\"]"),
    re.compile(
        r"\b(?:so that|so as|such that|in order (?:to|that|for)|to make sure(?: that)?|in the event (?:of|that)"
        r"|to ensure(?: that)?|in case)\b"
        r"[^,;:.]*"
    ),
    re.compile(
        rf"(?<![a-z])(?:if|when|whenever|where|wherever|unless|until|before|after|once|while|whilst|because|as long as"
        rf"|provided (?:that|it|they|the|this|you|all)|providing (?:that|it|they)|although|since|even if"
        rf"|even though|except|without)\b{_ON}"
    ),
    re.compile(r"(?<=consider )(?:whether|how|what)\b[^;:.]*|(?<=decide )(?:whether|how|what)\b[^;:.]*"),
    re.compile(r"(?<![a-z])(?:whether|how|what|why|which|who|whom|whose)\b[^,;:.]*"),
    re.compile(
        r"(?<=[a-z])(?<! of)(?<! to)(?<! in)(?<! on)(?<! by)(?<! at)(?<! for)(?<! from)(?<! with)\s+that\b"
        r"(?! (?:is|are) (?:not|never))[^,;:.]*"
    ),
)
_INVERTED: Final = re.compile(r"^should\s+[^,]{3,}?,")
_VERBS: Final = (
    rf"(?:is|are|has|have|was|were|do|does|can|may|cannot|will|contains?|belongs?|needs?|connects?|hold"
    rf"|{any_of(BASE | THIRD)})"
)
_RELATIVE: Final = re.compile(
    rf"^(?P<noun>(?:[\w'/-]+ ){{1,8}})(?:(?<!sure )(?<!aware"
    rf" )(?<!agreed )(?<!agree )(?<!ensure )(?<!ensures )(?<!so )(?<!is )that(?= {_VERBS}\b)|who"
    rf"|which) [\w'-]+(?: (?:and (?:which|that|who) )?[\w'-]+){{0,10}}?"
    rf"(?= (?:is|are|has|have|will|must|should|may|can|cannot|goes|counts|{any_of(THIRD - {'reports', 'records'})})\b)"
)
_OPENING: Final = re.compile(
    r"^(?:if|when|whenever|where|wherever|unless|until|before|after|once|while|"
    r"whilst|because|although|as|since|in order to|to|in the event|should|for|"
    r"any \w+ who|anyone who)\b"
)


@lru_cache(maxsize=2_048)  # a sentence is asked about several times over
def aside(text: str) -> str:
    """The text with everything that is not its main clause turned into spaces, so that positions still hold."""
    masked = text
    inverted = _INVERTED.match(masked)
    if inverted:
        masked = " " * inverted.end() + masked[inverted.end() :]
    elif masked.startswith("should "):
        masked = " " * 6 + masked[6:]
    masked = _RELATIVE.sub(lambda match: match["noun"] + " " * (len(match.group()) - len(match["noun"])), masked)
    for pattern in _SIDE:
        masked = pattern.sub(lambda match: " " * len(match.group()), masked)
    return masked


def opens_aside(text: str) -> bool:
    """Whether the sentence opens with its condition, so that without a comma the main clause hides behind it."""
    return bool(_OPENING.match(text))
