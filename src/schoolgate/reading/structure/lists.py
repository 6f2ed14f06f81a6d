"""Lists whose marks and line breaks were lost: found again inside the text of one block."""

import re
from itertools import pairwise
from typing import Final

from schoolgate.reading.sentences import trim
from schoolgate.reading.wording.verbs import BASE, GERUNDS, THIRD, spelt

Piece = tuple[int, int, bool]  # start, end, and whether it is an item of the stem before it

_MARK: Final = re.compile(r"(?:^|(?<=\s))(?:[•●▪▫■□◦○❖✓✔➢►▶‣⁃∙·➔◆★\uf000-\uf8ff]+|(?<=[.;:,)a-z] )o(?= [A-Z][a-z]))\s*")
_DASH: Final = re.compile(r"(?:^|(?<=\s))[-–*]\s+(?=[A-Za-z])")
_LETTER: Final = re.compile(r"(?:^|(?<=\s))\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})[.)]\s+(?=[A-Za-z])")
_SEMI: Final = re.compile(r"\s*;\s*(?:and\s+|or\s+)?")
_STANDS_ALONE: Final = re.compile(r"that\b|no\b|(?:[\w'/-]+ ){1,7}?(?:will|must|should|may|shall|cannot)\b")
_BEFORE: Final = 30  # letters that tell whether a rule runs on
_CAPITAL: Final = re.compile(r"(?<=[a-z,)] )(?P<word>[A-Z]\w+)\b(?P<more>(?:-\w+)*)")
_DUTY_VERBS: Final = frozenset(
    v.capitalize() for v in BASE | THIRD | {"not", "never", "only", "ensuring", "ensures"} if len(v) > 2
)
_NAMES_ON: Final = re.compile(r" (?:Safety|Street|Code|Act|Policy|Officer|Team|Plan|Drive|Service|Education|Page)")
_RULE_START: Final = re.compile(
    r"(?<=[a-z)’'\"] )(?=(?:I|We|Pupils|Staff|Students|Parents|Children|Users) (?:will|"
    r"must|should|may|understand|agree|promise|shall|never|won't)\b)"
)
_WORD: Final = re.compile(r"\w+(?:-\w+)*")
_TO_DO: Final = re.compile(r"(?:(?<=: )|(?<=[.;] )|(?<=[a-z] ))(?:(?:Not|Never|Always|Only) to|To) (?=[a-z])")
_LOST_STOP: Final = re.compile(
    r"(?<=[a-z)] )(?=(?:The|An|This|These|All|Any|If|When) (?:[\w'’/-]+,? ){0,7}?(?:will|must|should|may not"
    r"|cannot|are|is)\b)"
)
_NAMED_BEFORE: Final = re.compile(r"\b(?:called|named|entitled|titled|see|read|the)\s*$|[\"“‘']\w*\s*$")
_VERBISH: Final = spelt(BASE | THIRD | GERUNDS | {"is", "are", "will", "must", "should", "be", "to"})


def pieces(text: str, *, under_stem: bool = False) -> list[Piece]:
    """``text`` cut into its stem, its items and what follows. One piece where there is no list in it.

    ``under_stem`` says that the block already belongs to a stem, so that its parts are items too.
    """
    for cut in (_by_mark, _by_dash, _by_semicolon, _by_letter, _by_to, _by_capital_verb, _by_rule_start, _by_lost_stop):
        found = cut(text)
        if len(found) > 1:
            cleaned = [(*trim(text, start, end), item or under_stem) for start, end, item in found]
            return [(start, end, item) for start, end, item in cleaned if start < end]
    return [(0, len(text), under_stem)]


def _cut(text: str, marks: list[re.Match[str]]) -> list[Piece]:
    """The text before the first mark, then one item from each mark to the next."""
    edges = [m.start() for m in marks] + [len(text)]
    items: list[Piece] = [(a, b, True) for a, b in pairwise(edges)]
    return ([(0, edges[0], False)] if text[: edges[0]].strip() else []) + items


def _by_mark(text: str) -> list[Piece]:
    marks = [m for m in _MARK.finditer(text) if m.end() < len(text)]
    round_marks = [m for m in marks if m.group().strip() != "o"]
    if round_marks:
        return _cut(text, marks)
    return _cut(text, marks) if len(marks) > 1 or (marks and ":" in text[: marks[0].start()][-3:]) else []


def _by_dash(text: str) -> list[Piece]:
    """ "will: - keep ... - review ...": dashes after a colon, or three or more that begin with a capital."""
    marks = list(_DASH.finditer(text))
    after_colon = [m for m in marks if ":" in text[: m.start()]]
    if len(after_colon) > 1 and text[: after_colon[0].start()].rstrip().endswith((":", ";")):
        return _cut(text, after_colon)
    if len(marks) > 1 and marks[0].start() == 0:
        return _cut(text, marks)
    capital = [m for m in marks if text[m.end()].isupper() and text[: m.start()].rstrip()[-1:] in ".;:"]
    return _cut(text, capital) if len(capital) > 1 else []


