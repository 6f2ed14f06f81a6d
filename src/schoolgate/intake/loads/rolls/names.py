"""Whether two spellings are one name: O'Neill and ONEILL are, McAdam and MacAdam are not."""

import re
import unicodedata


def same_number(value: str) -> str:
    """A number as it may be compared: a spreadsheet eats the noughts it begins with, and capitals come and go."""
    plain = value.strip().casefold()
    return plain.lstrip("0") or plain if plain.isdecimal() else plain


def folded(name: str) -> str:
    """A name without case, accents, apostrophes, hyphens and spaces: what is left when two programs write it."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_\u0300-\u036f]", "", plain.replace("ł", "l").replace("ø", "o").replace("đ", "d"))
