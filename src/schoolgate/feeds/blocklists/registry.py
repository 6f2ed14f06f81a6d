"""Every format of list: one file of ``catalogue`` each, or an entry point of another package."""

from collections.abc import Sequence
from typing import Final

from schoolgate.feeds.blocklists.contract import ListFormat
from schoolgate.kernel.registry import Registry

FORMATS: Final = Registry("list format", ListFormat, folder="schoolgate.feeds.blocklists.catalogue", attribute="FORMAT")


def recognised(head: Sequence[str]) -> ListFormat:
    """The format that is surest of the first lines of a file; plain names where none is."""
    return max(FORMATS, key=lambda each: each.recognises(head))
