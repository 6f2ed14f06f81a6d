"""Finding a school in the register by what people type: part of its name, its town, a postcode, a number."""

import re
import unicodedata
from typing import Final

from rapidfuzz import fuzz, process

from schoolgate.feeds.schools_register import Registered
from schoolgate.people.models import RegisteredSchool, RegisterExtract
from schoolgate.vocabulary.schools import OPEN

_NOT_A_WORD: Final = re.compile(r"[^0-9a-z]+")
_SHORT: Final = (
    (re.compile(r"\bst\b"), "saint"),
    (re.compile(r"\b(?:c of e|cofe|ce)\b"), "church of england"),
    (re.compile(r"\brc\b"), "roman catholic"),
)
_NEAR: Final = 75  # of 100: below it a name is another name
_MOST: Final = 20


def folded(words: str) -> str:
    """Lower case, no accents, no apostrophes, single spaces, and the usual short forms written out."""
    plain = unicodedata.normalize("NFKD", words.casefold().replace("'", "").replace("’", ""))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    spaced = _NOT_A_WORD.sub(" ", letters).strip()
    for short, written_out in _SHORT:
        spaced = short.sub(written_out, spaced)
    return spaced


def sought(row: Registered) -> str:
    """All that a school may be looked up by, folded."""
    numbers = f"{row.urn} {row.laestab} {row.postcode.replace(' ', '').lower()}"
    return f" {folded(f'{row.name} {row.town} {row.postcode} {row.authority}')} {numbers}"[:500]


def _told_apart_by(name: str) -> str:
    """The words of a name that tell it from others: nearly every one ends with "school", and few people type it."""
    return " ".join(word for word in folded(name).split() if word != "school")


def extract() -> RegisterExtract | None:
    return RegisterExtract.objects.first()


def find(words: str, *, closed_too: bool = False) -> list[RegisteredSchool]:
    """At most 20 schools, best first: those with every word, each as the beginning of one; else names that are near.

    Costs one pass over the register: it grows with the number of schools, 50,000 in England with those closed.
    """
    asked = folded(words).split()
    if not asked:
        return []
    rows = RegisteredSchool.objects.all() if closed_too else RegisteredSchool.objects.filter(status=OPEN)
    found = rows
    for word in asked:
        found = found.filter(sought__contains=f" {word}")
    exact = list(found[: _MOST * 5])
    if exact:
        whole = " ".join(asked)
        return sorted(exact, key=lambda row: (-fuzz.ratio(whole, folded(row.name)), row.name, row.urn))[:_MOST]
    names = dict(rows.values_list("urn", "name"))
    close = process.extract(
        " ".join(asked), names, processor=_told_apart_by, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR, limit=_MOST
    )
    kept = {row.urn: row for row in rows.filter(urn__in=[urn for _, _, urn in close])}
    return [kept[urn] for _, _, urn in close]
