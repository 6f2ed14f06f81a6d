"""What a judgement says, and what it is made by."""

from dataclasses import dataclass, field
from typing import Final, Literal

Severity = Literal["none", "low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class Judged:
    """How alarming one text is.

    ``alert`` is true where it is queued for a person; a text may have a severity and still not be queued. ``rule`` is
    what fired (a key of the phrase packs, "" where nothing did), ``because`` says it in a sentence, ``unless`` what
    would have prevented it. ``four_c`` is content, contact, conduct, commerce or "", ``category`` one of ``CATEGORIES``
    or "". ``illegal`` means that looking further may itself be an offence: the row is frozen and nothing is fetched.
    """

    text: str
    alert: bool = False
    severity: Severity = "none"
    rule: str = ""
    because: str = ""
    unless: str = ""
    four_c: str = ""
    category: str = ""
    illegal: bool = False


@dataclass(frozen=True, slots=True)
class Packs:
    """The phrases judged by: those that ship, a school's own, and the rules that a school has muted."""

    own: tuple[tuple[str, str], ...] = ()  # (phrase, category)
    muted: frozenset[str] = field(default_factory=frozenset)


DEFAULT: Final = Packs()
