"""Squid's log in the form web servers write: the common and the combined log format."""

import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.addresses import addresses_of
from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Options
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.patterned import matched
from schoolgate.feeds.activity.reading import Parse, Parsed, finished, likeness, lines_feed
from schoolgate.feeds.activity.rows import columns, mapped, mapped_to
from schoolgate.feeds.activity.squid import NO_REQUEST, one_account, result_of, verdict_of

_QUOTED: Final = r'(?:[^"\\]|\\.)*'
_FAST: Final = (
    r"(?P<client>[^ ]+) [^ ]+ (?P<account>[^ ]+) \[(?P<at>[^\]]+)\] "
    r'"(?P<method>[A-Za-z_-]+) (?P<url>[^ "]+) [A-Z]+/[0-9.]+" '
    rf'(?P<status>[0-9]+) (?P<bytes>[0-9]+) "{_QUOTED}" "{_QUOTED}" (?P<result>[A-Z_]+:)[^ ]+'
)
_PATTERN: Final = (
    r"(?P<client>[^ ]+) [^ ]+ (?P<account>[^ ](?:.*?[^ ])?) \[(?P<at>[^\]]+)\] "
    r'"(?P<method>[A-Za-z_-]+) (?P<url>[^ ].*?)(?: [A-Z]+/[0-9.]+)?" (?P<status>[0-9]+|-) (?P<bytes>[0-9]+|-)'
    rf'(?: "{_QUOTED}" "{_QUOTED}")?(?: (?P<result>[A-Z_]+:)[^ ]+)?'
)
_WRONG: Final = "This is not a line of the common or combined log format."


def _begin(options: Options) -> Parse:
    clock = Clock(options)
    return lambda block: _parse(block, clock)


def _parse(block: Block, clock: Clock) -> Parsed:
    found = matched(block, _FAST, _PATTERN)
    read = found.columns
    at = clock.micros(read["at"])
    host, path = addresses_of(read["url"])
    rows = columns(
        line=found.line,
        at=at,
        client=mapped(read["client"], one_client),
        account=mapped(read["account"], one_account),
        method=read["method"],
        host=host,
        path=path,
        verdict=mapped(pc.binary_join_element_wise(read["result"], read["status"], ""), _verdict),
        status=mapped_to(read["status"], lambda text: _number(text, 3), pa.int32()),
        bytes=mapped_to(read["bytes"], lambda text: _number(text, 15), pa.int64()),
    )
    none = pc.starts_with(read["url"], NO_REQUEST)
    return finished(block, rows, at, found.odd, lambda _: _WRONG, skip=none)


def _verdict(text: str) -> str:
    found = result_of(text)
    return verdict_of(*found) if found else ""


def _number(text: str, most: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= most else -1


FEED: Final = ActivityFeed(
    key="squid-combined",
    words="Squid’s log in the combined format",
    source="Squid, logformat combined and common: the form that web servers write",
    read=lines_feed(_begin),
    recognises=likeness(
        re.compile(rb'\S+ \S+ \S.* \[\d\d/[A-Z][a-z]{2}/\d{4}:[\d: +-]+\] ".*" (?:\d{3}|-) (?:\d+|-).*')
    ),
    examples=(
        ActivityExample(
            "A page, one that was closed, a request that was none, and the short form",
            '10.20.4.17 - year2 [02/Nov/2026:09:00:00 +0000] "GET http://www.robinhill.example/owls HTTP/1.1" 200 4512 '
            '"-" "Tablet/1.0 (a \\"quoted\\" name)" TCP_MISS:HIER_DIRECT\n'
            '10.20.4.18 - - [02/Nov/2026:09:00:01 +0000] "CONNECT betting.example:443 HTTP/1.1" 403 3891 "-" "-" '
            "TCP_DENIED:HIER_NONE\n"
            '10.20.4.18 - - [02/Nov/2026:09:00:02 +0000] "NONE error:invalid-request HTTP/1.1" 400 0 "-" "-" '
            "NONE:HIER_NONE\n"
            '10.20.4.18 - - [02/Nov/2026:09:00:03 +0000] "GET http://maps.example/ HTTP/1.1" 200 2698\n',
            rows=3,
            skipped=1,
            first={
                "client": "10.20.4.17",
                "account": "year2",
                "host": "www.robinhill.example",
                "path": "/owls",
                "verdict": "allow",
                "status": 200,
                "bytes": 4512,
            },
        ),
    ),
)
