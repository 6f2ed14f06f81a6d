"""Who looks after the computers, and who supplies the web filter, where that is a company or another body.

A company is a name with capitals that is no person's and no post's. It is read where a label, a table's cell or a
sentence says plainly that it gives IT support or the filter; "third party provider" names nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schoolgate.reading.facts.lines import Line
from schoolgate.reading.facts.people import NO_NAME, is_a_person
from schoolgate.reading.model import Section

_IT: Final = (
    r"(?:(?:external|outsourced|contracted|managed|on-?site|remote|school) )*(?:ICT|IT|computer|computing|network"
    r"|technical)(?:[ /&]+(?:ICT|IT|technical|network))*[ -](?:support|services?|providers?|compan(?:y|ies)"
    r"|contractors?|consultants?|technicians?|managers?|managed services?|maintenance|partners?)"
    r"(?:[ -](?:teams?|staff|providers?|compan(?:y|ies)|services?|partners?|contractors?|technicians?))*"
    r"|managed service provider"
)
_FILTER: Final = (
    r"(?:(?:web|internet|content|online)[ -])*filter(?:ing|s)?(?: and monitoring)?(?:[ -](?:systems?|software|services?"
    r"|solutions?|providers?|suppliers?|products?))*"
)
_MACHINES: Final = (
    r"(?:(?:school's|school|computer|IT|ICT|and|all|the|our) )*(?:computers|networks?|devices|servers?"
    r"|(?:IT|ICT|computer) (?:systems?|equipment|infrastructure))"
)
_BIG: Final = r"(?:[A-Z][\w&'.-]*[\w&']|[A-Z])"
_ORG: Final = rf"{_BIG}(?: (?:(?:&|and|of|for|the|in|on|4|2) )?{_BIG}){{0,6}}"
_BODY: Final = r"(?:the |our )?(?:local authority|county council|borough council|trust)"
_HOW: Final = r"(?:provided|supplied|delivered|managed|maintained|run|operated|carried out|given|hosted)"
_DOES: Final = (
    r"(?:provides?|supplies|supply|delivers?|manages?|maintains?|runs?|operates?|looks? after|is responsible for)"
)
_BOUGHT: Final = r"(?:buys?|bought|purchases?|purchased|contracts?|contracted|outsources?|outsourced|has|have|gets?)"
# Words that tell a company from a person: without one, two capital words may be somebody's name.
_COMPANY: Final = re.compile(
    r"\b(?:Ltd|Limited|LLP|plc|PLC|Solutions?|Networks?|Systems?|IT|ICT|Tech\w*|Computers?|Computing|Services?|Support"
    r"|Broadband|Education|Schools|Group|Consult\w+|Council|Trust|Partnership|Digital|Learning|Grid|Data|Cloud|Online"
    r"|Connect\w*|Communications?)\b|^[A-Z]\w*[A-Z]\w*$"
)
_A_SCHOOL: Final = re.compile(r"\b(?:School|Academy|College|Nursery|Federation)$")  # it looks after its own
_GENERIC: Final = NO_NAME | frozenset(
    (Path(__file__).parent / "data" / "not-companies.txt").read_text(encoding="utf-8").split()
)


@dataclass(frozen=True, slots=True)
class Providers:
    """Names as the document writes them; empty where it names nobody."""

    it_support: str = ""
    filter_supplier: str = ""


def _forms(what: str, looked_after: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The ways to say who provides ``what``; whether the name must have a company's word to be taken for one."""
    what = rf"(?i:(?:the |our |its |all )?(?:school's )?(?:{what})(?: \([^)]{{1,40}}\))?)"
    named = rf"(?i:the |our )?(?P<org>{_ORG})"
    said = (
        (
            rf"{what} (?i:is|are)(?i: currently| now| all)? (?i:{_HOW})(?i: (?:to|for) \w+(?: \w+)?)? (?i:by) {named}",
            False,
        ),
        (rf"{what}(?i: is|:| -)? {named}(?=[,.;)]|$| (?:who|which|and))", True),
        (rf"{what}(?:,| \() ?{named}", True),
        (rf"(?P<org>{_ORG}) (?i:{_DOES}) {what}", True),
        (rf"(?P<org>{_ORG}) (?i:{_DOES}) (?i:the |our |all )?(?i:{looked_after})\b", True),
        (rf"(?i:{_BOUGHT})(?i: in)? {what} (?i:from|to|with|by|through) {named}", False),
        (rf"(?i:contract|agreement|partnership) (?i:with) {named} (?i:for|to provide|which provides) {what}", False),
        (rf"\b(?P<org>(?i:{_BODY})) (?i:{_DOES}) {what}", False),
        (rf"{what} (?i:is|are) (?i:{_HOW}) (?i:by) (?P<org>(?i:{_BODY}))\b", False),
    )
    return tuple((re.compile(rf"(?<![\w-]){pattern}"), sure) for pattern, sure in said)


