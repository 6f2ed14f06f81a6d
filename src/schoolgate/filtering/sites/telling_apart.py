"""Whether a checked site is still the one that somebody found suitable."""

import hashlib
import re
from typing import Final

from schoolgate.filtering.sites.following import Led

OWNER: Final = "owner"  # who holds the name it ends at
TITLE: Final = "title"  # what the page calls itself
CLOSED: Final = "category"  # the filter closes it by now, or for another reason
WORDS: Final = {
    OWNER: "It belongs to somebody else now, or leads to another site.",
    TITLE: "The page calls itself something else.",
    CLOSED: "The filter’s lists say something else of it.",
}


def page_digest(title: str) -> str:
    """Of a page's title without what changes by itself: numbers, so that a counter or a day makes no other page."""
    plain = re.sub(r"[\W\d_]+", " ", title).strip().casefold()
    return hashlib.sha256(plain.encode()).hexdigest() if plain else ""


def changes(led: Led, *, owner: str, page: str, category: str, opened: bool) -> tuple[str, ...]:
    """What is otherwise than when it was found suitable. A site that cannot be reached today has not changed hands.

    ``category`` is what the filter called it then; ``opened``: whether it was opened by an exception, so that its being
    open now says nothing.
    """
    found = []
    listed_anew = bool(led.decision.category) and led.decision.category != category
    if listed_anew or (led.closed and not opened and not category):
        found.append(CLOSED)
    if led.trouble:
        return tuple(found)
    if owner and led.owner and led.owner != owner:
        found.append(OWNER)
    if page and page_digest(led.title) != page:
        found.append(TITLE)
    return tuple(found)
