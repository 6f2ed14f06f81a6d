"""Every feed: one file of ``catalogue`` each, or an entry point of another package."""

from typing import Final

from schoolgate.feeds.contract import Feed
from schoolgate.kernel.registry import Registry

FEEDS: Final = Registry("feed", Feed, folder="schoolgate.feeds.catalogue", attribute="FEED")
