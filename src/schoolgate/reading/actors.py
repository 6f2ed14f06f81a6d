"""Who must act, and whom it protects: role words read from the subject, else the stem, else the heading."""

import re
from functools import lru_cache
from typing import Final

from schoolgate.reading.model import Section
from schoolgate.reading.wording.modals import aside, modals
from schoolgate.reading.wording.people import ROLE_PATTERNS
from schoolgate.reading.wording.verbs import BASE, GERUNDS, THIRD, Opening

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
    return list(_roles_in(text))


@lru_cache(maxsize=2_048)  # a heading or a stem is asked about again for each clause under it
def _roles_in(text: str) -> tuple[str, ...]:
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
    return tuple(dict.fromkeys(ordered))


def who_acts(
    text: str, stem: str, heading: tuple[str, ...], document: str = "", before: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The roles that must act.

    ``document`` is the title, which says whose agreement "I will ..." is; ``before`` is who acts in the clause before,
    for a sentence that begins with "they".
    """
    if _FIRST_PERSON.match(text) or _FIRST_PERSON_STEM.search(stem):
        return (_first_person(heading, document),)
    over = _named(_head(_subject(stem)) or stem) or _named(stem)
    if stem and _DONE_TO.search(stem.lower()) and _STARTS_WITH_ACT.match(text.lower()):
        return ("school",)
    if stem and over and _STARTS_WITH_ACT.match(text.lower()):
        return over
    main = aside(text.lower())
    done_to = bool(_DONE_TO.search(main[:_OPENING_LETTERS]))
    own = _named(_head(_subject(text)))
    if own and not done_to:
        return own
    if not own and "school" in roles_in(_head(_subject(text))[-_OPENING_LETTERS:]):
        return ("school",)
    agent = _BY.search(text)
    if agent and (named := _named(_head(agent.group(1)))):
        return named
    if _THEY.match(text) and before:
        return before
    if over and not own:
        return over
    if done_to and own:
        return ("school",)
    return _from_above(heading) or _by_default(text, stem, document)


def _named(text: str) -> tuple[str, ...]:
    """The roles a phrase names, without "the school" where somebody in it is named; none where only the school is."""
    return tuple(role for role in roles_in(text) if role != "school")[:_MOST]


def _head(subject: str) -> str:
    """The head of a subject, without what hangs on it: "photographs of pupils" is about photographs."""
    plain = _MEMBERS.sub("staff", subject)
    plain = _POSSESSED.sub(" ", plain)
    return _HANGS_ON.split(plain, maxsplit=1)[0]


def _from_above(heading: tuple[str, ...]) -> tuple[str, ...]:
    """The roles that the nearest short heading names."""
    for title in reversed(heading):
        over = _named(title)
        if over and len(title.split()) <= 12:
            return over
    return ()


def _by_default(text: str, stem: str, document: str) -> tuple[str, ...]:
    """Who acts where nobody is named: those the document binds where it is conduct, else the school."""
    said = f"{stem} {text}".lower()
    if not _CONDUCT.search(said) or _SYSTEM.search(said):
        return ("school",)
    whose = [role for role in _named(document) if role in {"staff", "pupils", "parents", "visitors", "volunteers"}]
    return tuple(whose) or (("staff",) if _HANDLED_BY_STAFF.search(said) else ("users",))


_OPENING_LETTERS: Final = 90  # a passive after this is no longer what the sentence is about
_FIRST_PERSON: Final = re.compile(r"\W*(?:i|my)\b", re.IGNORECASE)
_FIRST_PERSON_STEM: Final = re.compile(r"\bi (?:will|understand|agree|must|promise)\b", re.IGNORECASE)
_THEY: Final = re.compile(r"\W*(?:they|these|he|she|this person)\b", re.IGNORECASE)
_STARTS_WITH_ACT: Final = Opening(
    r"\W*(?:that |to |not |never |also |only |always )*", BASE | THIRD | GERUNDS | {"be", "is", "are", "has"}
)
_DONE_TO: Final = re.compile(
    r"\b(?:is|are|be|been) (?:also |all |regularly |only |given |then )*(?:taught|given|educated|provided"
    r"|informed|made aware|issued"
    r"|supported|trained|supervised|granted|helped|guided|shown|told|consulted|offered|sent|kept|protected|monitored"
    r"|notified|invited|equipped|introduced|obtained|sought|filtered|blocked|identified|named|published|reported)\b"
)
_MEMBERS: Final = re.compile(
    r"\bmembers? of (?:the )?(?:\w+ )?(?:staff|community|team)\b|\bteaching and support staff\b", re.I
)
_POSSESSED: Final = re.compile(r"\b[\w/]+(?:'s|s')\s+\w+", re.IGNORECASE)
_HANGS_ON: Final = re.compile(
    r"\s(?:of|for|from|with|in|at|on|to|about|that|who|which|including|such as|regarding|between)\s|[(]", re.IGNORECASE
)
_CONDUCT: Final = re.compile(
    r"\b(?:passwords?|phones?|mobiles?|personal|social media|log(?:ged)? (?:on|off|in|out)|e-?mails?"
    r"|download\w*|install\w*"
    r"|upload\w*|shared?|photograph\w*|photos?|images?|videos?|use|used|using|copied|copyright|food"
    r"|devices?|cameras?|facilities)\b"
)
_HANDLED_BY_STAFF: Final = re.compile(
    r"\b(?:personal (?:data|information|equipment|devices?|e-?mail)|information about|e-?mails?|photo\w*"
    r"|images?|pictures|videos?"
    r"|cameras?|phones?|mobiles?|social media|children|pupils?|parents)\b"
)
_SYSTEM: Final = re.compile(
    r"\b(?:filter\w*|monitor\w*|firewalls?|virus|back(?:ed)?[- ]?ups?|encrypt\w*|servers?|website|reviewed"
    r"|inventory|disposal"
    r"|wiped|updates?|consent|permission|published|taught|curriculum|logs? (?:is|are|will))\b"
)


def protects(text: str, who: tuple[str, ...], section: Section = Section.BODY) -> tuple[str, ...]:
    """Whom the clause keeps safe: people it names who are not the ones that act, where it speaks of keeping safe."""
    if section is not Section.BODY or not _PROTECTED.search(text):
        return ()
    return tuple(role for role, pattern in _OF if pattern.search(text) and role not in who)


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
