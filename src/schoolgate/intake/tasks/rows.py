"""Read every row. Asked: ``{feed, mapping}``; yields batches of ``[line, part, values]`` for a row and
``[line, part, reason, raw]`` for a reject, in the file's order.
"""

from collections.abc import Iterator, Mapping
from itertools import batched
from typing import Any, Final

from schoolgate.feeds.contract import Item, Layout, Row
from schoolgate.feeds.registry import FEEDS
from schoolgate.intake.tasks.files import files_of

_TOGETHER: Final = 500


def run(asked: dict[str, Any], parts: Mapping[str, bytes]) -> Iterator[Any]:
    feed = FEEDS.get(asked["feed"])
    layout = Layout(asked["mapping"]) if asked["mapping"] else Layout()
    for items in batched(feed.parse(files_of(parts), layout), _TOGETHER):
        yield [_plain(item) for item in items]


def _plain(item: Item) -> list[Any]:
    if isinstance(item, Row):
        return [item.line, item.part, dict(item.values)]
    return [item.line, item.part, item.reason, item.raw]
