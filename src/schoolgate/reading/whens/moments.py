"""Clocks without a number: a named moment ("on entry", "before publishing"), or a vague word ("regularly")."""

import re
from typing import Final

_START: Final = r"(?:start|starts|join|joins|enter|enters|begin|begins|enrol|enrols)"
# Pattern and the anchor it names. "" takes the anchor from the words of the policy.
MOMENTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), anchor)
    for pattern, anchor in (
        (r"\b(?:on|during|at|upon|part of (?:their|the|all|an?|staff)?)\s*(?:\w+\s+)?induction\b", "induction"),
        (
            r"\b(?:on|upon|at|before|prior to)\s+(?:first\s+|their\s+|initial\s+)?(?:entry|admission|enrolment"
            r"|joining)\b",
            "entry",
        ),
        (
            rf"\b(?:when|once|as|before)\s+(?:\w+['’]?s?\s+){{1,3}}?{_START}\s+(?:at\s+|in\s+)?(?:the\s+|our\s+"
            rf"|\w+\s+\w*\s*)?(?:school|nursery|reception)\b",
            "entry",
        ),
        (
            r"\b(?:at|on|from) the start of (?:their"
            r"|the) (?:time|employment|placement|contract)\b",
            "start of employment",
        ),
        (
            r"\b(?:on|upon|before|when|after)\s+(?:\w+\s+){0,3}?(?:leaving|leaves?)\s+(?:the\s+"
            r"|our\s+)?(?:school|employment|trust)\b",
            "leaving",
        ),
        (r"\b(?:each|every)\s+(?:lesson|session|visit|trip|event|time|use)\b", "each time"),
        (
            r"\bat the (?:start|beginning|end) of (?:the|each|every|a|any) (?:lesson|session|visit|day"
            r"|meeting)\b",
            "each time",
        ),
        (
            r"\b(?:by|before) the end of the (?:working |school )?day\b|\b(?:on )?the same (?:working "
            r"|school )?day\b",
            "same day",
        ),
        (r"\bat the (?:next|following) (?:meeting|governors' meeting|opportunity)\b", "next meeting"),
        (
            r"\b(?:before|prior to)\s+(?:(?:any|the|a|an|their|being|using|they are|it is|they"
            r"|it)\s+)*(?P<what>[a-z][a-z'-]+)",
            "",
        ),
    )
)

VAGUE: Final = re.compile(
    r"\b(?:with immediate effect|immediate(?:ly)?|at once|straight ?away|promptly|without (?:undue )?delay|"
    r"as soon as (?:is |it is )?(?:reasonably )?(?:possible|practicable|practical|they \w+|it \w+)|"
    r"at the earliest (?:opportunity|possible \w+)|in a timely (?:manner|fashion|way)|timely|swiftly|quickly|"
    r"in (?:due course|good time)|(?:on|at) (?:a )?regular (?:basis|intervals?)|(?:more )?regular(?:ly)?|"
    r"periodic(?:ally)?|at (?:frequent )?intervals|from time to time|(?:more )?frequent(?:ly)?|routinely|"
    r"occasionally|continual(?:ly)?|continuous(?:ly)?|constantly|on an? (?:on-?going|continuing|rolling) basis|"
    r"(?<!be )on-?going|as and when|when(?:ever)? (?:necessary|needed|required|appropriate)|at any time)\b"
)
_NOT_VAGUE: Final = re.compile(r"\b(?:immediate (?:family|danger|risk|area|vicinity|threat)|regular(?:ly)? use)")

COMBINED: Final = re.compile(
    r"\bwh(?:ich|o|at)\s?ever(?:'s| is| are| happens| comes| occurs| one)*(?: the)? "
    r"(?P<which>sooner|soonest|first|earlier|earliest|later|latest|last|longer|longest|shorter|shortest)\b"
)
_ALSO: Final = re.compile(
    r"\b(?:or|and|but)\s+(?:also\s+|again\s+)?(?:(?P<sooner>sooner|earlier|before(?: this| then| that)?|"
    r"more (?:often|frequently|regularly)|immediately|additionally|again)\s*,?\s*)?(?:should be (?:reviewed|changed) )?"
    r"(?:at|on|in response to|following|after|in (?:the )?light of|when(?:ever)?|if|as a result of|in the event of|"
    r"as (?:a )?(?:consequence|required|necessary|needed)(?: of)?|where|should|upon|as soon as|must be changed if)\b\s*"
    r"(?:there (?:is|are|has been)\s+)?(?:any |an? |the )?(?P<trigger>[^,.;()]{0,60})"
)
_TAIL: Final = re.compile(r"\s+(?:wh(?:ich|o)\s?ever|that|which|has|have|is|are|takes?|occurs?|and|or|to|by)\b.*$")
_SINCE: Final = re.compile(
    r"\s*(?:of|from|after|following|since|before)\s+(?:the |an? |its |their |any |it )?(?P<what>[a-z][a-z' -]{2,50})"
)
_LATER: Final = frozenset({"later", "latest", "last", "longer", "longest"})


def vague(text: str) -> re.Match[str] | None:
    """The first vague time word of ``text`` (lower case), or None."""
    for match in VAGUE.finditer(text):
        if not _NOT_VAGUE.match(text, match.start()):
            return match
    return None


def _short(words: str) -> str:
    return " ".join(_TAIL.sub("", words.strip()).split()[:6])


def start_after(text: str, end: int) -> str | None:
    """What a limit that stops at ``end`` is counted from: "becoming aware", for "within 72 hours of becoming aware"."""
    match = _SINCE.match(text, end)
    return _short(match["what"]) or None if match else None


def combination(text: str, end: int) -> tuple[str | None, str | None]:
    """How the clock that stops at ``end`` is joined to another trigger, and that trigger's words."""
    said = COMBINED.search(text)
    also = _ALSO.search(text, end)
    trigger = _short(also["trigger"]) or None if also else None
    if said:
        return ("later_of" if said["which"] in _LATER else "sooner_of"), trigger
    if also and (also.start() - end < 40 or also["sooner"]):
        return "sooner_of", trigger
    return None, None
