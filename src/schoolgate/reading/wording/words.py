"""Word lists and alternatives as text, so that they read as lists."""

import re


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def choice(text: str) -> str:
    """The lines of a text as alternatives of one pattern; a line may hold alternatives of its own."""
    return "(?:" + "|".join(line.strip() for line in text.strip().splitlines() if line.strip()) + ")"


def pattern(text: str) -> re.Pattern[str]:
    """A pattern written over several lines: the line ends and the indents are not part of it. Case does not count."""
    return re.compile("".join(line.strip() for line in text.strip().splitlines()).replace("␣", " "), re.IGNORECASE)
