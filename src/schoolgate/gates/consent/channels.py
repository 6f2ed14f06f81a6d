"""The places where a child's picture, name or work may be used: each is asked about by itself, never all in one."""

from typing import Final

CHANNELS: Final[dict[str, str]] = {
    "website": "the school’s website",
    "social-media": "the school’s social media",
    "local-press": "the local press",
    "newsletter": "the newsletter",
    "learning-journal": "the learning journal",
    "class-photo": "the class photo that goes home",
    "classroom-display": "displays in the classroom",
    "named-work": "work shown with the child’s name",
}
# Anybody may see these, and what went there is taken down when a yes is taken back.
PUBLIC: Final = frozenset({"website", "social-media", "local-press", "newsletter"})
