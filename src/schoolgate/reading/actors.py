"""Who must act, and whom it protects: role words read from the subject, else the stem, else the heading."""

import re
from typing import Final

from schoolgate.reading.model import Section
from schoolgate.reading.wording.modals import aside, modals
from schoolgate.reading.wording.people import ROLE_PATTERNS

_MOST: Final = 4
_BY: Final = re.compile(
    r"\b(?:by|from|delegated to|lies with|rests with|sit with|responsibility of)"
    r"\s+((?:the|our|a|an|all|any|each)?\s*[^.;:]{3,80})",
    re.IGNORECASE,
)
_PROTECTED: Final = re.compile(
    r"\b(?:safeguard\w*|protect\w*|safe(?:ty)?|privacy|identit\w+|images?|photo\w*|"
    r"video\w*|data|surname|names?|harm|wellbeing|welfare|appropriate|inappropriate|"
    r"bully\w*|groom\w*|terrorist|filter\w*)\b",
    re.IGNORECASE,
)
_OF: Final = (("pupils", re.compile(r"\b(?:pupils?|child(?:ren)?|students?|learners|young people)\b", re.IGNORECASE)),
              ("staff", re.compile(r"\b(?:staff|employees?|adults|teachers?)\b", re.IGNORECASE)),
              ("parents", re.compile(r"\b(?:parents?|carers?|famil(?:y|ies))\b", re.IGNORECASE)))  # fmt: skip


def roles_in(text: str) -> list[str]:
    """The roles a text names, in the order it names them, each once; a longer word hides the shorter inside it."""
    hits: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for role, pattern in ROLE_PATTERNS:
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            if (
                role == "pupils"
                and match.group().lower() == "i"
                and not re.match(r"\s*I\s+\w", text[match.start() - 1 if match.start() else 0 :])
            ):
                continue
            taken.append(match.span())
            hits.append((match.start(), role))
    ordered = [role for _, role in sorted(hits)]
    return list(dict.fromkeys(ordered))


def who_acts(text: str, stem: str, heading: tuple[str, ...], document: str = "") -> tuple[str, ...]:
    """The roles that must act. ``document`` is the title, which says whose agreement "I will ..." is."""
    if re.match(r"\W*(?:i|my)\b", text, re.IGNORECASE) or re.search(
        r"\bi (?:will|understand|agree|must|promise)\b", stem, re.IGNORECASE
    ):
        return (_first_person(heading, document),)
    subject = _subject(text)
    found = roles_in(subject)
    found = _specific(found)
    if found and found != ["school"]:
        return tuple(found[:_MOST])
    agent = _BY.search(text)
    named = _specific(roles_in(agent.group(1))) if agent else []
    if named and named != ["school"] and not found:
        return tuple(named[:_MOST])
    above = _specific(roles_in(_subject(stem))) or _specific(roles_in(stem))
    if above and not found:
        return tuple(above[:_MOST])
    if not found:
        for title in reversed(heading):
            over = [role for role in _specific(roles_in(title)) if role != "school"]
            if over and len(title.split()) <= 12:
                return tuple(over[:_MOST])
    return tuple(found[:_MOST]) or ("school",)


def protects(text: str, who: tuple[str, ...], section: Section = Section.BODY) -> tuple[str, ...]:
    """Whom the clause keeps safe: people it names who are not the ones that act, where it speaks of keeping safe."""
    if section is not Section.BODY or not _PROTECTED.search(text):
        return ()
    return tuple(role for role, pattern in _OF if pattern.search(text) and role not in who)


def _specific(found: list[str]) -> list[str]:
    """Without "the school" where somebody in it is named."""
    rest = [role for role in found if role != "school"]
    return rest or found


def _subject(text: str) -> str:
    """The words before the first modal or verb of the main clause: who the sentence is about."""
    lower = text.lower().replace("’", "'")
    main = aside(lower) if len(lower) == len(text) else lower
    found = modals(main) or modals(lower)
    if found and found[0].start > 0:
        return text[: found[0].start]
    verb = re.search(r"\b(?:is|are|has|have|ensures?|\w+s)\b", main)
    return text[: verb.start()] if verb and verb.start() > 3 else " ".join(text.split()[:5])


def _first_person(heading: tuple[str, ...], document: str) -> str:
    """Whose "I" it is: the nearest heading, else the document's title, that names one; a child's where none does."""
    for title in (*reversed(heading), document):
        for role in roles_in(re.sub(r"\bI\b", "", title)):
            if role in {
                "pupils",
                "parents",
                "staff",
                "governors",
                "visitors",
                "volunteers",
                "teachers",
                "support-staff",
            }:
                return "staff" if role in {"teachers", "support-staff"} else role
    return "pupils"
