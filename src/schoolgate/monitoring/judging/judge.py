"""One text judged."""

import re
from typing import Final

from schoolgate.monitoring.judging.model import DEFAULT, Judged, Packs

_FIRST: Final = re.compile(r"\b(?:kill|hurt|cut) (?:my ?self|me)\b|\bwant to die\b", re.IGNORECASE)


def judge(text: str, packs: Packs = DEFAULT) -> Judged:
    """How alarming ``text`` (a search, a chat line, a title, an address) is. Never raises, whatever it holds."""
    found = _FIRST.search(text)
    if not found or "suicide.wish" in packs.muted:
        return Judged(text)
    because = f"“{found[0]}” may be a wish to be hurt or to die."
    return Judged(text, True, "high", "suicide.wish", because, "", "contact", "suicide")
