"""What a feed of activity is: an iterator of bytes in, batches of columns and rejected lines out, in the file's order.

Every line of the input is a row, a rejected line, or one of ``Batch.skipped`` (a blank, a comment, a heading, or what
the format says beside its events), so that nothing is ever lost silently. A feed never raises for what a line holds.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS: Final = 65_536  # of one batch
LONGEST_LINE: Final = 1 << 20  # bytes
LONGEST_RAW: Final = 4_096  # bytes kept of a rejected line
NO_MAPPING: Final[Mapping[str, str]] = MappingProxyType({})


class Kind(StrEnum):
    """What was done."""

    WEB = "web"
    DNS = "dns"
    SEARCH = "search"  # a web row whose words searched for were seen
    SIGNIN = "signin"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that cannot be used: why, in a sentence, and the line as it came, as far as ``LONGEST_RAW`` bytes."""

    line: int
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a source.

    ``zone`` is that of times which name none. ``skew_seconds`` is how far the source's clock is ahead. ``mapping`` is
    heading to column, and ``fingerprint`` that of the heading it was agreed for (``columns``); ``first_line`` the
    number of the first line given. A reading that goes on from a later byte is given the ``header`` an earlier batch
    told. With ``ended`` false more will come: a last line without its end waits in ``Batch.rest``. ``until`` is the
    latest any row can be, for logs that write no year; None is now. ``month_first``: 11/2/2026 is in November.
    """

    zone: str = "Europe/London"
    skew_seconds: float = 0
    mapping: Mapping[str, str] = field(default_factory=lambda: NO_MAPPING)
    first_line: int = 1
    fingerprint: str = ""
    header: bytes = b""
    ended: bool = True
    until: datetime | None = None
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Some lines of a source: ``rows`` of ``schema.SCHEMA``, at most ``MOST_ROWS``, in the order of their lines.

    ``consumed`` is how many bytes of the input, from its beginning, are whole lines told in this batch or an earlier
    one: where a reading may go on after the batch is kept. ``next_line`` is the number of the line there. ``rest`` is
    what is left of a last line without its end, in the last batch alone.
    """

    rows: "pa.RecordBatch"
    rejects: tuple[Rejected, ...] = ()
    skipped: int = 0
    consumed: int = 0
    next_line: int = 1
    rest: bytes = b""
    header: bytes = b""


class HeaderChangedError(BadInputError):
    """A supplier's heading is not the one its mapping was agreed for: the file waits until somebody says again which
    column is which. ``headings`` are those it has now, ``gone`` and ``new`` what differs. Nothing was read.

    Where no agreed heading is left, the line may be no heading but what somebody did: then none of it is in the words.
    """

    def __init__(self, headings: tuple[str, ...], gone: tuple[str, ...], new: tuple[str, ...]) -> None:
        named = new if set(headings) - set(new) else ()
        said = [f"“{each}” is gone" for each in gone] + [f"“{each}” is new" for each in named]
        cause = f"its columns are not those agreed: {'; '.join(said) or 'they stand in another order'}."
        super().__init__("The file", cause, "Say again which column is which; until then the file is kept, unread.")
        self.headings, self.gone, self.new = headings, gone, new


@dataclass(frozen=True, slots=True)
class ActivityExample:
    """A log as text, how many rows, rejects and skipped lines it gives, and what its first row holds."""

    words: str
    text: str
    rows: int
    first: Mapping[str, object]
    rejects: int = 0
    skipped: int = 0
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class ActivityFeed:
    """``read`` takes chunks of bytes of any size, unpacked; ``recognises`` the first bytes of a file (64 KiB are
    enough), and says how sure it is that they are its own, from 0 to 1. ``mapped`` feeds need ``Options.mapping``.
    """

    key: str
    words: str
    source: str  # who writes it, and where that is written down
    read: Callable[[Iterator[bytes], Options], Iterator[Batch]]
    recognises: Callable[[bytes], float]
    examples: tuple[ActivityExample, ...]
    mapped: bool = False
