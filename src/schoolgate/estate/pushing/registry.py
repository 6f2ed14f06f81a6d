"""Every way to a directory: the modules of ``estate.pushing.ways``, and those other packages add."""

from typing import Final

from schoolgate.estate.pushing.contract import Way
from schoolgate.kernel.registry import Registry

WAYS: Final[Registry[Way]] = Registry(
    "way to a directory", Way, folder="schoolgate.estate.pushing.ways", attribute="WAY", group="schoolgate.directories"
)