def _by_semicolon(text: str) -> list[Piece]:
    """ "The school will: keep ...; review ...; train ...": the marks are gone, the semicolons are not."""
    colon = text.find(":")
    semis = [m for m in _SEMI.finditer(text) if m.start() > 0]
    if len(semis) < 2 and not (len(semis) == 1 and 0 < colon < semis[0].start()):
        return _independent(text, semis) if semis and _STANDS_ALONE.match(text, semis[0].end()) else []
    if not 0 < colon < semis[0].start():
        first = re.search(r"\b(?:violation to|to|will|must|by|that|including|includes?|not)\b;", text)
        if not first:
            return _independent(text, semis)
        colon = first.end() - 1
        semis = [m for m in semis if m.start() > colon]
    found: list[Piece] = [(0, colon + 1, False)]
    start = colon + 1
    for semi in semis:
        stop = text.index(";", semi.start()) + 1
        found.append((start, stop, True))
        start = stop
    return [*found, *_tail(text, start)]


def _independent(text: str, semis: list[re.Match[str]]) -> list[Piece]:
    """Clauses joined by semicolons that could each stand alone."""
    found: list[Piece] = []
    start = 0
    for semi in semis:
        stop = text.index(";", semi.start()) + 1
        found.append((start, stop, False))
        start = stop
    found.append((start, len(text), False))
    return found if all(len(text[a:b].split()) >= 4 and _verbish(text[a:b]) for a, b, _ in found) else []


def _verbish(text: str) -> bool:
    """Whether a verb of duty stands in a text, whole or as a part between hyphens."""
    for word in _WORD.findall(text.lower()):
        parts = word.split("-")
        if any(
            "-".join(parts[a:b]) in _VERBISH
            for a in range(len(parts))
            for b in range(a + 1, min(a + 2, len(parts)) + 1)
        ):
            return True
    return False


def _duties(text: str, after: int) -> list[int]:
    """Where a verb of duty with a capital follows running words, from ``after`` on."""
    return [
        found.start()
        for found in _CAPITAL.finditer(text, after)
        if (found["word"] in _DUTY_VERBS and not _NAMES_ON.match(text, found.end("word")))
        or (found["word"] + found["more"] in _DUTY_VERBS and not _NAMES_ON.match(text, found.end()))
    ]


def _tail(text: str, start: int) -> list[Piece]:
    """The last item, and after its full stop whatever no longer belongs to the list."""
    stop = re.search(r"[.!?]\s+(?=[A-Z])", text[start:])
    if not stop:
        return [(start, len(text), True)]
    return [(start, start + stop.start() + 1, True), (start + stop.end(), len(text), False)]


def _by_letter(text: str) -> list[Piece]:
    marks = list(_LETTER.finditer(text))
    if len(marks) < 3 and not (len(marks) == 2 and text[: marks[0].start()].rstrip().endswith(":")):
        return []
    before = text[: marks[0].start()].rstrip()
    labels = [re.sub(r"\W", "", m.group()) for m in marks]
    in_order = labels[:2] in (["a", "b"], ["i", "ii"], ["1", "2"])
    return (
        _cut(text, marks)
        if in_order and (not before or before[-1] in ":.;" or marks[0].group().lstrip()[0] == "(")
        else []
    )


def _by_capital_verb(text: str) -> list[Piece]:
    """ "The school will: Keep the filter up to date Review it yearly Train staff": only the capitals are left."""
    colon = re.search(r":\s", text)
    if not colon:
        return []
    cuts = _duties(text, colon.end() + 1)
    if len(cuts) < 2:
        return []
    edges = [colon.end(), *cuts, len(text)]
    return [(0, colon.end(), False)] + [(a, b, True) for a, b in pairwise(edges)]


def _by_to(text: str) -> list[Piece]:
    """ "I undertake: Not to lend it. To report any loss. Never to ...": each sentence finishes the stem."""
    colon = re.search(r":\s", text)
    marks = [m for m in _TO_DO.finditer(text) if colon and m.start() >= colon.end() - 1]
    if not colon or len(marks) < 2 or text[colon.end() : marks[0].start()].strip():
        return []
    edges = [m.start() for m in marks] + [len(text)]
    return [(0, edges[0], False)] + [(a, b, True) for a, b in pairwise(edges)]


def _by_lost_stop(text: str) -> list[Piece]:
    """ "... signing the form The signed forms will be kept": a capital and a verb tell of a lost stop."""
    cuts = [
        m.start()
        for m in _LOST_STOP.finditer(text)
        if not _NAMED_BEFORE.search(text[max(0, m.start() - _BEFORE) : m.start()])
    ]
    edges = [0, *cuts, len(text)]
    return [(a, b, False) for a, b in pairwise(edges)] if cuts else []


def _by_rule_start(text: str) -> list[Piece]:
    """ "I will ask first I will keep my password secret": rules run together with no stop between them."""
    cuts = [m.start() for m in _RULE_START.finditer(text) if m.start()]
    cuts = [
        c
        for c in cuts
        if not re.search(
            r"\b(?:and|or|that|if|when|what|which|how|because|as|but|where|before|than|"
            r"so|things?|people|everything|anything|all|the|sites?|unless|until|while|"
            r"whether|know|think)\s*$",
            text[max(0, c - _BEFORE) : c],
        )
    ]
    if not cuts or not (_RULE_START.search("a " + text[:30]) or ":" in text[: cuts[0]] or len(cuts) > 2):
        return []
    edges = [0, *cuts, len(text)]
    return [(a, b, False) for a, b in pairwise(edges)]
