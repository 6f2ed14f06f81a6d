"""What a policy lives through between two versions, as keys with screen words."""

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
AUDIENCES: Final[dict[str, str]] = {
    "staff": "Staff",
    "pupils": "Pupils",
    "parents": "Parents and carers",
    "governors": "Governors",
    "community": "The wider community",
}
WAYS: Final[dict[str, str]] = {
    "meeting": "A meeting",
    "survey": "A survey",
    "conversation": "Conversations, such as the school council",
}
WORKS: Final[dict[str, str]] = {
    "well": "It works well",
    "partly": "It works in part",
    "poorly": "It does not work as it should",
}
# How far an amendment has come, by the model's own statuses.
PROGRESS: Final[dict[str, str]] = {
    "proposed": "Waiting for a meeting",
    "at-meeting": "On a meeting’s paper",
    "agreed": "Agreed, for the next version",
    "declined": "Declined",
    "carried": "In the new version",
}
