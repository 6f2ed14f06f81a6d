"""Squid's own format of ``access.log``."""

import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.addresses import address_of, addresses_of
from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Options
from schoolgate.feeds.activity.delimited import Columns, Format, fields
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.reading import Parse, Parsed, careful, likeness, lines_feed
from schoolgate.feeds.activity.rows import Found, columns, mapped, mapped_to, with_terms
from schoolgate.feeds.activity.squid import NO_REQUEST, one_account, result_of, verdict_of

_TIME: Final = r"(?:[1-9]\d{8}|[1-3]\d{9})\.\d{3}"
_PLAIN: Final = re.compile(
    rf"{_TIME} +[^ \r]+ [^ \r]+ [A-Z_]+/\d{{1,3}} \d{{1,15}} [^ \r]+ [^ \r]+ [^ \r]+ [^ \r]+ [^ \r]+".encode()
)
# With spaces in the address or the name, or headers logged behind the rest.
_ODD: Final = re.compile(
    rf"({_TIME}) (\S+) (\S+) ([A-Z_]+/\d{{1,3}}) (\d{{1,15}}) (\S+) (.+) (\S.*?) ([A-Z_]+/\S+) (\S+)(?: \[.*\])?"
).fullmatch
_IS_TIME: Final = re.compile(_TIME, re.ASCII).fullmatch
_IS_NUMBER: Final = re.compile(r"\d{1,15}", re.ASCII).fullmatch
_FIELDS: Final = 10
_WRONG: Final = "This is not a line of Squid’s own format: a time, ten fields and an address are looked for."


def _is_sound(found: Columns) -> bool:
    sizes = pc.min_max(found["bytes"]).as_py()
    return (
        0 <= sizes["min"] <= sizes["max"] < 10**15
        and pc.all(pc.match_substring_regex(found["at"], f"^{_TIME}$")).as_py()
        and all(result_of(each) for each in pc.unique(found["result"]).to_pylist())
    )


_FORMAT: Final = Format(
    types={
        "at": pa.string(),
        "elapsed": pa.string(),
        "client": pa.string(),
        "result": pa.string(),
        "bytes": pa.int64(),
        "method": pa.string(),
        "url": pa.string(),
        "account": pa.string(),
        "from": pa.string(),
        "type": pa.string(),
    },
    plain=_PLAIN,
    sound=_is_sound,
    padded=True,
)


def _begin(options: Options) -> Parse:
    late = Clock(options).late
    return lambda block: _parse(block, late)


def _parse(block: Block, late: int) -> Parsed:
    found = fields(block, _FORMAT)
    read = found.columns
    host, path = addresses_of(read["url"])
    fast = columns(
        line=found.line,
        at=pc.subtract(pc.cast(pc.round(pc.multiply(pc.cast(read["at"], pa.float64()), 1e6)), pa.int64()), late),
        client=mapped(read["client"], one_client),
        account=mapped(read["account"], one_account),
        method=mapped(read["method"], _method),
        host=host,
        path=path,
        verdict=mapped(read["result"], _verdict),
        status=mapped_to(read["result"], _status, pa.int32()),
        bytes=read["bytes"],
    )
    real = pc.invert(pc.starts_with(read["url"], NO_REQUEST))
    kept = fast if pc.all(real).as_py() else fast.filter(real)
    return careful(block, with_terms(kept), found.odd, lambda text: _line(text, late), skipped=len(fast) - len(kept))


def _verdict(text: str) -> str:
    found = result_of(text)
    return verdict_of(*found) if found else ""


def _status(text: str) -> int:
    found = result_of(text)
    return found[1] if found else -1


def _method(text: str) -> str:
    return "" if text in ("-", "NONE") else text


def _line(text: str, late: int) -> Found | str | None:
    fields = re.sub(" +", " ", text).split(" ")
    if len(fields) != _FIELDS:
        found = _ODD(text if "  " not in text[:30] else re.sub(" +", " ", text))
        fields = list(found.groups()) if found else [""] * _FIELDS
    at, _, client, result, size, method, url, account = fields[:8]
    decided = result_of(result)
    if decided is None or not _IS_TIME(at) or not _IS_NUMBER(size):
        return _WRONG
    if url.startswith(NO_REQUEST):
        return None
    host, path = address_of(url)
    return {
        "at": int(at[:-4]) * 1_000_000 + int(at[-3:]) * 1000 - late,
        "client": one_client(client),
        "account": one_account(account),
        "method": _method(method),
        "host": host,
        "path": path,
        "verdict": verdict_of(*decided),
        "status": decided[1],
        "bytes": int(size),
    }


FEED: Final = ActivityFeed(
    key="squid",
    words="Squid’s own log (access.log)",
    source="Squid, logformat squid: the form access.log has where squid.conf names no other",
    read=lines_feed(_begin),
    recognises=likeness(re.compile(rb"\d{9,10}\.\d{3} +[^ ]+ [^ ]+ [A-Z_]+/\d{1,3} \d+ [^ ]+ .*")),
    examples=(
        ActivityExample(
            "A page, a tunnel, a search and one that was closed",
            "1793610000.123    186 10.20.4.17 TCP_MISS/200 4512 GET http://www.robinhill.example/owls?page=2 - "
            "HIER_DIRECT/192.0.2.10 text/html\n"
            "1793610001.500   2004 10.20.4.17 TCP_TUNNEL/200 39 CONNECT maps.example:443 year2 HIER_DIRECT/192.0.2.11 "
            "-\n"
            "1793610002.000     90 10.20.4.17 TCP_MISS/200 900 GET https://www.google.co.uk/search?q=barn+owls year2 "
            "HIER_DIRECT/192.0.2.12 text/html\n"
            "1793610003.000      0 10.20.4.18 TCP_DENIED/403 3891 GET http://betting.example/ - HIER_NONE/- "
            "text/html\n",
            rows=4,
            first={
                "line": 1,
                "client": "10.20.4.17",
                "account": "",
                "method": "GET",
                "host": "www.robinhill.example",
                "path": "/owls?page=2",
                "verdict": "allow",
                "status": 200,
                "bytes": 4512,
            },
        ),
    ),
)
