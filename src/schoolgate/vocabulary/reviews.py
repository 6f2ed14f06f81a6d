"""What calls for a review of the policy before its date, and how a review ends, as keys with screen words."""

from typing import Final

TRIGGERS: Final[dict[str, str]] = {
    "incident": "An incident",
    "technology": "New technology",
    "ai-tool": "A new AI tool",
    "statutory-pack": "New statutory guidance",
}
OUTCOMES: Final[dict[str, str]] = {
    "no-change": "The policy stays as it is",
    "amendments": "Amendments go to the next meeting",
    "new-version": "A new version is being written",
}
