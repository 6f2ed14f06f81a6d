"""A filter supplier's own list: the mapper says which column is which."""

import re
from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.addresses import addresses_of
from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.categories import one_category, one_verdict
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.columns import COLUMNS, settled
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, HeaderChangedError, Kind, Options
from schoolgate.feeds.activity.headed import MOST_BEFORE, Cells, Settle, Table, cells_of, delimiter_of, headed_feed
from schoolgate.feeds.activity.hosts import one_client, one_host
from schoolgate.feeds.activity.reading import Parsed, finished
from schoolgate.feeds.activity.rows import Column, columns, mapped, mapped_to
from schoolgate.feeds.contract import Column as Heading
from schoolgate.feeds.mapping import by_name
from schoolgate.kernel.errors import BadInputError

_NUMBER: Final = re.compile(r"\d{1,15}").fullmatch
_NOTHING: Final = "It names no site, no address and no words searched for."


def _begin(options: Options) -> Settle:
    clock = Clock(options)

    def settle(headings: tuple[str, ...], delimiter: str) -> Table | None:
        places = settled(headings, options.mapping, options.fingerprint)
        if places is None:
            return None
        return Table(headings, places, delimiter, lambda block, cells, line: _rows(block, cells, line, clock))

    return settle


def _missing(lines: Sequence[tuple[str, ...]], options: Options) -> Exception:
    first = next((line for line in lines if len(line) > 1), ())
    if first and options.mapping:
        return HeaderChangedError(first, tuple(options.mapping), first)
    step = "Say which column is which." if first else "Export the list as CSV with its headings, and give that."
    return BadInputError("The file", "no line of it is a heading that we know.", step)


def _rows(block: Block, cells: Cells, line: pa.Array, clock: Clock) -> Parsed:
    at = clock.micros(_times(cells))
    host, path = _addresses(cells, len(line))
    terms = mapped(cells["terms"], _words) if "terms" in cells else pa.array([""] * len(line), pa.string())
    given: dict[str, Column | str] = {
        key: mapped(cells[key], make)
        for key, make in (
            ("client", one_client),
            ("account", _account),
            ("device", _words),
            ("groups", _one_group),
            ("place", _words),
            ("verdict", one_verdict),
            ("category", one_category),
            ("rule", _words),
            ("method", str.upper),
        )
        if key in cells
    }
    if "status" in cells:
        given["status"] = mapped_to(cells["status"], lambda text: _number(text, 999), pa.int32())
    if "bytes" in cells:
        given["bytes"] = mapped_to(cells["bytes"], lambda text: _number(text, 10**15), pa.int64())
    kind = pc.if_else(pc.equal(terms, ""), Kind.WEB.value, Kind.SEARCH.value)
    rows = columns(line=line, at=at, kind=kind, host=host, path=path, terms=terms, **given)
    empty = pc.and_(pc.equal(host, ""), pc.equal(terms, ""))
    parsed = finished(block, rows.filter(pc.invert(empty)), at.filter(pc.invert(empty)), (), str)
    rejects = [block.reject(each - block.first, _NOTHING) for each in line.filter(empty).to_pylist()]
    return Parsed(parsed.rows, sorted([*parsed.rejects, *rejects], key=lambda each: each.line), parsed.skipped)


def _times(cells: Cells) -> pa.Array:
    if "at" in cells:
        return cells["at"]
    return pc.binary_join_element_wise(mapped(cells["day"], _only_day), cells["clock"], " ")


def _only_day(text: str) -> str:
    """A day without the midnight a spreadsheet writes behind it."""
    return re.sub(r"[T ]0?0:00(:00)?$", "", text.strip())


def _addresses(cells: Cells, count: int) -> tuple[pa.Array, pa.Array]:
    blank = pa.array([""] * count, pa.string())
    host, path = addresses_of(pc.utf8_trim_whitespace(cells["url"])) if "url" in cells else (blank, blank)
    if "host" not in cells:
        return host, path
    named = mapped(cells["host"], lambda text: "" if text.strip() in ("", "-") else one_host(text.strip()))
    return pc.if_else(pc.equal(host, ""), named, host), path


def _words(text: str) -> str:
    return " ".join(text.split())


def _account(text: str) -> str:
    return "" if text.strip() in ("-", "N/A", "Unknown", "Unauthenticated") else _words(text).lower()


def _one_group(text: str) -> str:
    """A group has no blanks in it, because blanks stand between groups."""
    return "-".join(text.split())


def _number(text: str, most: int) -> int:
    digits = text.strip().replace(",", "")
    return int(digits) if _NUMBER(digits) and int(digits) <= most else -1


def _recognises(head: bytes) -> float:
    """Some table whose headings are of this kind: never as sure as a feed that knows its own."""
    for line in head.split(b"\n")[:MOST_BEFORE]:
        text = line.decode(errors="replace").strip("\r\ufeff")
        cells = cells_of(text, delimiter_of(text))
        places: list[Heading] = [each for each in COLUMNS if each.key in by_name(cells, COLUMNS).values()]
        if len(places) > 2 and settled(cells, {}) is not None:
            return 0.6
    return 0.0


FEED: Final = ActivityFeed(
    key="supplier-csv",
    words="A filter supplier’s list (CSV)",
    source="Smoothwall, Securly, Lightspeed, LGfL and others export lists of their own; say which column is which",
    read=headed_feed(_begin, _missing),
    recognises=_recognises,
    mapped=True,
    examples=(
        ActivityExample(
            "A title, headings of the supplier’s own, a search and a row that names nothing",
            "Web activity for Robin Hill Infant School\n"
            "Date/Time,Username,Group,Client IP,URL,Category,Action,Theme\n"
            "02/11/2026 09:00:00,Year2,Infants,10.20.4.17,www.robinhill.example/owls,Education,Allowed,\n"
            '02/11/2026 09:00:05,Year2,Infants,10.20.4.17,"https://www.bing.com/search?q=barn+owls",Search,Allowed,\n'
            "02/11/2026 09:01:00,Year2,Infants,10.20.4.18,http://betting.example/,Online Gambling,Blocked,Risk\n"
            "02/11/2026 09:02:00,Year2,Infants,10.20.4.18,-,,Blocked,\n",
            rows=3,
            rejects=1,
            skipped=2,
            first={
                "line": 3,
                "account": "year2",
                "groups": "Infants",
                "client": "10.20.4.17",
                "host": "www.robinhill.example",
                "path": "/owls",
                "category": "learning",
                "verdict": "allow",
            },
        ),
    ),
)
