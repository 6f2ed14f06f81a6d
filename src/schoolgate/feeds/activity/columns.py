"""The column mapper: which heading of a supplier's list is which of our columns, proposed from headings and first rows.

No supplier of schools' filters publishes the form of its exports, and each changes it. So a person says once which
column is which; ``fingerprint`` is kept with it, and a list whose heading differs waits for that person again.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from schoolgate.feeds.activity.contract import HeaderChangedError
from schoolgate.feeds.contract import Column
from schoolgate.feeds.days import Order, order_of
from schoolgate.feeds.mapping import Guess, by_name, propose
from schoolgate.feeds.tables import folded
from schoolgate.kernel.errors import BadInputError
from schoolgate.kernel.later import later

if TYPE_CHECKING:
    from schoolgate.feeds.activity import headed
else:
    headed = later("schoolgate.feeds.activity.headed")

COLUMNS: Final = (
    Column("at", "When", "moment", called=("Time", "Timestamp", "Date and time", "Date/Time", "DateTime", "Date Time",
        "Event time", "Access time", "Log time", "Occurred", "Time stamp",
        "Date (UTC)", "Local time", "Activity time")),
    Column("day", "Date", "date", called=("Day", "Log date", "Event date")),
    Column("clock", "Time of day", "text", called=("Clock", "Hour")),
    Column("account", "Who was signed in", "text", called=("User", "Username", "User name", "Login", "Account", "Email",
        "User email", "Pupil", "Student", "Student email", "Client user", "Auth user", "Logged in user")),
    Column("client", "Address of the device", "ip", called=("IP", "IP address", "Client IP", "Source IP", "Src IP",
        "Client address", "Source", "Host IP", "Internal IP", "Client")),
    Column("device", "Device", "text", called=("Device name", "Hostname", "Computer", "Machine", "Workstation",
        "Client hostname", "Device ID", "Computer name", "Client name", "Serial number", "Asset tag")),
    Column("groups", "Group", "text", called=("Group name", "Policy group", "OU", "Filter group", "User group", "Class",
        "Year group", "Department", "Directory group")),
    Column("place", "Place", "text", called=("Location", "Site name", "School", "Building")),
    Column("url", "Address visited", "text", called=("URL", "Web address", "Address", "Link", "Request URL", "Page",
        "Full URL", "Website URL", "Visited URL", "Request")),
    Column("host", "Site", "text", called=("Domain", "Host", "Website", "Destination", "Site domain", "Domain name",
        "Dest host", "Destination host", "Web site")),
    Column("terms", "Words searched for", "text", called=("Search", "Search term", "Search terms", "Search query",
        "Query", "Keywords", "Search phrase", "Searched for", "Search words")),
    Column("verdict", "Allowed or blocked", "text", called=("Action", "Status", "Result", "Verdict", "Decision",
        "Filter action", "Blocked", "Outcome", "Disposition", "Filter result", "Access")),
    Column("category", "Category", "text", called=("Categories", "Theme", "Category name", "Web category",
        "Classification", "Site category", "Content category", "URL category")),
    Column("rule", "What decided", "text", called=("Rule", "Policy", "Reason", "Policy name", "Rule name",
        "Matched rule", "Block reason", "Filter policy")),
    Column("method", "Method", "text", called=("HTTP method", "Request method", "Request type")),
    Column("status", "Status code", "text", called=("HTTP status", "Response code", "HTTP code", "HTTP response")),
    Column("bytes", "Bytes", "text", called=("Size", "Bytes sent", "Download", "Bytes received", "Download bytes")),
)  # fmt: skip
_BY_KEY: Final = {column.key: column for column in COLUMNS}
_MONTH_FIRST: Final = re.compile(r"(\d{1,2}[/.-])(\d{1,2}[/.-])")
_TOLD: Final = 40  # rows shown to whoever confirms a mapping
_ENOUGH: Final = 2  # headings that are known of a line that is one


@dataclass(frozen=True, slots=True)
class Proposal:
    """``guesses`` in the order of ``headings``; ``rows`` are the first ones, as they stand; ``month_first`` as told by
    their dates. ``mapping`` is what to give ``Options`` once a person has looked at it, and ``missing`` what it still
    lacks, in words: nothing where it can be used.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guesses: tuple[Guess, ...]
    fingerprint: str
    month_first: bool

    @property
    def mapping(self) -> dict[str, str]:
        return {guess.heading: guess.column for guess in self.guesses if guess.column}

    @property
    def missing(self) -> str:
        return lacking(self.mapping.values())


