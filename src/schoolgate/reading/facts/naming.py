"""The document's title and the school it speaks for."""

import re
from collections import Counter
from pathlib import Path
from typing import Final

from schoolgate.reading.facts.lines import Line
from schoolgate.reading.model import Extract, Role

_TITLE_WORD: Final = re.compile(
    r"\b(?:polic(?:y|ies)|agreement|code of (?:conduct|practice)|rules|guidelines|statement|strategy|procedures?)\b",
    re.I,
)
_NO_TITLE: Final = re.compile(
    r"[.!?]$|^(?:appendix|annex|section|contents|this|using this|policy review|the purpose|related|other|links? )\b|:$",
    re.I,
)
_SUBJECT: Final = re.compile(
    r"\b(?:acceptable use|on-?\s?line safety|e-?\s?safety|safeguarding|use of|social media|mobile"
    r"|data protection|ICT|internet)\b",
    re.I,
)
_SENTENCE: Final = re.compile(
    r"\b(?:is|are|was|will|must|should|has|have|may|can|we|created|reviewed|approved|ratified|updated|date)\b", re.I
)
_DATED: Final = re.compile(
    r"[\s,(|-]*(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s+)?"
    r"20\d\d(?:\s*[-/]\s*(?:20)?\d\d)?\)?\s*$",
    re.I,
)
_LONGEST_TITLE: Final = 110
_RUN_WITHIN: Final = 300  # characters from the top
_FILE_NAME: Final = re.compile(r"\.(?:docx?|pdf|odt|txt|html?)$|^microsoft word|untitled|^document\d*$|_", re.I)
_OPENING: Final = 25  # how many blocks from the top may hold the title or the school's name

_SMALL: Final = r"(?:of|the|and|&|on|in|le|de|upon|at|with|cum)"
_BIG: Final = r"(?:[A-Z][\w'&.-]*|\([A-Z][\w. ]*\))"
_SCHOOL: Final = re.compile(
    rf"\b({_BIG}(?:,? (?:{_BIG}|{_SMALL})){{0,8}}? (?:School(?:s)?|Academy|College|Nursery|Federation"
    rf"|Pre-?school|Kindergarten)"
    r"(?: and (?:Nursery|Pre-?school|Children's Centre))?)\b"
)
_TITLE_RUN: Final = re.compile(  # a hyphen is a part of a word or stands apart, never both: else this may take for ever
    rf"\b{_BIG}(?:[ /–]+(?:- +)?(?:{_BIG}|{_SMALL}|for|use))*?"
    r" (?:Policy|POLICY|Agreement|AGREEMENT|Code of [Cc]onduct|Guidelines|Rules|Procedures?)\b"
)
_KINDS: Final = frozenset((Path(__file__).parent / "data" / "not-a-school.txt").read_text(encoding="utf-8").split())
_LEADING: Final = re.compile(r"^(?:(?:At|The|Our|Welcome to|Of|For|By|In|All|From|And|As|With|Here|To)\s+)+")
_NOT_A_SCHOOL: Final = re.compile(
    r"\b(?:agreement|policy|safety|acceptable|curriculum|governing|department|code)\b", re.I
)
_KEEP_UPPER: Final = frozenset({"CE", "CEP", "RC", "VA", "VC", "C", "E", "COFE", "CIO", "II", "MAT", "JMI"})


def _cased(name: str) -> str:
    """ "ROBIN HILL INFANT SCHOOL" as "Robin Hill Infant School"; any other name as it stands."""
    if not name.isupper():
        return name
    small = {"of", "the", "and", "on", "in", "upon", "at", "with"}
    words = [word.lower() if word.lower() in small else word.capitalize() for word in name.split()]
    return " ".join(old if old in _KEEP_UPPER else new for old, new in zip(name.split(), words, strict=True))


def _schools_in(text: str) -> list[str]:
    shown = text.title().replace("'S ", "'s ") if text.isupper() else text
    found = []
    for match in _SCHOOL.finditer(shown):
        name = _LEADING.sub("", match[1])
        own = [word for word in re.findall(r"[A-Za-z]+", name) if word.lower() not in _KINDS]
        if own and not _NOT_A_SCHOOL.search(name):
            at = text.upper().find(name.upper())
            found.append(_cased(text[at : at + len(name)]) if at >= 0 else name)
    return found


def school_of(read: tuple[Line, ...]) -> str:
    """The school's name: the one said most, an early mention counting for several; empty where none is plain."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for place, line in enumerate(read):
        for name in _schools_in(line.text):
            key = name.casefold()
            shown.setdefault(key, name)
            counts[key] += 3 if place < _OPENING else 1
    if not counts:
        return ""
    best, _times = max(counts.items(), key=lambda item: (item[1], len(item[0])))
    return shown[best]


def title_in(extract: Extract, read: tuple[Line, ...]) -> str:
    """The document's title: its first short line that names a policy or what one is about, else the file's own title.

    A line near the top that names a policy comes before a heading that only names a subject.
    """
    opening = [line for line in read[:_OPENING] if _may_be_title(line)]
    first = next((line for line in opening if _TITLE_WORD.search(line.text)), None)
    about = next((line for line in opening if line.role is Role.HEADING and _SUBJECT.search(line.text)), None)
    if first is not None and about is not None and about.block < first.block and first.role is not Role.HEADING:
        first = about
    if first := first or about:
        return _tidied(first.said)
    own = " ".join(extract.title.split())
    if own and not _FILE_NAME.search(own):
        return own
    if run := _title_run(extract):
        return _tidied(run)
    headings = [line.said for line in opening if line.role is Role.HEADING]
    return _tidied(headings[0]) if headings else ""


def _title_run(extract: Extract) -> str:
    """The first run of capitals that ends by naming a policy, in a document whose first lines were run together."""
    opening = next((block.text for block in extract.blocks if block.text.strip()), "")[:_RUN_WITHIN]
    return next((run for run in _TITLE_RUN.findall(" ".join(opening.split())) if len(run) <= _LONGEST_TITLE), "")


def _may_be_title(line: Line) -> bool:
    return len(line.text) <= _LONGEST_TITLE and not _NO_TITLE.search(line.text) and not _SENTENCE.search(line.text)


def _tidied(title: str) -> str:
    """A title without its version, its date or the name of the school before it."""
    title = re.sub(r"\s*\bv(?:ersion)?\.?\s*\d[\d.]*\s*$", "", title, flags=re.I)
    title = _DATED.sub("", title).strip(" -–:*#|")
    for school in _schools_in(title):
        if title.upper().startswith(school.upper()) and len(title) > len(school) + 8:
            title = title[len(school) :].strip(" -–:*#|,")
    return _cased(title) if title.isupper() else title
