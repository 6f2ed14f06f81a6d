"""AdGuard Home's log of questions (querylog.json): a record of JSON a line."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import json as arrow_json

from schoolgate.feeds.activity.adguard import category_of, verdict_of
from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import NO_TIME, Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind, Options
from schoolgate.feeds.activity.dns import one_name
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.reading import Parse, Parsed, careful, finished, likeness, lines_feed
from schoolgate.feeds.activity.rows import EMPTY, Found, columns, mapped

_FORM: Final = pa.schema(
    [
        ("T", pa.string()),
        ("QH", pa.string()),
        ("QT", pa.string()),
        ("IP", pa.string()),
        ("CID", pa.string()),
        (
            "Result",
            pa.struct(
                [
                    ("Reason", pa.int64()),
                    ("Rule", pa.string()),
                    ("ServiceName", pa.string()),
                    ("Rules", pa.list_(pa.struct([("Text", pa.string())]))),
                ]
            ),
        ),
    ]
)
_WRONG: Final = "This is not a line of AdGuard Home’s log of questions."
_LIKE: Final = re.compile(rb'\{"[A-Z].*"QH":".*\}').fullmatch
_LONGEST_RULE: Final = 256


def _begin(options: Options) -> Parse:
    clock = Clock(options)
    return lambda block: _parse(block, clock)


def _parse(block: Block, clock: Clock) -> Parsed:
    whole = range(block.count)
    read, places = _at_once(block.data, block.count), list(whole)
    if read is None:  # one line is none of it: the others at once, and that with care
        places = [index for index, line in enumerate(block.lines) if _LIKE(line)]
        read = _at_once(b"".join(block.lines[index] + b"\n" for index in places), len(places)) if places else None
    if read is None:
        return careful(block, EMPTY, whole, lambda text: _line(text, clock))
    at = clock.micros(_text(read, "T"))
    line = pa.array([block.first + index for index in places], pa.int64())
    parsed = finished(block, _rows(read, line, at), at, (), str)
    odd = sorted(set(whole).difference(places))
    rest = careful(block, parsed.rows, odd, lambda text: _line(text, clock))
    rejects = sorted([*parsed.rejects, *rest.rejects], key=lambda each: each.line)
    return Parsed(rest.rows, rejects, parsed.skipped + rest.skipped)


def _rows(read: pa.Table, line: pa.Array, at: pa.Array) -> pa.RecordBatch:
    result = read.column("Result").combine_chunks()
    reason = pc.cast(pc.fill_null(pc.struct_field(result, "Reason"), 0), pa.string())
    return columns(
        line=line,
        at=at,
        kind=Kind.DNS.value,
        client=mapped(_text(read, "IP"), one_client),
        device=_text(read, "CID"),
        method=_text(read, "QT"),
        host=mapped(_text(read, "QH"), one_name),
        verdict=mapped(reason, verdict_of),
        category=mapped(reason, category_of),
        rule=_rules(result, reason),
    )


def _at_once(data: bytes, count: int) -> pa.Table | None:
    """The records, where each line is one of the form; None where one is not."""
    try:
        read = arrow_json.read_json(
            pa.BufferReader(data),
            arrow_json.ReadOptions(use_threads=False, block_size=len(data) + 1),
            arrow_json.ParseOptions(explicit_schema=_FORM, unexpected_field_behavior="ignore"),
        )
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None
    whole = read.num_rows == count and not read.column("T").null_count and not read.column("QH").null_count
    return read if whole else None


def _text(read: pa.Table, name: str) -> pa.Array:
    return read.column(name).combine_chunks().fill_null("")


def _rules(result: pa.Array, reason: pa.Array) -> pa.Array:
    """What decided, where a list or a service did: few rows of many."""
    told = pc.invert(pc.is_in(reason, value_set=pa.array(["0", "2"])))
    said = pa.array([_rule(each or {}) for each in result.filter(told).to_pylist()], pa.string())
    return pc.replace_with_mask(pa.repeat(pa.scalar("", pa.string()), len(result)), told, said)


def _rule(result: Mapping[str, Any]) -> str:
    """The service that is closed, or the first rule; older logs have one rule alone."""
    rules = result.get("Rules") or [{}]
    return str(result.get("ServiceName") or rules[0].get("Text") or result.get("Rule") or "")[:_LONGEST_RULE]


def _line(text: str, clock: Clock) -> Found | str | None:
    try:
        read = json.loads(text)
        at, host, client = clock.one(str(read["T"])), str(read["QH"]), str(read.get("IP") or "")
        result = read.get("Result") or {}
        reason = str(int(result.get("Reason") or 0))
        found = {"device": str(read.get("CID") or ""), "method": str(read.get("QT") or ""), "rule": _rule(result)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _WRONG
    if at is None:
        return NO_TIME
    return {
        **found,
        "at": at,
        "kind": Kind.DNS.value,
        "client": one_client(client),
        "host": one_name(host),
        "verdict": verdict_of(reason),
        "category": category_of(reason),
    }


FEED: Final = ActivityFeed(
    key="adguard",
    words="AdGuard Home’s log (querylog.json)",
    source="AdGuard Home, the files querylog.json and querylog.json.1 of its data folder",
    read=lines_feed(_begin),
    recognises=likeness(re.compile(rb'\{(?=.*"QH":)(?=.*"T":").*\}')),
    examples=(
        ActivityExample(
            "A question, and one that a list closed",
            '{"T":"2026-11-02T09:00:00.123456789Z","QH":"www.robinhill.example","QT":"A","QC":"IN","CP":"",'
            '"IP":"10.20.4.17","Result":{},"Elapsed":12000}\n'
            '{"T":"2026-11-02T09:00:01.5+00:00","QH":"betting.example","QT":"AAAA","QC":"IN","CP":"","IP":"10.20.4.18",'
            '"Result":{"IsFiltered":true,"Reason":3,"Rules":[{"Text":"||betting.example^","FilterListID":1}]},'
            '"Elapsed":900}\n',
            rows=2,
            first={"client": "10.20.4.17", "method": "A", "host": "www.robinhill.example", "verdict": "allow"},
        ),
    ),
)
