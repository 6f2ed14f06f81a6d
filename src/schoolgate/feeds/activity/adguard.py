"""What the two forms of AdGuard Home's questions share: its reasons, by number in the log and by name in an answer."""

from typing import Final

# The numbers of the log and the words of the interface.
_REASONS: Final = {
    0: "NotFilteredNotFound",
    1: "NotFilteredWhiteList",
    2: "NotFilteredError",
    3: "FilteredBlackList",
    4: "FilteredSafeBrowsing",
    5: "FilteredParental",
    6: "FilteredInvalid",
    7: "FilteredSafeSearch",
    8: "FilteredBlockedService",
    9: "Rewrite",
    10: "RewriteEtcHosts",
    11: "RewriteRule",
}
_CLOSED: Final = frozenset({"FilteredBlackList", "FilteredSafeBrowsing", "FilteredParental", "FilteredInvalid",
    "FilteredBlockedService"})  # fmt: skip
_CATEGORIES: Final = {"FilteredSafeBrowsing": "malware", "FilteredParental": "adult"}


def reason_of(text: str) -> str:
    """The word of a reason, by its number or itself."""
    return _REASONS.get(int(text), text) if text.isdecimal() else text


def verdict_of(reason: str) -> str:
    return "block" if reason_of(reason) in _CLOSED else "allow"


def category_of(reason: str) -> str:
    return _CATEGORIES.get(reason_of(reason), "")
