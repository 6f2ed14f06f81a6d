"""Who must act, and whom it protects: the subject where it is somebody, else the stem's, the heading's, the title's."""

import re
from typing import Final

from schoolgate.reading.model import Section
from schoolgate.reading.subjects import plainly, predicate, roles_of, subject
from schoolgate.reading.wording.facts import REVIEW_LINE
from schoolgate.reading.wording.modals import aside
from schoolgate.reading.wording.people import ROLE_PATTERNS, only_people
from schoolgate.reading.wording.phrases import HOPES, KNOWS
from schoolgate.reading.wording.verbs import PARTICIPLES, any_of

_MOST: Final = 4
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
            if role == "pupils" and match.group().lower() == "i":
                continue
            taken.append(match.span())
            hits.append((match.start(), role))
    return list(dict.fromkeys(role for _, role in sorted(hits)))


def who_acts(
    text: str, stem: str, heading: tuple[str, ...], document: str = "", before: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The roles that must act.

    ``document`` is the title, which says whose agreement "I will ..." is; ``before`` is who acts in the clause before,
    for a sentence that begins with "they".
    """
    said, opened = plainly(text), plainly(stem)
    if REVIEW_LINE.search(said):
        return ("school",)
    inner = KNOWS.sub("", said)
    about = subject(inner)
    if before and _CARRIES_ON.match(said):
        return before
    if asked := _asked(inner):
        return asked
    if post := _post(inner):
        return post
    if about == "i" or (about == "" and _MY_STEM.search(opened)) or (inner != said and _MINE.match(said) and not about):
        return (_first_person(opened, heading, document),)
    if re.search(r"\bmy\b", about or inner[:12]) and not roles_of(about):
        return (_first_person(opened, heading, document),)
    if about in {"they", "he", "she"}:
        return _above(opened, ()) or before or _above("", heading) or _by_default(said, opened, document)
    named = _named(about)
    done = _passive(inner)
    if named and not done:
        return named
    if not named and "school" in roles_of(about):
        return ("school",)
    if (done or _RESTS.search(inner)) and (agent := _agent(inner)):
        return agent
    if named:
        return ("school",)
    if not named and (owner := _KEPT_BY.search(about)) and (theirs := _named(owner["who"])):
        return theirs
    return _above(opened, heading) or _by_default(said, opened, document)


def _named(phrase: str) -> tuple[str, ...]:
    """The roles that are a phrase's head, without "the school" where somebody in it is named."""
    return tuple(role for role in roles_of(phrase) if role != "school")[:_MOST]


def _passive(text: str) -> bool:
    """Whether the predicate is something done to its subject, and not a thing it is bound or allowed to do."""
    main = aside(text)
    start = predicate(main)
    done = _DONE.search(main, start if start is not None else 0)
    return bool(done) and done.start() - (start or 0) < _NEAR if done else False


def _agent(text: str) -> tuple[str, ...]:
    """The roles a passive names with "by", or that a duty rests with."""
    main = aside(text)
    for by in _BY.finditer(main):
        if named := _named(by["who"]):
            return named
    return ()


def _above(stem: str, heading: tuple[str, ...]) -> tuple[str, ...]:
    """The roles of the stem, else of the nearest heading that speaks to somebody."""
    if stem and not _TELLS.search(stem):
        over = subject(stem)
        if over in {"we"} or ("school" in roles_of(over) and not _named(over)):
            return ("school",)
        named = _named(over) or (_named(stem.rstrip(" :-")) if only_people(stem, 3) else ())
        if named and not (_passive(stem) and not _BOUND_STEM.search(stem)):
            return named
        if agent := _agent(stem):
            return agent
        if (whom := re.match(r"\W*for (?P<who>[^,:]{3,40})[,:]", stem)) and (meant := _named(whom["who"])):
            return meant
        if not over and (meant := _spoken_to(stem)):
            return meant
    for title in reversed(heading):
        if whom_it_is_for := _spoken_to(title):
            return whom_it_is_for
    return ()


def _spoken_to(title: str) -> tuple[str, ...]:
    """The roles a heading speaks to: "Staff", "Role of the governors", "Pupils' use of phones", not "Pupil data"."""
    plain = plainly(title)
    named = tuple(role for role in roles_in(title) if role != "school")[:_MOST]
    if named and only_people(title):
        return named
    if len(plain.split()) > _LONG_HEADING or _OF_SOMETHING.search(plain):
        return ()
    found = _FOR_WHOM.search(plain)
    if found and (whom := _named(found["who"])):
        return whom
    return named if named and (only_people(title, 2) or _ADDRESSED.search(plain) or roles_of(plain)) else ()


def _asked(text: str) -> tuple[str, ...]:
    """Whom the school asks, hopes or expects to do something: they must act, not the school."""
    hopes = HOPES.search(text)
    if not hopes:
        return ()
    rest = re.sub(r"^ (?:that )?", "", text[hopes.end("verb") :])
    return _named(subject(rest)) or _named(re.split(r" (?:to|not to|will|should|who|using)\b", rest, maxsplit=1)[0])


def _post(text: str) -> tuple[str, ...]:
    """The post a sentence says somebody holds: "The deputy head is our online safety lead"."""
    held = _HOLDS_POST.search(text)
    return tuple(role for role in roles_in(held["who"]) if role in _POSTS)[:1] if held else ()


def _by_default(text: str, stem: str, document: str) -> tuple[str, ...]:
    """Who acts where nobody is named: those the document binds where it is conduct, else the school."""
    said = f"{stem} {text}".lower()
    if re.match(r"\W*(?:[^,]*, )?you\b", text) or not subject(text):
        whose = _bound_by(document)
        if whose:
            return whose
    if not _CONDUCT.search(said) or _SYSTEM.search(said):
        return ("school",)
    return _bound_by(document) or (("staff",) if _HANDLED_BY_STAFF.search(said) else ("users",))


def _bound_by(document: str) -> tuple[str, ...]:
    roles = {"staff", "pupils", "parents", "visitors", "volunteers"}
    return tuple(role for role in roles_in(document) if role in roles)


_NEAR: Final = 40  # letters from the predicate to its participle
_LONG_HEADING: Final = 12  # words
_POSTS: Final = frozenset(
    {"online-safety-lead", "online-safety-governor", "dsl", "deputy-dsl", "dpo", "computing-lead", "it-lead"}
)
_HOLDS_POST: Final = re.compile(
    r"\b(?:(?:taken on|has|allocated) the role of|acts? as|(?:is|are)(?: also)? (?:the|our)) (?:the |our |an? )?"
    r"(?P<who>[^.;,]{3,60})"
)
_CARRIES_ON: Final = re.compile(
    r"\W*(?:and|but|or) (?:also |then )?(?:must|should|will|may|can|cannot|shall|never|not)\b"
)
_RESTS: Final = re.compile(r"\b(?:delegated to|lies with|rests with|sits? with|(?:responsibility|duty) of)\b")
_KEPT_BY: Final = re.compile(
    r"^(?:all |any |the )?(?P<who>[\w -]{3,30}?)(?:'s|'|s')? (?:\w+ ){0,2}?(?:passwords?|phones?|mobiles?"
    r"|laptops?|accounts?)\b"
)
_MINE: Final = re.compile(r"\W*(?:i|my)\b")
_MY_STEM: Final = re.compile(r"\bi (?:will|understand|agree|must|promise|undertake|shall|am|have|know)\b")
_DONE: Final = re.compile(
    r"\b(?:is|are|be|been) (?:(?:also|all|regularly|only|given|then|always|never|not|both|\w+ly) )*"
    rf"(?!(?:expected|required|asked|allowed|permitted|encouraged|reminded|advised|prohibited|forbidden|obliged"
    rf"|requested"
    r"|entitled|authorised|invited|urged|instructed|banned|trained|prepared|committed|involved|concerned|vetted)\b)"
    rf"(?:{any_of(PARTICIPLES)}|[a-z]{{3,}}ed)\b"
)
_BY: Final = re.compile(
    r"\b(?:by(?: the)?:?(?: /)?|delegated to|lies with|rests with|sits? with|(?:responsibility|duty|role) of)"
    r" (?P<who>(?:the |our |a |an |all |any |each )?[^.;:]{3,80})"
)
_TELLS: Final = re.compile(
    r"\b(?:aware|remember|understand|know|note|informed|told|taught|shown|given|provided)(?: that| with| about"
    r"| how)?\W*$"
    r"|\bmay result in\W*$|\bmay include\W*$|\bso that\W*$"
)
_BOUND_STEM: Final = re.compile(
    r"\b(?:expected|required|asked|allowed|permitted|encouraged|reminded|advised|obliged)\b"
)
_OF_SOMETHING: Final = re.compile(
    r"\b(?:training|education|consent|permissions?|records?|data|images?|photograph\w*|pictures|protection"
    r"|support(?! staff)"
    r"|awareness|induction|communicat\w+|working with|information|teaching and learning|curriculum|reporting to)\b"
)
_FOR_WHOM: Final = re.compile(
    r"\b(?:roles?|responsibilit\w+|duties|expectations|rules|guidelines|guidance|agreement|advice|code|use|by|policy)"
    r"(?: and \w+)? (?:of|for|by) (?P<who>(?:the |our |all )?.+)$"
)
_ADDRESSED: Final = re.compile(
    r"\b(?:acceptable use|agreements?|code of conduct|rules|responsibilit\w+|roles?|duties|use|devices|phones?|mobiles"
    r"|conduct|expectations|requirements|guidelines|guidance|aup|contract|promise|will|must|should)\b"
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


def _first_person(stem: str, heading: tuple[str, ...], document: str) -> str:
    """Whose "I" it is: "as a parent", else the nearest heading or the title that names one; else a child's."""
    as_one = re.search(r"\bas an? (?P<who>[\w /-]{3,40})", stem)
    for title in (as_one["who"] if as_one else "", *reversed(heading), document):
        for role in roles_in(title):
            if role in _SIGNERS:
                return _SIGNERS[role]
    return "pupils"


_SIGNERS: Final = {
    "pupils": "pupils", "parents": "parents", "staff": "staff", "governors": "governors", "visitors": "visitors",
    "volunteers": "volunteers", "teachers": "staff", "support-staff": "staff",
}  # fmt: skip