_IT_FORMS: Final = _forms(_IT, _MACHINES)
_FILTER_FORMS: Final = _forms(_FILTER, _FILTER)
_IT_LABEL: Final = re.compile(rf"(?:(?:our|the) )?(?:{_IT})(?: \([^)]*\))?\s*:?", re.IGNORECASE)
_FILTER_LABEL: Final = re.compile(rf"(?:(?:our|the) )?(?:{_FILTER})\s*:?", re.IGNORECASE)
_VALUE: Final = re.compile(r"\s*(?:,|;|\(|\)| - | at | of | from )\s*")
_WHOLE: Final = re.compile(_ORG)
_LONGEST_CELL: Final = 90
_LONGEST_LINE: Final = 1_200


def providers(read: tuple[Line, ...]) -> Providers:
    """The first plain mention of each, in document order."""
    body = [line for line in read if line.section not in {Section.LEGISLATION, Section.CONTENTS}]
    return Providers(
        next(_named(body, _IT_LABEL, _IT_FORMS), ""),
        next(_named(body, _FILTER_LABEL, _FILTER_FORMS), ""),
    )


def _named(body: list[Line], label: re.Pattern[str], forms: tuple[tuple[re.Pattern[str], bool], ...]) -> Iterator[str]:
    for place, line in enumerate(body):
        yield from _labelled(line, body[place + 1] if place + 1 < len(body) else None, label)
        text = line.text[:_LONGEST_LINE]
        for pattern, sure in forms:
            for match in pattern.finditer(text):
                if org := _org(match["org"], sure=sure):
                    yield org


def _labelled(line: Line, following: Line | None, label: re.Pattern[str]) -> Iterator[str]:
    """A row or a short line whose first part is the label: the company is in what comes after."""
    cells = line.cells or tuple(line.text.split(":", 1))
    if len(cells) < 2 and following is not None and not following.cells and label.fullmatch(line.text):
        cells = (line.text, following.text)
    if len(cells) < 2 or not label.fullmatch(cells[0].strip()):
        return
    for cell in cells[1:]:
        parts = _VALUE.split(cell.strip()) if len(cell) <= _LONGEST_CELL else []
        yield from (org for part in parts if _WHOLE.fullmatch(part.rstrip(".")) and (org := _org(part, sure=False)))


def _org(words: str, *, sure: bool) -> str:
    """The name of a company without the words around it; empty where it may be a person, a post or nobody."""
    if re.fullmatch(_BODY, words, re.IGNORECASE):
        bare = re.sub(r"^(?:the|our) ", "", words, flags=re.IGNORECASE)
        return bare[:1].upper() + bare[1:]
    name = re.sub(r"^(?:The|Our|At|By|From) ", "", words.strip(" .,;:'"))
    own = [word for word in re.findall(r"[\w'&]+", name) if word.lower() not in _GENERIC and len(word) > 1]
    company = bool(_COMPANY.search(name))
    if _A_SCHOOL.search(name):
        return ""
    if not own or (sure and not company) or (not company and is_a_person(name)):
        return ""
    return name
