"""The levels, and the four that ship. A school agrees its own from these, and no agreement opens what is locked."""

from dataclasses import dataclass
from typing import Final

from schoolgate.gates.web.categories import CATALOGUE, Kind
from schoolgate.gates.web.safe_search import Restricted
from schoolgate.gates.web.ways import BARE_ADDRESSES, WAYS
from schoolgate.vocabulary.schools import INFANT, JUNIOR, LEVEL_WORDS

STAFF: Final = "staff"
GUEST: Final = "guest"
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Level:
    """``words`` complete "closed for ...". Where a host is in several sets, ``block`` outweighs ``hold``, it ``warn``.

    ``garden``: with any, only what is in one of these categories is open, and still nothing that another set closes.
    ``closed_ways`` are keys of ``ways.WAYS``. Locked categories are closed at every level and stand in no set.
    """

    key: str
    words: str
    block: frozenset[str] = _NONE
    hold: frozenset[str] = _NONE
    warn: frozenset[str] = _NONE
    garden: frozenset[str] = _NONE
    closed_ways: frozenset[str] = _NONE
    safe_search: bool = True
    youtube: Restricted = Restricted.STRICT


_ROUND: Final = frozenset(each.key for each in CATALOGUE if each.kind is Kind.BYPASS)
_HARM: Final = frozenset(
    {
        *("adult", "violence", "hatred", "extremism", "gambling", "drugs", "piracy"),
        *("malware", "phishing", "cryptomining", "hacking", "stalkerware"),
    }
)
_GROWN_UP: Final = frozenset({"mixed-adult", "lingerie", "dating", "self-harm", "weapons", "alcohol-tobacco", "cults"})
_STRANGERS: Final = frozenset({"social-media", "chat", "forums", "web-mail", "ai-chat", "file-sharing"})

SHIPPED: Final[tuple[Level, ...]] = (
    Level(
        INFANT,
        LEVEL_WORDS[INFANT],
        block=_HARM | _GROWN_UP | _ROUND | _STRANGERS | {"cheating", "short-links"},
        garden=frozenset({"children", "updates"}),
        closed_ways=frozenset(WAYS),
    ),
    Level(
        JUNIOR,
        LEVEL_WORDS[JUNIOR],
        block=_HARM
        | _GROWN_UP
        | _ROUND
        | _STRANGERS
        | {"games", "cheating", "short-links", "crypto-money", "false-news"},
        closed_ways=frozenset(WAYS),
    ),
    Level(
        STAFF,
        "staff",
        block=_HARM | (_ROUND - {"remote-control", "dynamic-names", "unsafe-search"}),
        warn=frozenset(
            {"mixed-adult", "self-harm", "weapons", "dating", "cults", "false-news", "ai-chat", "remote-control"}
        ),
        closed_ways=frozenset(WAYS) - {BARE_ADDRESSES.key},
        safe_search=False,
        youtube=Restricted.OFF,
    ),
    Level(
        GUEST,
        "guests",
        block=_HARM | _GROWN_UP | _ROUND,
        closed_ways=frozenset(WAYS),
        youtube=Restricted.MODERATE,
    ),
)
