"""What a line looks like: list marks, numbers, headings. Shared by every format that only has lines to go by."""

import re
from typing import Final

BULLETS: Final = "•◦▪▫■□●○‣⁃∙·➢➤➔►▶▸✓✔✗✘✦✧❖❑❒◆◇★☆→⇒⮚\uf000-\uf0ff\ue000-\uefff"
_MONTH: Final = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"  # a date at a line's start is no list number
# A letter alone is how Wingdings and the like come out where their font was lost: an arrow, a tick, a square.
_BULLET = re.compile(
    rf"^(?P<mark>(?:[-*+–—]\s+)?(?:[{BULLETS}]\s*)+"
    r"|(?:[-*+–—]\s+){2,}|[-*+–—>](?=\s)|[-–](?=[A-Z])|[o§Øüvq](?=\s+[A-Z]))\s*(?=\S)"
)
_NUMBER = re.compile(
    r"^(?P<mark>\d{1,2}(?:\.\d{1,2}){1,4}\.?|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]|\(?[A-Z]\)|[A-H]\."
    rf"|(?:\d{{1,2}})(?=\s+(?!{_MONTH})[A-Z]))\s+(?=\S)"
)
_NAMED = re.compile(r"^(?:appendix|annex|section|part|chapter|schedule)\b[\s\-–]*[A-Z0-9]{0,3}\b", re.IGNORECASE)
_LEADER = re.compile(r"\s*(?:(?:\.\s?){3,}|…+|_{3,}|\t|\s{3,})\s*(?P<page>\d{1,3})$")
_VERB = re.compile(
    r"\b(?:will|must|should|shall|may|is|are|was|were|has|have|had|can|cannot|includes?|included|ensures?|apply|applies"
    r"|agrees?|believes?|aims?|does|do|be|been|I|[Ww]e|[Tt]hey|[Yy]ou)\b"
)
_NOT_HEADING = re.compile(r"@|https?://|www\.|\.{3,}|…|^\W*(?:\d{1,2}\s+)?[A-Z][a-z]+\s+\d{4}\W*$|^\W*[\d/.\-]+\W*$")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

_STEM_ENDS: Final = frozenset(("to:", "by:", "of:", "for:", "that:", "not:", "on:", "as:", "about:", "with:", "from:"))
_LONGEST_CONTENTS_LINE: Final = 1_000  # characters, its dots among them
MAX_HEADING_WORDS: Final = 14
MAX_HEADING_CHARACTERS: Final = 100


def fold(text: str) -> str:
    """The text with each run of white space as one space, soft hyphens and zero-width marks gone, ligatures spelt."""
    return " ".join(text.translate(_INVISIBLE).translate(_LIGATURES).split())


def leader(text: str) -> str:
    """A contents line ("Passwords ..... 4", with dots, a tab or a wide gap) in one shape; any other text as ``""``."""
    stripped = text.strip()
    if len(text) > _LONGEST_CONTENTS_LINE or not stripped[-1:].isdigit():
        return ""
    found = _LEADER.search(stripped)
    return f"{fold(stripped[: found.start()])} ..... {found['page']}" if found and found.start() else ""


def split_bullet(line: str) -> tuple[str, str]:
    """The list mark at the start of a line and the rest: ``("- ❖", "Passwords ...")``; no mark, ``("", line)``."""
    found = _BULLET.match(line)
    if not found:
        return "", line
    return fold(found["mark"]), line[found.end() :]


def split_number(line: str) -> tuple[str, str]:
    """The number at the start of a line and the rest: ``("2.1", "Passwords")``, ``("(a)", "lock screens")``."""
    found = _NUMBER.match(line)
    if not found:
        return "", line
    return found["mark"], line[found.end() :]


def number_depth(mark: str) -> int:
    """How deep a number is: ``2`` and ``2.`` are 1, ``2.1`` is 2, ``(a)`` and ``iv)`` are 2."""
    parts = [part for part in mark.strip("().").split(".") if part]
    if len(parts) > 1:
        return len(parts)
    return 1 if parts and parts[0].isdigit() else 2


def heading_shaped(text: str) -> bool:
    """Whether a line that stands alone could be a heading: short, capital first, no verb, no closing stop."""
    words = text.split()
    if not 0 < len(words) <= MAX_HEADING_WORDS or len(text) > MAX_HEADING_CHARACTERS or _NOT_HEADING.search(text):
        return False
    first = next((c for c in text if c.isalnum()), "")
    if not first or first.islower() or text[-1] in ".,;!":
        return False
    if text.endswith("?"):
        return True
    if _VERB.search(text):
        return False
    if text.endswith(":"):
        return len(words) <= 5 and words[-1].lower() not in _STEM_ENDS
    if ":" in text:
        return bool(_NAMED.match(text))
    return True


def looks_like_header(cells: tuple[str, ...]) -> bool:
    """Whether a table's first row reads as its header: every cell filled, short and not a sentence."""
    if len(cells) < 2 or not all(cells):
        return False
    return all(len(cell.split()) <= 6 and len(cell) <= 60 and cell[-1] not in ".;:" for cell in cells) and not any(
        any(c.isdigit() for c in cell) for cell in cells
    )


def join_wrapped(first: str, second: str) -> str:
    """Two pieces of one paragraph as one: a word broken by a hyphen at the line's end is made whole.

    A hyphen is kept where the word is likely to have one (``e-`` ``self-`` or a capital after it).
    """
    if first.endswith("-") and second[:1].islower():
        stub = re.split(r"[\s/]", first)[-1].rstrip("-").lower()
        if len(stub) > 2 and "-" not in stub and not _KEEPS_HYPHEN.fullmatch(stub) and first[-2:-1].isalpha():
            return first[:-1] + second
        return first + second
    if first.endswith(("/", "\u2010")) and second[:1].isalnum():
        return first + second
    return f"{first} {second}"


_KEEPS_HYPHEN: Final = re.compile(
    "age|anti|child|co|cross|cyber|data|day|face|five|four|full|half|high|long|low|multi|non|off|on|one|part|parent|peer"
    "|post|pre|real|risk|school|self|short|site|staff|ten|third|three|time|two|up|user|web|well|year"
)
