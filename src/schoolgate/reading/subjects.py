"""The subject of a sentence: who or what it is about, with what only hangs on it left out."""

import re
from typing import Final

from schoolgate.reading.wording.modals import aside, modals
from schoolgate.reading.wording.people import PERSON_RE, ROLE_PATTERNS
from schoolgate.reading.wording.verbs import BASE, THIRD

_STRAIGHT: Final = str.maketrans({"’": "'", "‘": "'"})
_ADVERBIAL: Final = re.compile(
    r"^\W*(?:also,? |in addition,? |however,? |therefore,? |where possible,? )?(?:in|at|on|with|for|from|during"
    r"|by|to|under"
    r"|as|after|before|through|within|following|alongside|upon|outside|over|across)\b[^,]*,\s*"
)
_PRONOUN: Final = re.compile(
    r"\W*(?:(?:and|but|so|therefore|o) )?(?P<word>we|i|they|he|she|you|everyone|nobody)\b(?!')"
)
_VERBS: Final = BASE | THIRD
_IS: Final = frozenset(["is", "are", "was", "has", "have", "had", "am", "were"])
_MEMBERS: Final = re.compile(
    r"\bmembers? of (?:the )?(?:\w+ )?(?:staff|community|team)\b|\bteaching and support staff\b", re.IGNORECASE
)
_ONE_OF: Final = re.compile(r"\b(?:an? |any |each |all |every )?members? of (?:the |our )?", re.IGNORECASE)
_ENDS: Final = re.compile(r"(?:^|[ ,])(?P<word>we|i|they|you|he|she)$")
_POSSESSED: Final = re.compile(r"\b[\w/]+(?:'s|s')(?:\s+(?!and\b|or\b)\w+)?", re.IGNORECASE)
_HANGS_ON: Final = re.compile(
    r"\s(?:of|for|from|with|in|at|on|to|about|that|who|which|including|such as|regarding|between|by|using|via"
    r"|against)\s"
    r"|[(]",
    re.IGNORECASE,
)
_STANDS_LAST: Final = re.compile(
    r"\W*$|\s*[,/&(]|\W+(?:and|or|who|that|with|both|all|also|each|themselves|alike|\w+ing|\w+ly|responsible"
    r"|member|only|then"
    r"|always|never|not|do|does|supported|concerned|involved|on|in|at|to|for|of|from)\b",
    re.IGNORECASE,
)


def plainly(text: str) -> str:
    """The text in lower case with straight quotes: what the functions here read."""
    lower = text.translate(_STRAIGHT).lower()
    return lower if len(lower) == len(text) else text.translate(_STRAIGHT)


def subject(text: str) -> str:
    """The words before the predicate of the main clause of a plain text; empty where it opens with its verb."""
    pronoun = _PRONOUN.match(text)
    if pronoun:
        return pronoun["word"]
    main = aside(text)
    start = predicate(main)
    if start is None:
        return ""
    before = main[:start].strip(" ,;:-")
    if pronoun := _ENDS.search(before):
        return pronoun["word"]
    return _ADVERBIAL.sub("", before) if "," in before else before


def predicate(main: str) -> int | None:
    """Where the predicate of a main clause begins: its first modal, its "is" or "has", or the verb after a person."""
    found = modals(main)
    modal = found[0].start if found else None
    for word in re.finditer(r"[\w'-]+", main[:modal]):
        if word.group() in _IS:
            return word.start()
        before = main[: word.start()].rstrip()
        if _ENDS.search(before) and not word.group().endswith("ly"):
            return word.start()
        if word.start() and word.group() in _VERBS and _ends_in_person(main[: word.start()]):
            return word.start()
    return modal


def _ends_in_person(before: str) -> bool:
    before = re.sub(
        r"(?: (?:also|always|only|regularly|then|each|all|never|not|do|does|both|\w+ly))+$", "", before.rstrip()
    )
    return any(match.end() == len(before) for match in PERSON_RE.finditer(before))


def head(phrase: str) -> str:
    """The head of a subject, without what hangs on it: "photographs of pupils" is about photographs."""
    whole = _ONE_OF.sub("", _MEMBERS.sub("staff", phrase))
    return _HANGS_ON.split(_POSSESSED.sub(" thing ", whole), maxsplit=1)[0]


def roles_of(phrase: str) -> tuple[str, ...]:
    """The roles that are a phrase's head, in order; none where a person only qualifies a thing ("staff laptops")."""
    hits = _hits(head(phrase))
    if not hits or not _STANDS_LAST.match(head(phrase)[hits[-1][1] :]):
        return ()
    return tuple(dict.fromkeys(role for _, _, role in hits))


def _hits(text: str) -> list[tuple[int, int, str]]:
    """Start, end and role of each person a text names, in order; a longer word hides the shorter inside it."""
    hits: list[tuple[int, int, str]] = []
    for role, pattern in ROLE_PATTERNS:
        for match in pattern.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b, _ in hits):
                hits.append((*match.span(), role))
    return sorted(hits)
