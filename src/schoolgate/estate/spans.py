"""How a moment is found among rows that last from a start to an end, in time that does not grow with their number.

Rows are sorted into four classes by how long they last. What covers a moment began, in each class, no longer before it
than the class's limit: four short ranges of an index by (class, start), instead of all that ever began. The last class
has no limit, and few rows: what was said to hold until further notice, and leases of over a hundred days.
"""

from typing import Final

HOUR: Final = 3600
DAY: Final = 24 * HOUR
LIMITS: Final = (26 * HOUR, 9 * DAY, 100 * DAY)  # a day's lease and its renewal, a week's, a term's
SPANS: Final = len(LIMITS) + 1


def span_of(starts: int, ends: int | None) -> int:
    """The class, 0 to 3, of what lasts from ``starts`` until ``ends`` (none: until further notice), in seconds."""
    if ends is None:
        return len(LIMITS)
    return next((span for span, limit in enumerate(LIMITS) if ends - starts <= limit), len(LIMITS))


def began_after(span: int, moment: int) -> int:
    """The earliest start, in a class, of what may still last at ``moment``."""
    return moment - LIMITS[span] if span < len(LIMITS) else 0
