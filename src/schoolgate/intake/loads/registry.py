"""Every load: one file of ``catalogue`` each, what a room above offers as it starts, or an entry point of another
package."""

from typing import Final

from schoolgate.intake.loads.contract import Load
from schoolgate.kernel.registry import Registry

LOADS: Final = Registry(
    "load",
    Load,  # type: ignore[type-abstract]  # a protocol is what entries are checked against
    folder="schoolgate.intake.loads.catalogue",
    attribute="LOAD",
)


def loads_for(feed: str) -> list[Load]:
    """The loads that take a feed's rows, by key."""
    return [load for load in LOADS if feed in load.feeds]
