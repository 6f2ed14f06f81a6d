"""The log of e2guardian, and of DansGuardian before it: parted by tabs, or quoted CSV."""

import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.addresses import addresses_of
from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.categories import one_category
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind, Options
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.patterned import Matched, matched
from schoolgate.feeds.activity.reading import Parse, Parsed, finished, likeness, lines_feed
from schoolgate.feeds.activity.rows import EMPTY, columns, joined, mapped, mapped_to

# Formats 5 to 8: moment, server, account, address, name, URL, method, status, bytes, type, agent, three kept for Squid,
# number and words of the message, kind of block, category, name and number of the group, and what was searched for.
_NEW: Final = (
    r"\t".join(
        (
            r"(?P<at>[0-9]{9,10}\.[0-9]{1,9})\t[^\t]*\t(?P<account>[^\t]*)\t(?P<client>[^\t]*)\t[^\t]*\t(?P<url>[^\t]*)",
            r"(?P<method>[^\t]*)\t(?P<status>[0-9-]*)\t(?P<bytes>[0-9-]*)\t[^\t]*\t[^\t]*\t[^\t]*\t[^\t]*\t[^\t]*",
            r"[0-9-]*\t(?P<message>[^\t]*)\t[^\t]*\t(?P<category>[^\t]*)\t(?P<group>[^\t]*)\t[^\t]*",
        )
    )
    + r"(?:\t(?P<terms>[^\t]*).*)?"
)
_DAY: Final = r"(?P<at>[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2} [0-9]{1,2}:[0-9]{2}:[0-9]{2})"
_OLD_FIELDS: Final = [
    "account",
    "client",
    "url",
    "message",
    "method",
    "bytes",
    "-",
    "category",
    "-",
    "status",
    "-",
    "-",
    "group",
]  # behind the time, until the rest
# Format 4, and format 2 as quoted CSV.
_TABS: Final = (
    _DAY
    + "".join(r"(?:\t[^\t]*)" if name == "-" else rf"\t(?P<{name}>[^\t]*)" for name in _OLD_FIELDS[:-3])
    + r"(?:\t[^\t]*\t[^\t]*\t(?P<group>[^\t]*).*|\t.*)?"
)
_CSV: Final = (
    f'"{_DAY}"'
    + "".join(r',"[^"]*"' if name == "-" else rf',"(?P<{name}>(?:[^"]|"")*)"' for name in _OLD_FIELDS[:-3])
    + r'(?:,"[^"]*","[^"]*","(?P<group>[^"]*)".*|,.*)?'
)
_MARK: Final = re.compile(r"\*[A-Z]+\*")
_CLOSED: Final = ("*DENIED*", "*INFECTED*")
_NUMBER: Final = re.compile(r"\d{1,15}").fullmatch
_WRONG: Final = "This is not a line of e2guardian’s log: its formats 2 and 4 to 8 are read."


def _begin(options: Options) -> Parse:
    clock = Clock(options)
    return lambda block: _parse(block, clock)


def _parse(block: Block, clock: Clock) -> Parsed:
    rows, odd = EMPTY, set(range(block.count))
    line, at = pa.array([], pa.int64()), pa.array([], pa.int64())
    for pattern in (_NEW, _TABS, _CSV):
        found = matched(block, pattern)
        if len(found.line):
            odd &= set(found.odd)
            moments = clock.micros(found.columns["at"])
            rows = joined(rows, _rows(found, moments)) if len(rows) else _rows(found, moments)
            line, at = pa.concat_arrays([line, found.line]), pa.concat_arrays([at, moments])
    at = at.take(pc.sort_indices(line))  # in the order of the lines, as the rows are
    return finished(block, rows, at, sorted(odd), lambda _: _WRONG)


def _rows(found: Matched, at: pa.Array) -> pa.RecordBatch:
    read = found.columns
    host, path = addresses_of(read["url"])
    blank = pa.array([""] * len(at), pa.string())
    terms = mapped(read["terms"], _said) if "terms" in read else blank
    return columns(
        line=found.line,
        at=at,
        kind=pc.if_else(pc.equal(terms, ""), Kind.WEB.value, Kind.SEARCH.value),
        client=mapped(read["client"], one_client),
        account=mapped(read["account"], lambda text: _said(text).lower()),
        groups=mapped(read["group"], lambda text: "-".join(_said(text).split())),
        method=mapped(read["method"], _said),
        host=host,
        path=path,
        terms=terms,
        verdict=mapped(read["message"], _verdict),
        category=mapped(read["category"], one_category),
        rule=mapped(read["message"], lambda text: _said(_MARK.sub("", text).strip())),
        status=mapped_to(read["status"], lambda text: _number(text, 999), pa.int32()),
        bytes=mapped_to(read["bytes"], lambda text: _number(text, 10**15), pa.int64()),
    )


def _verdict(message: str) -> str:
    return "block" if any(mark in message for mark in _CLOSED) else "allow"


def _said(text: str) -> str:
    return "" if text == "-" else text


def _number(text: str, most: int) -> int:
    return int(text) if _NUMBER(text) and int(text) <= most else -1


FEED: Final = ActivityFeed(
    key="e2guardian",
    words="e2guardian’s log (access.log)",
    source="e2guardian, logfileformat 2 and 4 to 8 of e2guardian.conf; DansGuardian’s tab and CSV formats",
    read=lines_feed(_begin),
    recognises=likeness(
        re.compile(
            rb'\d{9,10}\.\d+\t(?:[^\t]*\t){18,}.*|\d{4}\.\d+\.\d+ [\d:]+\t(?:[^\t]*\t){8,}.*|"\d{4}\.\d+\.\d+ .*'
        )
    ),
    examples=(
        ActivityExample(
            "Parted by tabs (format 5): a page, one that was denied, and a search",
            "1793610000.123\tgate\tyear2\t10.20.4.17\t10.20.4.17\thttp://www.robinhill.example/owls\tGET\t200\t4512\t"
            "text/html\t-\t-\t186\t-\t0\t-\t0\t-\tInfants\t2\n"
            "1793610001.000\tgate\t-\t10.20.4.18\t10.20.4.18\thttps://betting.example\tCONNECT\t403\t0\t-\t-\t-\t2\t-\t"
            "500\t*DENIED* Banned site: betting.example\t0\tGambling\tInfants\t2\n"
            "1793610002.000\tgate\tyear2\t10.20.4.17\t10.20.4.17\thttps://www.bing.com/search?q=barn+owls\tGET\t200\t"
            "900\t-\t-\t-\t5\t-\t0\t-\t0\t-\tInfants\t2\tbarn owls\n",
            rows=3,
            first={"account": "year2", "groups": "Infants", "host": "www.robinhill.example", "verdict": "allow"},
        ),
        ActivityExample(
            "The older forms, by tabs and as CSV",
            "2026.11.2 9:00:00\t-\t10.20.4.18\thttp://betting.example/\t*DENIED* Banned site: betting.example\tGET\t0\t"
            "0\tGambling\t2\t403\t-\t-\tInfants\t-\n"
            '"2026.11.2 9:00:01","year2","10.20.4.17","http://owls.example/","","GET","4512","0","","2","200",'
            '"text/html","","Infants"\n',
            rows=2,
            first={"host": "betting.example", "verdict": "block", "category": "gambling", "status": 403},
        ),
    ),
)
