"""What the logs of name servers share: names, and answers by their code."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.contract import Kind
from schoolgate.feeds.activity.hosts import one_host
from schoolgate.feeds.activity.rows import rows as rows_of
from schoolgate.feeds.activity.schema import SCHEMA

# RFC 1035 4.1.1, RFC 2136 1.1 and 2.2
CODES: Final = {
    "NOERROR": 0,
    "FORMERR": 1,
    "SERVFAIL": 2,
    "NXDOMAIN": 3,
    "NOTIMP": 4,
    "REFUSED": 5,
    "YXDOMAIN": 6,
    "YXRRSET": 7,
    "NXRRSET": 8,
    "NOTAUTH": 9,
    "NOTZONE": 10,
}
_WORDS: Final = {"no error": 0, "server failure": 2, "non-existent domain": 3, "query refused": 5}


@lru_cache(1 << 12)
def code_of(text: str) -> int:
    """The number of an answer's code, by its short or its long name; -1 where there is none."""
    word = text.strip()
    return CODES.get(word.upper().replace(" ", ""), _WORDS.get(word.lower(), -1))


def one_name(text: str) -> str:
    """The host asked for. The root, which is asked for by machines, is ``.``."""
    return text if text == "." else one_host(text)


@dataclass(frozen=True, slots=True)
class Closed:
    """A line that says that a question was not answered as asked. "" is whatever it does not name."""

    line: int
    at: int
    host: str
    rule: str
    client: str = ""
    type: str = ""


def closed(rows: pa.RecordBatch, told: Sequence[Closed]) -> tuple[pa.RecordBatch, list[Closed]]:
    """The questions of ``rows`` with those that were closed marked: each by the last question before it that fits.

    Those that fit none are given back: their question is in an earlier batch.
    """
    hosts = pa.array(list({each.host for each in told}), pa.string())
    places = pc.indices_nonzero(pc.is_in(rows.column("host"), value_set=hosts))
    some = rows.select(["line", "host", "client", "method"]).take(places)
    asked: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for place, row in zip(places.to_pylist(), some.to_pylist(), strict=True):
        asked.setdefault(row["host"], []).append((place, row))
    rules: dict[int, str] = {}
    lone: list[Closed] = []
    for each in told:
        earlier = asked.get(each.host, [])
        fits = next((n for n in range(len(earlier) - 1, -1, -1) if _fits(earlier[n][1], each)), None)
        if fits is None:
            lone.append(each)
        else:
            rules[earlier.pop(fits)[0]] = each.rule
    return _with_rules(rows, rules), lone


def lone_rows(lone: Sequence[Closed]) -> pa.RecordBatch:
    """Rows of the lines whose question is in no batch at hand."""
    return rows_of(
        [
            {
                "line": each.line,
                "at": each.at,
                "kind": Kind.DNS.value,
                "client": each.client,
                "method": each.type,
                "host": each.host,
                "verdict": "block",
                "rule": each.rule,
            }
            for each in lone
        ]
    )


def _fits(asked: dict[str, Any], closing: Closed) -> bool:
    return (
        asked["line"] < closing.line
        and closing.client in ("", asked["client"])
        and closing.type in ("", asked["method"])
    )


def _with_rules(rows: pa.RecordBatch, rules: dict[int, str]) -> pa.RecordBatch:
    if not rules:
        return rows
    mask = np.zeros(len(rows), dtype=bool)
    mask[list(rules)] = True
    said = pa.array([rules[place] for place in sorted(rules)], pa.string())
    for name, values in (("rule", said), ("verdict", pa.array(["block"] * len(said), pa.string()))):
        column = pc.replace_with_mask(rows.column(name), pa.array(mask), values)
        rows = rows.set_column(SCHEMA.names.index(name), SCHEMA.field(name), column)
    return rows
