"""A log that somebody gives by hand: taken in at once, or set aside where its columns are new."""

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from schoolgate.activity.actions.columns import agree, forget_file, hold_back
from schoolgate.activity.loaded import Loaded
from schoolgate.activity.models import Held, Source
from schoolgate.activity.transports.contract import Piece
from schoolgate.feeds.activity.registry import recognised
from schoolgate.frame.actor import Actor
from schoolgate.intake.streams.opening import Part, parts, parts_of
from schoolgate.kernel.errors import BadInputError
from schoolgate.kernel.later import later

if TYPE_CHECKING:
    from schoolgate.activity.following import taking
else:
    taking = later("schoolgate.activity.following.taking")

_HEAD: Final = 1 << 16
MOST_HELD: Final = 64 << 20  # bytes, as it came, of a file that waits: it is locked in one piece, in memory
_SHORT: Final = "Give its first lines as a file, say which column is which, then give all of it."


@dataclass(frozen=True, slots=True)
class Given:
    """What became of a file: what was taken in, or what waits. ``trouble`` says what was wrong although it was read."""

    loaded: Loaded
    held: Held | None = None
    trouble: str = ""


def give(source: Source, name: str, file: IO[bytes], *, actor: Actor) -> Given:
    """Take in a file, packed or not. What is there already is not kept twice. Raises ``BadInputError``."""
    total, trouble = Loaded(), ""
    for part in parts(file, name):
        try:
            loaded = _part(source, part, actor)
        except taking.ColumnsChangedError as changed:
            file.seek(0)
            data = file.read(MOST_HELD + 1)
            if len(data) > MOST_HELD:
                raise BadInputError(
                    part.name, "its columns are new, and it is too long to keep meanwhile.", _SHORT
                ) from changed
            waits = hold_back(source, part.name, changed.head, actor=actor, file=data)
            return Given(total, waits, str(changed))
        total, trouble = _sum(total, loaded), trouble or part.trouble
    return Given(total, None, trouble)


def agree_and_take(row: Held, mapping: dict[str, str], *, actor: Actor, month_first: bool = False) -> Loaded:
    """Say which column is which, and take in what waited, where we hold it. Raises ``BadInputError``."""
    source = agree(row, mapping, actor=actor, month_first=month_first)
    total = Loaded()
    if row.file:
        data: Any = row.file.read()
        for part in parts_of(data, row.name):
            total = _sum(total, _part(source, part, actor))
        forget_file(row)
    return total


def kind_of(file: IO[bytes], name: str) -> str:
    """Which feed reads a file, as far as can be told from how it begins; "" where it cannot."""
    head = b""
    for part in parts(file, name):
        for piece in part.pieces:
            head += piece
            if len(head) >= _HEAD:
                break
        break
    file.seek(0)
    feed = recognised(head[:_HEAD]) if head else None
    return feed.key if feed is not None else ""


def _part(source: Source, part: Part, actor: Actor) -> Loaded:
    piece = Piece(part.name, part.pieces, lambda _consumed, _header: source.position, continues=False)
    return taking.take_in(source, piece, actor=actor)


def _sum(one: Loaded, two: Loaded) -> Loaded:
    return Loaded(
        one.read + two.read,
        one.kept + two.kept,
        one.rejected + two.rejected,
        one.repeated + two.repeated,
        one.seconds + two.seconds,
        one.hits + two.hits,
        (*one.parts, *two.parts),
    )