def propose_columns(head: bytes) -> Proposal:
    """A proposal from the first bytes of a list (64 KiB are enough). Raises ``BadInputError`` where it is no table."""
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace").replace("\r\n", "\n")
    lines = [line for line in text.split("\n") if line.strip()][: headed.MOST_BEFORE + _TOLD]
    if not head.endswith(b"\n") and len(lines) > 2:
        lines.pop()
    tables = [
        (number, headed.cells_of(line, headed.delimiter_of(line)))
        for number, line in enumerate(lines[: headed.MOST_BEFORE])
    ]
    # One word that is known may stand in a row as well, as "blocked" does; then the first line is the heading.
    counts = [(len(by_name(cells, COLUMNS)), -number) for number, cells in tables if len(cells) > 1]
    known = [(count if count >= _ENOUGH else 0, place) for count, place in counts]
    if not known:
        raise BadInputError("The file", "it is not a table with a heading.", "Export the list as CSV, and give that.")
    number = -max(known)[1]
    headings, delimiter = tables[number][1], headed.delimiter_of(lines[number])
    rows = tuple(headed.cells_of(line, delimiter) for line in lines[number + 1 :][:_TOLD])
    values = {
        heading: [row[place] for row in rows if place < len(row)] for place, heading in enumerate(headings) if heading
    }
    months = [heading for heading, cells in values.items() if order_of(map(_day, cells)) is Order.MONTH_FIRST]
    guesses = _guessed(headings, values | {each: [_turned(cell) for cell in values[each]] for each in months})
    dated = {each.heading for each in guesses if each.column in ("at", "day")}
    return Proposal(headings, rows, guesses, fingerprint(headings), not dated.isdisjoint(months))


def _guessed(headings: Sequence[str], values: Mapping[str, Sequence[str]]) -> tuple[Guess, ...]:
    """Headings that are known by name first, and of the others those that are like one."""
    known = by_name(headings, COLUMNS)
    rest = [heading for heading in headings if heading and heading not in known]
    like = propose(rest, values, [column for column in COLUMNS if column.key not in known.values()])
    guesses = {guess.heading: guess for guess in like} | {name: Guess(name, key, 1.0) for name, key in known.items()}
    return tuple(guesses[heading] for heading in dict.fromkeys(headings) if heading)


def _day(cell: str) -> str:
    return cell.replace(",", " ").split(" ")[0]


def _turned(cell: str) -> str:
    """A date with its month first as one with its day first."""
    return _MONTH_FIRST.sub(r"\2\1", cell, count=1)


def fingerprint(headings: Sequence[str]) -> str:
    """What tells one heading from another: its words in their order, whatever their case and spacing."""
    return hashlib.sha256("\x1f".join(folded(each) for each in headings).encode()).hexdigest()


def lacking(keys: Iterable[str]) -> str:
    """What a mapping to these columns still needs, in words; nothing where it has all."""
    have = set(keys)
    if "at" not in have and not {"day", "clock"} <= have:
        return "Say which column is when it was: one for the date and time, or one for each."
    if not have & {"url", "host", "terms"}:
        return "Say which column is the address, the site, or the words searched for."
    return ""


def settled(headings: Sequence[str], mapping: Mapping[str, str], agreed: str = "") -> dict[str, int] | None:
    """Where each column of ``mapping`` stands (of the headings that are known by name, without one); None where the
    line is no heading.

    Raises ``HeaderChangedError`` where it is one, and another than ``agreed``, and ``BadInputError`` for a mapping of
    two headings to one column, to a column there is not, or to too few.
    """
    if not mapping:
        return _by_name(headings)
    here = [heading for heading in mapping if heading in headings]
    if agreed and fingerprint(headings) == agreed:
        here = list(mapping)
    elif not _is_like(headings, mapping):
        return None
    gone = tuple(heading for heading in mapping if heading not in headings)
    if gone or (agreed and fingerprint(headings) != agreed):
        new = tuple(each for each in headings if each and each not in mapping) if gone else ()
        raise HeaderChangedError(tuple(headings), gone, new)
    keys = [mapping[heading] for heading in here if mapping[heading]]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice or any(key not in _BY_KEY for key in keys):
        raise BadInputError(
            "The mapping", f"“{twice or keys[0]}” is not one column.", "Say again which column is which."
        )
    if wanting := lacking(keys):
        raise BadInputError("The mapping", "it is not whole.", wanting)
    return {mapping[heading]: headings.index(heading) for heading in here if mapping[heading]}


def _by_name(headings: Sequence[str]) -> dict[str, int] | None:
    found = by_name(headings, COLUMNS)
    if lacking(found.values()):
        return None
    return {key: headings.index(heading) for heading, key in found.items()}


def _is_like(headings: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether a line is the heading, or what became of it: half of the headings agreed are in it, or it names columns
    that are known."""
    same = sum(heading in headings for heading in mapping)
    return 2 * same >= len(mapping) or len(by_name(headings, COLUMNS)) >= _ENOUGH
