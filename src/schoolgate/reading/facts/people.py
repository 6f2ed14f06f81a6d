"""Post-holders: which named person holds which role.

Names are people, so precision comes before recall: a name is two or three capitalised words, or a title and a surname,
none of them a word of school life, and it must stand in a form that says who holds what (
    "Headteacher:"
    " ..."
, "... (DSL)").
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from schoolgate.reading.facts.lines import Line
from schoolgate.reading.model import PostHolder, Section

_SAFETY: Final = r"(?:on-?\s?line[\s-]safety|e-?\s?safety|internet safety|digital safety)"
_LEAD: Final = r"(?:lead(?:er)?|officer|co-?ordinator|champion|manager)"
# Longest first: a deputy is not the lead, a governor for online safety is not the lead either.
_ROLES: Final[tuple[tuple[str, str], ...]] = (
    (
        "online-safety-governor",
        rf"(?:(?:link |nominated |named |lead |designated )?governor (?:responsible )?(?:for"
        rf"|with responsibility for) {_SAFETY}|{_SAFETY} (?:link )?governor|(?:safeguarding"
        rf"|child protection)(?:\s*(?:and|&|/)\s*{_SAFETY})? (?:link )?governor|(?:link |nominated |named "
        rf"|lead )?governor for safeguarding|governor who oversees (?:safeguarding|{_SAFETY})(?: (?:within"
        rf"|in) the school)?)",
    ),
    (
        "chair",
        r"chair(?:man|person|woman)? of (?:the )?(?:governors|governing (?:body|board)|trustees"
        r"|local governing body)|chair of governors",
    ),
    (
        "deputy-dsl",
        r"(?:deputy|alternate|assistant|second|reserve) (?:designated )?(?:safeguarding|child protection)"
        r" (?:lead(?:er)?|officer|person|co-?ordinator|teacher)s?(?: \(?D?DSLs?\)?)?"
        r"|(?:(?:deputy |alternate |assistant |second )D?|D)DSLs?"
        r"|deputy designated (?:safeguarding )?(?:leads?|persons?|officers?|teachers?)"
        r"(?: for (?:child protection|safeguarding))?"
        r"|deputy (?:lead|officer|person) for (?:safeguarding|child protection)",
    ),
    (
        "dsl",
        r"designated (?:safeguarding|child protection) (?:lead(?:er)?|officer|person"
        r"|teacher)s?(?: \(?DSLs?\)?)?|DSLs?|(?:designated )?safeguarding lead"
        r"|designated person for child protection|child protection (?:officer|co-?ordinator|lead)",
    ),
    (
        "online-safety-lead",
        rf"{_SAFETY}\s*{_LEAD}s?|(?:(?:responsible )?(?:person|member of staff"
        rf"|staff member)(?: responsible)?) for {_SAFETY}"
        rf"|{_SAFETY} (?:contact|lead) (?:person|teacher)",
    ),
    ("dpo", r"data protection (?:officer|lead)(?: \(?DPO\)?)?|DPO"),
    ("computing-lead", rf"(?:computing|ICT|IT) (?:subject )?{_LEAD}|head of (?:computing|ICT)"),
    ("it-lead", r"(?:ICT|IT|network|systems?) (?:manager|technician|administrator|support)|technician"),
    ("slt", r"(?:deputy|assistant) head(?:\s?teacher)?s?|deputy principal"),
    (
        "head",
        r"(?:(?:executive|acting|interim|co-) ?)?head\s?teacher|(?:executive |acting )?principal"
        r"|executive head|head of school",
    ),
    ("office", r"school business manager|business manager|office manager"),
)
_ROLE: Final = "|".join(f"(?P<r{at}>{words})" for at, (_key, words) in enumerate(_ROLES))
_TITLE: Final = r"(?:Mrs?|Ms|Miss|Mx|Dr|Rev(?:d|erend)?|Canon|Father|Fr|Sir|Dame|Prof(?:essor)?|Cllr|Councillor)"
_PART: Final = r"(?:(?:Mc|Mac|[A-Z]')?[A-ZÀ-Þ][a-zà-ÿ]+(?:['-][A-ZÀ-Þ]?[a-zà-ÿ]+){0,2})"
_INITIAL: Final = r"(?:[A-Z]\.?)"
_SMALL: Final = r"(?:de|van|von|der|la|le|al|bin|el|du|da|dos|ten)"
_NAME: Final = (
    rf"(?:{_TITLE}\.? (?:(?:{_INITIAL} ){{0,2}}|{_PART} ){{0,2}}(?:{_SMALL} ){{0,2}}{_PART}(?: {_PART})?"
    rf"|{_PART} (?:{_INITIAL} |{_PART} )?(?:{_SMALL} ){{0,2}}{_PART})"
)
NO_NAME: Final = frozenset((Path(__file__).parent / "data" / "not-names.txt").read_text(encoding="utf-8").split())
_ROLE_THEN: Final = re.compile(
    rf"\b(?i:{_ROLE})(?i:'s name)?(?:\s*\([^)]{{1,30}}\))?(?i:\s+(?:at|for|of|in) (?:the |our "
    rf"|this )?(?:[A-Z][\w']* ){{0,4}}school)?"
    rf"(?P<by>\s*[:=]\s*|\s+-\s*|\s*-\s+|\s*,\s*|\s*\(\s*|(?i:\s+(?:is|are)(?: currently"
    rf"| now)?(?: the)?:?\s+)|\s+)(?P<name>{_NAME}(?:\s*(?:[,;&/]|\band\b)\s*{_NAME})*)"
)
# "The DSL is Tom Fox and the deputy is Ruth Hale": whose deputy is said before.
_DEPUTY: Final = re.compile(
    rf"(?i:\b(?:DSL|safeguarding lead|designated (?:person|teacher|officer))s?\b"
    rf"(?!\s*(?:and|&|/)\s*deput).{{0,80}}?\bdeput(?:y|ies)"
    rf"(?:\s+(?:is|are)\s+|\s*[:=]\s*|\s+-\s*))(?P<name>{_NAME}(?:\s*(?:[,;&/]|\band\b)\s*{_NAME})*)"
)
_THEN_ROLE: Final = re.compile(
    rf"(?P<name>{_NAME})(?P<by>\s*\(\s*|\s*,\s*|\s*[:]\s*|\s+-\s*|(?i:\s+(?:is|acts as"
    rf"|has been appointed(?: as)?)(?: the| our| an?)?(?: school's| named| current)?\s+))(?i:(?:our "
    rf"|the )?)"
    rf"(?i:{_ROLE})\b(?!(?i:\s+(?:should|will|must|or|and (?:the )?(?:governor|school))\b))"
)
_ONE_NAME: Final = re.compile(_NAME)
_WEAK: Final = re.compile(r"^\s*,?\s*$")  # "Headteacher Ann Lee": nothing between but a space or a comma


_SURNAMES: Final = frozenset({"may", "day", "lane", "church", "key", "april", "june", "august"})  # after a title


def _names(text: str, titled_only: bool) -> Iterator[str]:
    for match in _ONE_NAME.finditer(text):
        name = match[0].rstrip(".")
        titled = bool(re.match(_TITLE + r"\b", name))
        barred = NO_NAME - _SURNAMES if titled else NO_NAME
        while (parts := name.rsplit(" ", 1))[-1].lower() in barred and len(parts) > 1:
            name = parts[0]  # "Ann Lee Date" is Ann Lee
        words = re.findall(r"[\w'À-ÿ]+", re.sub(rf"^{_TITLE}\b\.?\s*", "", name))
        double = {half.lower() for half in re.findall(r"-([\w'À-ÿ]+)", name)} & _SURNAMES  # "Prothero-Lane"
        if any(word.lower() in barred - double for word in words) or (titled_only and not titled):
            continue
        if len(words) > 1 or (titled and words):
            yield name


def is_a_person(words: str) -> bool:
    """Whether the words are a person's name and nothing else."""
    return list(_names(words, False)) == [words]


