"""Year groups: -1 nursery, 0 reception, then the national curriculum's years 1 to 14. One spelling, and its words."""

import re
from typing import Final

NURSERY: Final = -1
RECEPTION: Final = 0
LAST: Final = 14
AGE_BANDS: Final[dict[str, tuple[int, int]]] = {
    "infant": (NURSERY, 2),
    "junior": (3, 6),
    "secondary": (7, 11),
    "sixth-form": (12, LAST),
}
# As office systems of the United Kingdom write them, and what OneRoster's grades (CEDS) call the years before one.
_SAID: Final[dict[str, int]] = {
    **dict.fromkeys(("n", "n1", "n2", "nur", "nursery", "f1", "fs1", "pre school", "preschool", "pk", "ps"), NURSERY),
    **dict.fromkeys(("r", "rec", "reception", "yr", "year r", "f2", "fs2", "foundation", "p0"), RECEPTION),
}
_NUMBER: Final = re.compile(r"(?:national curriculum year|nc year|year group|year|yr|y)?\s*0?(\d{1,2})")


def year_of(text: str) -> int | None:
    """The year group that words mean: ``Reception``, ``Yr 2``, ``Y2``, ``02``. None where they mean none."""
    plain = " ".join(re.sub(r"[.\-_]", " ", text).casefold().split())
    if plain in _SAID:
        return _SAID[plain]
    found = _NUMBER.fullmatch(plain)
    number = int(found[1]) if found else LAST + 1
    return number if RECEPTION <= number <= LAST else None


def year_words(year: int) -> str:
    return {NURSERY: "Nursery", RECEPTION: "Reception"}.get(year, f"Year {year}")


def age_band(year: int) -> str:
    """Which of ``AGE_BANDS`` a year group is in. Raises ``ValueError`` for a year there is not."""
    for band, (first, last) in AGE_BANDS.items():
        if first <= year <= last:
            return band
    raise ValueError(f"there is no year {year}")
