"""What a judgement says, and what it is made by."""

from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["none", "low", "medium", "high"]
FourC = Literal["content", "contact", "conduct", "commerce", ""]


@dataclass(frozen=True, slots=True)
class Judged:
    """How alarming one text is.

    ``alert`` is true where it is queued for a person; a text may have a severity and still not be queued. ``rule`` is
    what fired (a key of the phrase packs, "" where nothing did), ``because`` says it in a sentence, ``unless`` what
    would have prevented it. ``category`` is one of ``categories.CATEGORIES`` or "". ``illegal`` means that looking
    further may itself be an offence: the row is frozen and nothing is fetched. ``score`` is what the severity was
    read from: 4 and more is queued, 6 and more is medium, 8 and more is high.
    """

    text: str
    alert: bool = False
    severity: Severity = "none"
    rule: str = ""
    because: str = ""
    unless: str = ""
    four_c: FourC = ""
    category: str = ""
    illegal: bool = False
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class OwnPhrase:
    """Words that a school added: told wherever they stand next to one another, whatever is around them.

    The key of its rule, by which it can be muted again, is ``school.CATEGORY``.
    """

    words: str
    category: str
    severity: Severity = "medium"


@dataclass(frozen=True, slots=True)
class Packs:
    """The phrases judged by: those that ship, and what one school changed of them.

    ``muted`` are keys of rules that no longer fire; ``harmless`` are phrases that mean no harm here (the inn called The
    Cock, a child's surname), so that no rule sees their words; what is high without
    them stays high. ``aside`` are keys of rules whose alerts are not shown: such a rule never stands in front of one
    that would be.
    """

    own: tuple[OwnPhrase, ...] = ()
    muted: frozenset[str] = frozenset()
    harmless: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()


DEFAULT: Final = Packs()
