"""What became of the rows of one list, and whether it is fit to be used."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from schoolgate.feeds.blocklists.contract import Refused
from schoolgate.filtering.lists.rows import Taken
from schoolgate.filtering.lists.stated import Stated
from schoolgate.filtering.store.judging import LEAST_LEFT
from schoolgate.filtering.store.layout import ListFacts
from schoolgate.kernel.errors import BadInputError

MOST_JUNK: Final = 0.5  # of the rows: beyond it, it is a page that says "not found", or some other file
_FEW: Final = 4  # rows that are junk and prove nothing
_AGAIN: Final = "Fetch it again. The lists in service stay as they are."


@dataclass(slots=True)
class Tally:
    """Counts of rows. ``rows`` are those refused or narrowed, with the name of their file."""

    name: str
    read: int = 0
    kept: int = 0
    narrowed: int = 0
    format: str = ""
    refused: Counter[str] = field(default_factory=Counter)
    rows: list[tuple[str, Refused]] = field(default_factory=list)
    day: date | None = None
    written: date = date.min
    should_hold: int = 0

    def begin(self, form: str, said: Stated, written: date) -> None:
        """Another file of the list is read."""
        self.format = form if self.format in ("", form) else f"{self.format}, {form}"
        self.day = max(filter(None, (self.day, said.day)), default=None)
        self.written = max(self.written, written)
        self.should_hold += said.rows or 0

    def count(self, file: str, found: Taken, new: int) -> None:
        self.read += found.rows
        self.kept += new
        self.narrowed += len(found.narrowed)
        self.refused.update(row.kind for row in found.refused)
        self.rows += ((file, row) for row in (*found.refused, *found.narrowed))

    def refuse_unfit(self, *, asked: bool, oldest: date | None) -> None:
        """Raises ``BadInputError`` for what is no list, or was cut short on its way, or is too old.

        An empty list is refused where somebody named it; among many in a folder some have never held a row.
        """
        if not self.kept and (asked or self.read):
            raise BadInputError(self.name, "there is no row in it that can be kept.", _AGAIN)
        if (junk := self.refused["junk"]) > max(_FEW, self.read * MOST_JUNK):
            raise BadInputError(self.name, f"it is no list: {junk:,} of its {self.read:,} rows name no host.", _AGAIN)
        if self.read < self.should_hold * LEAST_LEFT:
            said = f"it says that it holds {self.should_hold:,} rows, and there are {self.read:,}: it was cut short."
            raise BadInputError(self.name, said, _AGAIN)
        day = self.day or self.written
        if oldest is not None and self.kept and day < oldest:
            raise BadInputError(self.name, f"it is of {day}, and may not be older than {oldest}.", _AGAIN)

    def facts(self, category: str) -> ListFacts:
        return ListFacts(
            name=self.name,
            category=category,
            format=self.format,
            day=(self.day or self.written).isoformat(),
            dated=self.day is not None,
            read=self.read,
            kept=self.kept,
            repeated=self.read - self.kept - self.refused.total(),
            refused=dict(sorted(self.refused.items())),
            narrowed=self.narrowed,
        )
