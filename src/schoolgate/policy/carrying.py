"""Whether a new version says what an amendment proposed. Pure: it looks at words, not at how they are laid out."""

import re

from schoolgate.reading.model import Reading, Role


def carries(reading: Reading, *, now: str, proposed: str) -> bool:
    """Whether the document has the proposed words; for a sentence to be taken out (nothing proposed), has it no more.

    Case, spacing and the kind of quotation marks and dashes make no difference; any other letter does.
    """
    said = " ".join(_plain(block.text) for block in reading.extract.blocks if block.role is not Role.FURNITURE)
    words = f" {said} "
    if proposed:
        return f" {_plain(proposed)} " in words
    return f" {_plain(now)} " not in words


def _plain(text: str) -> str:
    """Words and figures only, in lower case, a space between."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("’", "").replace("'", "")))
