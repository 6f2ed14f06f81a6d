"""The log of Unbound: questions, answers, and what its own zones and response policy zones closed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind, Options
from schoolgate.feeds.activity.dns import CODES, Closed, closed, code_of, lone_rows, one_name
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.patterned import matched
from schoolgate.feeds.activity.reading import Parsed, finished, likeness, lines_feed
from schoolgate.feeds.activity.rows import columns, joined, mapped, mapped_to

_BEGIN: Final = (
    r"(?:\[(?P<seconds>[0-9]{9,10})\]|(?P<stamp>[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}|"
    r"[0-9]{4}-[0-9-]{5}T[0-9:.+Z-]{8,22}))"
    r"(?: \S+)?? unbound(?:\[[0-9]+\])?:? ?\[?[0-9:]*\]? (?:info|query|reply): "
)
_ASKED: Final = (
    _BEGIN
    + r"(?P<client>[0-9a-fA-F.:]+) (?P<host>\S+) (?P<type>[A-Z0-9]+) IN(?: (?P<code>[A-Z]+) [0-9.]+ [01] [0-9]+.*)?"
)
_CLOSED: Final = re.compile(
    _BEGIN.replace("?? unbound", "? unbound")
    + r"(?:rpz: applied \[(?P<zone>[^\]]*)\] )?(?P<entry>\S+) (?P<action>[a-z_-]+) "
    r"(?P<client>[0-9a-fA-F.:]+)@[0-9]+ (?P<host>\S+) (?P<type>[A-Z0-9]+) IN"
).fullmatch
_CLOSING: Final = frozenset(
    {
        *("rpz-nxdomain", "rpz-nodata", "rpz-drop", "rpz-local-data", "rpz-cname-override"),
        *("always_nxdomain", "always_refuse", "always_nodata", "always_deny", "always_null"),
        *("deny", "refuse", "static", "inform_deny", "block_a"),
    }
)
_OURS: Final = re.compile(r".*\bunbound\b.*\[\d+:[0-9a-f]+\] [a-z]+: |.*\bunbound\[\d+\]").match
_REVERSE: Final = (".in-addr.arpa", ".ip6.arpa")
ASKED: Final = b"questions"
_WRONG: Final = "This is not a line of Unbound’s log."


class _Reading:
    """One reading. Every question is a row; an answer is one only where questions are not logged beside it."""

    def __init__(self, options: Options) -> None:
        self._clock = Clock(options)
        self._asked = options.header == ASKED

    def __call__(self, block: Block) -> Parsed:
        found = matched(block, _ASKED)
        read = found.columns
        at = self._clock.micros(pc.if_else(pc.equal(read["seconds"], ""), read["stamp"], read["seconds"]))
        rows = columns(
            line=found.line,
            at=at,
            kind=Kind.DNS.value,
            client=mapped(read["client"], one_client),
            method=read["type"],
            host=mapped(read["host"], one_name),
            verdict=mapped(read["code"], _verdict),
            status=mapped_to(read["code"], code_of, pa.int32()),
        )
        answers = pc.not_equal(read["code"], "")
        self._asked = self._asked or not (pc.all(answers).as_py() or not len(answers))
        parsed = finished(block, rows, at, found.odd, _why, skip=answers if self._asked else None)
        marked, lone = closed(parsed.rows, self._closings(block, found.odd))
        return replace(
            parsed,
            rows=joined(marked, lone_rows(lone)),
            skipped=parsed.skipped - len(lone),
            header=ASKED if self._asked else b"",
        )

    def _closings(self, block: Block, odd: Sequence[int]) -> list[Closed]:
        told = []
        for index in odd:
            found = _CLOSED(block.lines[index].decode())
            if found is None or found["action"] not in _CLOSING or found["host"].rstrip(".").endswith(_REVERSE):
                continue
            at = self._clock.one(found["seconds"] or found["stamp"])
            if at is not None:
                rule = f"{found['zone'] or found['entry'].rstrip('.')} {found['action']}"
                client, host = one_client(found["client"]), one_name(found["host"])
                told.append(Closed(block.first + index, at, host, rule, client, found["type"]))
        return told


def _verdict(code: str) -> str:
    return "allow" if code == "NOERROR" else ""


def _why(text: str) -> str | None:
    return None if _OURS(text) else _WRONG


FEED: Final = ActivityFeed(
    key="unbound",
    words="Unbound’s log of questions",
    source="Unbound, log-queries, log-replies, log-local-actions and rpz-log of unbound.conf",
    read=lines_feed(_Reading),
    recognises=likeness(
        re.compile(rb".*\bunbound(?:\[\d+(?::[0-9a-f]+)?\])?:? ?(?:\[\d+:[0-9a-f]+\] )?(?:[a-z]+: )?.*")
    ),
    examples=(
        ActivityExample(
            "Questions, one of them closed by a response policy zone",
            "[1793610000] unbound[4711:0] notice: init module 0: iterator\n"
            "[1793610000] unbound[4711:0] info: 10.20.4.17 www.robinhill.example. A IN\n"
            "[1793610001] unbound[4711:0] info: 10.20.4.18 betting.example. A IN\n"
            "[1793610001] unbound[4711:0] info: rpz: applied [gambling] betting.example. rpz-nxdomain 10.20.4.18@40001 "
            "betting.example. A IN\n"
            "[1793610001] unbound[4711:0] reply: 10.20.4.17 www.robinhill.example. A IN NOERROR 0.012000 0 54\n",
            rows=2,
            skipped=3,
            first={"client": "10.20.4.17", "method": "A", "host": "www.robinhill.example", "verdict": "", "line": 2},
        ),
        ActivityExample(
            "Answers alone, as the system log has them",
            "Nov  2 09:00:00 gate unbound: [4711:0] info: 10.20.4.17 owls.example. A IN NXDOMAIN 0.010000 0 44\n",
            rows=1,
            first={"host": "owls.example", "status": CODES["NXDOMAIN"]},
        ),
    ),
)
