"""Every feed of activity: one file of ``catalogue`` each, or an entry point of another package."""

from typing import Final

from schoolgate.feeds.activity.contract import ActivityFeed
from schoolgate.kernel.registry import Registry

ACTIVITY_FEEDS: Final = Registry(
    "activity feed", ActivityFeed, folder="schoolgate.feeds.activity.catalogue", attribute="FEED"
)
SURE_ENOUGH: Final = 0.5


def recognised(head: bytes) -> ActivityFeed | None:
    """The feed that is surest of the first bytes of a file; None where none is sure enough to be proposed."""
    surest = max(ACTIVITY_FEEDS, key=lambda each: each.recognises(head))
    return surest if surest.recognises(head) >= SURE_ENOUGH else None