def _role(match: re.Match[str]) -> str:
    return next(key for at, (key, _words) in enumerate(_ROLES) if match[f"r{at}"])


def _in_text(text: str) -> Iterator[PostHolder]:
    held: list[tuple[int, int]] = []
    at = 0
    while match := _ROLE_THEN.search(text, at):
        names = list(_names(match["name"], bool(_WEAK.match(match["by"]))))
        at = (match.start("name") if names else match.start()) + 1  # the next role may stand within what was taken
        for name in names:
            held.append(match.span("name"))
            yield PostHolder(_role(match), name, match[0].strip())
    for match in _DEPUTY.finditer(text):
        for name in _names(match["name"], False):
            yield PostHolder("deputy-dsl", name, match[0].strip())
    for match in _THEN_ROLE.finditer(text):
        start = match.start("name")
        if any(start < end and begin < match.end("name") for begin, end in held):
            continue
        for name in _names(match["name"], False):
            yield PostHolder(_role(match), name, match[0].strip())


_WHOLE_ROLE: Final = re.compile(
    rf"(?:(?:the|our|named|school)\s+)?(?:{_ROLE})(?:\s*\([^)]*\))?(?:\s*(?:,|/|&|and)\s.*)?\s*:?", re.I
)
_WHOLE_NAMES: Final = re.compile(
    rf"{_NAME}(?:\s*(?:,|&|/|;"
    rf"|\band\b)\s*{_NAME}){{0,4}}\s*(?:\(.*\))?(?:[\s,-]+[\d\w.@+ ]*)?"
)
_LONGEST: Final = 120  # a cell or line longer than this is not a name


def _in_row(line: Line) -> Iterator[PostHolder]:
    """A key-people row: one cell is a role, the next that is a name holds it."""
    for at, cell in enumerate(line.cells):
        role = _WHOLE_ROLE.fullmatch(cell)
        if not role:
            continue
        others = [*line.cells[at + 1 :], *line.cells[:at]]
        for other in others:
            names = list(_names(other, False)) if len(other) < _LONGEST and _WHOLE_NAMES.fullmatch(other) else []
            if names:
                yield from (PostHolder(_role(role), name, line.text) for name in names)
                break


def post_holders(read: tuple[Line, ...]) -> tuple[PostHolder, ...]:
    """Every person the document names in a role, in document order, each once."""
    found: dict[tuple[str, str], PostHolder] = {}
    for place, line in enumerate(read):
        if line.section in {Section.LEGISLATION, Section.CONTENTS}:
            continue
        held = list(_in_row(line)) if line.cells else []
        held = held or list(_in_text(line.text))
        following = read[place + 1].text if place + 1 < len(read) else ""
        short = len(line.text) < _LONGEST and len(following) < _LONGEST
        if not held and short and (role := _WHOLE_ROLE.fullmatch(line.text)) and _WHOLE_NAMES.fullmatch(following):
            held = [PostHolder(_role(role), name, f"{line.text} {following}") for name in _names(following, False)]
        for holder in held:
            found.setdefault((holder.role, holder.name), holder)
    return tuple(found.values())
