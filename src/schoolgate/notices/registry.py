"""Kinds of letter and ways for them to go: one file each, in ``wordings`` and ``channels``."""

from typing import Final

from schoolgate.kernel.registry import Registry
from schoolgate.notices.contract import Channel, Wording

WORDINGS: Final = Registry("kind of letter", Wording, folder="schoolgate.notices.wordings", attribute="WORDING")
CHANNELS: Final = Registry("channel", Channel, folder="schoolgate.notices.channels", attribute="CHANNEL")
