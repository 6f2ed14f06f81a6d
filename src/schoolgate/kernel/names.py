"""Whether two spellings are one name: O'Neill and ONEILL are, McAdam and MacAdam are not."""

import re
import unicodedata
from typing import Final

# Letters with a stroke, which Unicode takes for letters of their own and programs write without it.
_STROKED: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})


def same_number(value: str) -> str:
    """A number as it may be compared: a spreadsheet eats the noughts it begins with, and capitals come and go."""
    plain = value.strip().casefold()
    return plain.lstrip("0") or plain if plain.isdecimal() else plain


def unaccented(text: str) -> str:
    """In lower case, without accents and strokes; everything else as it stands."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\u0300-\u036f]", "", plain).translate(_STROKED)


def folded(name: str) -> str:
    """A name without case, accents, apostrophes, hyphens and spaces: what is left when two programs write it."""
    return re.sub(r"[\W_]", "", unaccented(name))
