"""The languages in which families' pages can be read: each has page words of ours in ``locale``, and is offered once
the head has approved, in it, the words of everything that families are asked to sign.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from babel.dates import format_date

from schoolgate.agreements.queries.wordings import Words

ENGLISH: Final = "en"
PAGE_WORDS: Final = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Language:
    """``name`` is its own name for itself; ``locale`` is how dates are written; ``django`` names its page words."""

    key: str
    name: str
    english: str
    direction: str
    locale: str
    django: str


LANGUAGES: Final[dict[str, Language]] = {
    one.key: one
    for one in (
        Language(ENGLISH, "English", "English", "ltr", "en_GB", "en-gb"),
        Language("pl", "Polski", "Polish", "ltr", "pl_PL", "pl"),
        Language("ur", "اردو", "Urdu", "rtl", "ur_PK", "ur"),
    )
}


def language(key: str) -> Language:
    """The language, or English for one that we have no page words in."""
    return LANGUAGES.get(key, LANGUAGES[ENGLISH])


def offered(words: Iterable[Words]) -> tuple[Language, ...]:
    """English, and each language in which all of ``words`` are approved."""
    asked = tuple(words)
    ready = [key for key in LANGUAGES if asked and not any(missing_in(some, key) for some in asked)]
    return tuple(one for one in LANGUAGES.values() if one.key == ENGLISH or one.key in ready)


def missing_in(words: Words, key: str) -> bool:
    """Whether no approved plain text of these words is in the language."""
    return not any(one.approved and one.language == key and one.style == "plain" for one in words.texts)


def spelt_day(day: date, key: str) -> str:
    """A day in words, as the language writes it: ``5 September 2026``, ``5 września 2026``."""
    return str(format_date(day, "long", locale=language(key).locale))
