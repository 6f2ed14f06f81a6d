"""One piece of a source, taken in: read by its feed, and loaded together with the place that was reached."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from schoolgate.activity.actions.loading import load
from schoolgate.activity.loaded import Loaded
from schoolgate.activity.models import Source
from schoolgate.activity.transports.contract import Piece
from schoolgate.feeds.activity.contract import ActivityFeed, Batch, HeaderChangedError, Options
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS
from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError

_HEAD: Final = 1 << 16  # bytes


def options_of(source: Source, *, header: bytes = b"", ended: bool = True, line: int = 1) -> Options:
    """How a source is read: its own settings, and where in the log it goes on."""
    said = source.options
    return Options(
        zone=str(said.get("zone") or source.school.time_zone),
        skew_seconds=float(said.get("skew_seconds", 0)),
        mapping=said.get("mapping") or {},
        fingerprint=str(said.get("fingerprint", "")),
        first_line=line,
        header=header,
        ended=ended,
        month_first=bool(said.get("month_first")),
    )


class ColumnsChangedError(BadInputError):
    """A log's first line is not the one that was agreed. ``head`` is how it begins. Nothing of it was taken in."""

    def __init__(self, error: BadInputError, head: bytes) -> None:
        super().__init__(error.thing, error.cause, error.next_step)
        self.head = head


def take_in(source: Source, piece: Piece, *, actor: Actor, progress: Callable[[int], object] | None = None) -> Loaded:
    """Take a piece in. Its rows, its rejected lines and the place behind them are kept at once, or not at all.

    Raises ``BadInputError`` where the feed is not known or the piece cannot be unpacked, and ``ColumnsChangedError``.
    """
    if source.feed not in ACTIVITY_FEEDS:
        raise BadInputError(source.name, f"logs of the kind {source.feed!r} are not known here.", "Set it up anew.")
    feed = ACTIVITY_FEEDS.get(source.feed)
    options = options_of(source, header=piece.begins, ended=piece.ended, line=piece.line)
    reading = _Reading(feed, piece, options)

    def position() -> Mapping[str, Any]:
        return piece.reached(reading.consumed, reading.header)

    loaded = load(
        source.school,
        source,
        reading.batches(),
        actor=actor,
        progress=progress,
        continues=piece.continues,
        position=position,
    )
    piece.in_()
    return loaded


@dataclass(slots=True)
class _Reading:
    """A piece as its feed reads it. The beginning is kept, to show which columns a log has that is set aside."""

    feed: ActivityFeed
    piece: Piece
    options: Options
    consumed: int = 0
    header: bytes = b""
    _head: bytearray = field(default_factory=bytearray)

    def batches(self) -> Iterator[Batch]:
        begun, self.header = False, self.options.header
        try:
            for batch in self.feed.read(self._seen(), self.options):
                begun = True
                self.consumed, self.header = batch.consumed, batch.header or self.header
                yield batch
        except BadInputError as error:
            if isinstance(error, HeaderChangedError) or (self.feed.mapped and not begun and self._head):
                raise ColumnsChangedError(error, bytes(self.piece.begins + self._head)) from error
            raise

    def _seen(self) -> Iterator[bytes]:
        for piece in self.piece.pieces:
            if len(self._head) < _HEAD:
                self._head += piece[: _HEAD - len(self._head)]
            yield piece
