"""The other policies and documents the document refers to."""

import re
from typing import Final

from schoolgate.reading.facts.lines import Line
from schoolgate.reading.model import Role, Section

_KINDS: Final = (
    r"(?:policy|policies|procedures?|agreements?|code of (?:conduct|practice)|plan|statement|charter|protocol"
    r"|handbook|prospectus)"
)
_TOPICS: Final = (
    r"(?:safeguarding(?: (?:and|&) child protection)?|child protection(?: (?:and|&) safeguarding)?|anti-?\s?bullying|"
    r"(?:positive )?behaviour(?: management)?(?: (?:and|&) (?:discipline|relationships))?"
    r"|relationships (?:and|&) behaviour|data protection|gdpr|"
    r"complaints?|mobile (?:phone|device|technology)s?|social (?:media|networking)"
    r"|computing(?: curriculum)?|ict|pshc?e|rshe|rse|"
    r"relationships (?:and|&) sex education|relationships education(?: and health)?|whistle-?\s?blowing"
    r"|staff (?:disciplinary|discipline|code of conduct|handbook)|disciplinary|"
    r"acceptable use(?: of (?:ict|technology|the internet))?|home[\s/-]school|school home|code of conduct"
    r"|staff conduct|remote (?:learning|education)|"
    r"(?:use of )?(?:digital )?images?|photograph(?:y|ic images)?|use of photographs|data (?:security"
    r"|handling|retention)|information security|ict security|"
    r"cyber[\s-]?security|cyber-?bullying|confidentiality|equal(?:ity|ities|opportunities)(?: (?:and"
    r"|&) diversity)?|send?|special educational needs|exclusions?|"
    r"attendance|health (?:and|&) safety|freedom of information|privacy|retention|staff (?:email|e-mail)"
    r"|e-?mail|password|filtering(?: and monitoring)?|"
    r"byod|bring your own device|visitors?|volunteers?|low[\s-]level concerns|managing allegations"
    r"|preventing (?:radicalisation|extremism)|prevent|"
    r"child[\s-]on[\s-]child abuse|peer[\s-]on[\s-]peer abuse|searching(?:,? screening)? and confiscation"
    r"|school development|school improvement|teaching and learning|"
    r"curriculum|early years|eyfs|safer recruitment|critical incident|business continuity"
    r"|disaster recovery|copyright|internet code of practice)"
)
_KNOWN: Final = re.compile(
    rf"\b((?:staff |pupil |school )?{_TOPICS}(?:(?:,| and| &|/) [a-z]+(?: [a-z]+)?)?\s+{_KINDS}|"
    r"(?:staff |pupil )?code of conduct|internet code of practice|home[\s/-]school agreements?"
    r"|acceptable use (?:policy|policies|agreements?))\b",
    re.I,
)
_CAPITAL: Final = re.compile(
    r"\b((?:[A-Z][\w'&/-]*|GDPR)(?:,? (?:[A-Z][\w'&/-]*|and|of|for|the|&|in|on|to))*? (?:Policy|Policies"
    r"|Procedures?|Agreement|Code of Conduct|Plan))\b"
)
_GUIDANCE: Final[tuple[tuple[str, str], ...]] = (
    ("Keeping Children Safe in Education", r"keeping children safe in education|KCSIE"),
    ("Working Together to Safeguard Children", r"working together to safeguard children"),
    ("Teaching online safety in schools", r"teaching online safety in schools?"),
    ("Education for a Connected World", r"education for a connected world"),
    ("Cloud computing services: guidance", r"cloud computing services"),
    ("Searching, screening and confiscation", r"searching,? screening and confiscation"),
    ("Preventing and tackling bullying", r"preventing and tackling bullying"),
    ("Meeting digital and technology standards", r"(?:meeting )?digital and technology standards"),
    ("Sharing nudes and semi-nudes", r"sharing nudes and semi-nudes"),
    ("Prevent duty guidance", r"prevent duty"),
    ("Guidance for safer working practice", r"safer working practices?"),
    ("What to do if you're worried a child is being abused", r"what to do if you're worried a child"),
)
# Cheap looks that most lines fail, before the long patterns above are tried at every letter of them.
_ANY_KIND: Final = re.compile("polic|procedure|agreement|code of|plan|statement|charter|protocol|handbook|prospectus")
_ANY_GUIDANCE: Final = re.compile("|".join(pattern for _name, pattern in _GUIDANCE), re.I)
_RELATED: Final = re.compile(
    r"\b(?:related|linked|other|associated|supporting|relevant)\b.{0,30}\b(?:polic|document)|links? (?:with|to) other",
    re.I,
)
_LEADING: Final = re.compile(
    r"^(?:the|our|this|see|and|in|both|of|an?|any|other|all|also|school|school's|with|following|schools?)\s+", re.I
)
_ITSELF: Final = re.compile(
    r"^(?:on-?\s?line[\s-]safety|e-?\s?safety|internet safety|this|school|trust|other|separate"
    r"|these)\s+(?:policy|policies|document)$",
    re.I,
)
_LONGEST: Final = 80


def _tidied(words: str) -> str:
    while (shorter := _LEADING.sub("", words)) != words:
        words = shorter
    words = words.strip(" .,;:-*•")
    return words[:1].upper() + words[1:]


def _in_line(line: Line) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    if _ANY_KIND.search(line.text.lower()):
        found = [(match.start(), match[1]) for match in _KNOWN.finditer(line.text)]
        taken = {at for start, words in found for at in range(start, start + len(words))}
        for match in _CAPITAL.finditer(line.text):
            if not taken & set(range(*match.span())):
                found.append((match.start(), match[1]))
    for name, pattern in _GUIDANCE if _ANY_GUIDANCE.search(line.text) else ():
        if said := re.search(pattern, line.text, re.I):
            found.append((said.start(), name))
    return sorted(found)


def references(read: tuple[Line, ...], title: str) -> tuple[str, ...]:
    """Each other policy or document once, as first written, in document order; the document itself left out."""
    found: dict[str, str] = {}
    listed = False
    for line in read:
        if line.section is Section.CONTENTS:
            continue
        if line.role is not Role.ITEM:
            listed = len(line.text) < _LONGEST and bool(_RELATED.search(line.text))
            if line.role is Role.HEADING:
                continue
        words = [name for _at, name in _in_line(line)]
        if listed and line.role is Role.ITEM and not words and len(line.text) < 60:
            words = [line.text]
        for name in map(_tidied, words):
            if 5 < len(name) <= _LONGEST and not _ITSELF.match(name) and name.casefold() not in title.casefold():
                found.setdefault(re.sub(r"\W+|ies\b|y\b", "", name.casefold()), name)
    return tuple(found.values())
