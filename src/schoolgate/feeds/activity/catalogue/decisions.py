"""What Schoolgate's own filter decided, as it lands it."""

import json
import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind, Options
from schoolgate.feeds.activity.delimited import Columns, Format, fields
from schoolgate.feeds.activity.reading import Parsed, finished, lines_feed
from schoolgate.feeds.activity.rows import EMPTY, columns, mapped

FORM: Final = 1  # as the filter numbers it
REMARK: Final = b"#"
_NEEDED: Final = ("at", "host", "verdict", "level")
_SPECIAL: Final = re.compile(r"\\([\\tnr])")
_MEANT: Final = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
_ON: Final = "on"
_LOCKED: Final = "locked"
_WRONG: Final = "This is not a decision of Schoolgate’s filter, as the first line of the file says they are written."
_NO_HEAD: Final = "The first line of the file does not say what the columns are."


class _Reading:
    """One reading. The columns stand in the first line of the file; a reading that goes on is given that line."""

    def __init__(self, options: Options) -> None:
        self._late, self._header = Clock(options).late, options.header
        self._form = _form(options.header)

    def __call__(self, block: Block) -> Parsed:
        if not self._header and block.count:
            self._header, self._form = block.lines[0], _form(block.lines[0])
        if self._form is None:
            rejects = [block.reject(n, _NO_HEAD) for n, line in enumerate(block.lines) if not line.startswith(REMARK)]
            return Parsed(EMPTY, rejects, block.count - len(rejects))
        found = fields(block, self._form)
        read = {name: _meant(column) for name, column in found.columns.items() if name != "at"}
        moments = pc.cast(pc.round(pc.multiply(found.columns["at"], 1e6)), pa.int64())
        at = pc.subtract(moments, self._late) if self._late else moments
        blank = pa.array([""] * len(at), pa.string())
        terms = read.get("terms", blank)
        rows = columns(
            line=found.line,
            at=at,
            kind=pc.if_else(pc.equal(terms, ""), Kind.WEB.value, Kind.SEARCH.value),
            verdict=_done(read, blank),
            terms=terms,
            **{name: read[name] for name in _KEPT if name in read},
        )
        parsed = finished(block, rows, at, found.odd, lambda text: None if text.startswith("#") else _WRONG)
        return Parsed(parsed.rows, parsed.rejects, parsed.skipped, self._header)


_KEPT: Final = ("host", "path", "level", "category", "rule", "person", "device", "groups", "place")


def _done(read: dict[str, pa.Array], blank: pa.Array) -> pa.Array:
    """What was done: where the filter only watched, nothing was closed but what is locked."""
    really = pc.or_(pc.equal(read.get("mode", blank), _ON), pc.equal(read.get("rule", blank), _LOCKED))
    return pc.if_else(really, read["verdict"], "allow") if "mode" in read else read["verdict"]


def _meant(column: pa.Array) -> pa.Array:
    """Values as they were before they were written: few hold a backslash."""
    if not pc.any(pc.match_substring(column, "\\")).as_py():
        return column
    return mapped(column, lambda text: _SPECIAL.sub(lambda found: _MEANT[found[1]], text) if "\\" in text else text)


def _form(first: bytes) -> Format | None:
    try:
        said = json.loads(first[1:]) if first.startswith(REMARK) else None
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("decisions") != FORM or not isinstance(said.get("columns"), list):
        return None
    names = [str(name) for name in said["columns"]]
    if len(set(names)) < len(names) or any(name not in names for name in _NEEDED):
        return None
    plain = rb"\t".join(rb"\d{1,10}\.\d{3}" if name == "at" else rb"[^\t\r]*" for name in names)
    types = {name: pa.float64() if name == "at" else pa.string() for name in names}
    return Format(types, re.compile(plain), _is_sound, delimiter="\t")


def _is_sound(found: Columns) -> bool:
    ends = pc.min_max(found["at"]).as_py()
    return bool(0 <= ends["min"] <= ends["max"] < 1e10) and not pc.any(pc.is_nan(found["at"])).as_py()


FEED: Final = ActivityFeed(
    key="schoolgate",
    words="Schoolgate’s own filter",
    source="the decisions that Schoolgate’s filter lands in its folder, form 1",
    read=lines_feed(_Reading),
    recognises=lambda head: 1.0 if _form(head.split(b"\n")[0].rstrip(b"\r")) else 0.0,
    examples=(
        ActivityExample(
            "A page, a search, one closed while the filter only watches, and a remark",
            '#{"decisions": 1, "school": "robinhill", "columns": ["at", "host", "path", "asked", "verdict", "level", '
            '"category", "rule", "person", "device", "groups", "place", "epoch", "mode", "terms"]}\n'
            "1793610000.123\twww.robinhill.example\t/owls\tpage\tallow\tinfant\t\topen\tp1\td1\tg1 g2\tr1\t7\ton\t\n"
            "1793610001.000\twww.google.com\t/search\tpage\tallow\tinfant\t\topen\t\td1\tg1\tr1\t7\ton\tbarn owls\n"
            "1793610002.000\tbetting.example\t\ttunnel\tblock\tinfant\tgambling\tlisted\t\td1\tg1\tr1\t7\twatching\t\n"
            "#lost\t3\n",
            rows=3,
            skipped=2,
            first={
                "level": "infant",
                "host": "www.robinhill.example",
                "path": "/owls",
                "person": "p1",
                "groups": "g1 g2",
                "verdict": "allow",
            },
        ),
    ),
)
