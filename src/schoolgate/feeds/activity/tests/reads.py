"""What a feed makes of a text, for the tests of all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from schoolgate.feeds.activity.contract import Batch, Options, Rejected
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS


@dataclass(frozen=True)
class Read:
    rows: list[dict[str, Any]]
    rejects: list[Rejected]
    skipped: int
    last: Batch


def chunks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def batches(key: str, data: bytes, options: Options | None = None, size: int = 1 << 16) -> list[Batch]:
    return list(ACTIVITY_FEEDS.get(key).read(chunks(data, size), options or Options()))


def read(key: str, text: str | bytes, options: Options | None = None, size: int = 1 << 16, **changed: Any) -> Read:
    data = text if isinstance(text, bytes) else text.encode()
    found = batches(key, data, replace(options or Options(), **changed), size)
    return Read(
        [row for each in found for row in each.rows.to_pylist()],
        [reject for each in found for reject in each.rejects],
        sum(each.skipped for each in found),
        found[-1],
    )
