"""Every feed of activity: one file of ``catalogue`` each, or an entry point of another package."""

from dataclasses import replace
from typing import Final

from schoolgate.feeds.activity.contract import ActivityFeed, Batch, Options
from schoolgate.kernel.registry import Registry

ACTIVITY_FEEDS: Final = Registry(
    "activity feed", ActivityFeed, folder="schoolgate.feeds.activity.catalogue", attribute="FEED"
)
SURE_ENOUGH: Final = 0.5


def recognised(head: bytes) -> ActivityFeed | None:
    """The feed that is surest of the first bytes of a file; None where none is sure enough to be proposed."""
    surest = max(ACTIVITY_FEEDS, key=lambda each: each.recognises(head))
    return surest if surest.recognises(head) >= SURE_ENOUGH else None


def preview(feed: ActivityFeed, head: bytes, options: Options) -> Batch:
    """What the whole lines among the first bytes of a file would be read as, for a person to look at before it is.

    Raises what ``read`` raises: ``BadInputError`` for a mapping that is not whole, ``HeaderChangedError`` for another
    heading.
    """
    return next(iter(feed.read(iter([head]), replace(options, ended=False))))
