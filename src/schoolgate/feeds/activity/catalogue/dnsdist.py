"""The log of dnsdist's LogAction and LogResponseAction, as text with times."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind, Options
from schoolgate.feeds.activity.dns import code_of, one_name
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.patterned import matched
from schoolgate.feeds.activity.reading import Parsed, finished, likeness, lines_feed
from schoolgate.feeds.activity.rows import columns, mapped, mapped_to

_PATTERN: Final = (
    r"(?:\[(?P<seconds>[0-9]{9,10})\.(?P<part>[0-9]{1,9})\] |(?P<stamp>[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}|"
    r"[0-9]{4}-[0-9-]{5}T[0-9:.+Z-]{8,22}) \S+ dnsdist\[[0-9]+\]: )"
    r"(?P<what>Packet from|Answer to) (?P<client>\S+):[0-9]{1,5} for (?P<host>\S+) (?P<type>[A-Z0-9-]+)"
    r"(?: \((?P<code>[A-Za-z -]+)\))? with id [0-9]+"
)
_TIMELESS: Final = re.compile(r"(?:Packet from|Answer to) \S+ for ").match
_OURS: Final = re.compile(r"(?:\[\d+\.\d+\] |.*\bdnsdist\[\d+\]: )(?:Packet from|Answer to)\b").match
_BESIDE: Final = re.compile(r".*\bdnsdist\[\d+\]: ").match
NO_TIMES: Final = "There is no time in it: give LogAction true for its last parameter, includeTimestamp."
ASKED: Final = b"questions"  # what a reading that goes on is told: answers are no rows of this log
_WRONG: Final = "This is not a line of dnsdist’s log of questions and answers."


class _Reading:
    """One reading of a log. Every question is a row; an answer is one only where questions are not logged beside it."""

    def __init__(self, options: Options) -> None:
        self._clock = Clock(options)
        self._asked = options.header == ASKED

    def __call__(self, block: Block) -> Parsed:
        found = matched(block, _PATTERN)
        read = found.columns
        at = self._clock.micros(_times(read))
        rows = columns(
            line=found.line,
            at=at,
            kind=Kind.DNS.value,
            client=mapped(read["client"], one_client),
            method=read["type"],
            host=mapped(read["host"], one_name),
            status=mapped_to(read["code"], code_of, pa.int32()),
        )
        answers = pc.equal(read["what"], "Answer to")
        self._asked = self._asked or not (pc.all(answers).as_py() or not len(answers))
        parsed = finished(block, rows, at, found.odd, _why, skip=answers if self._asked else None)
        return replace(parsed, header=ASKED if self._asked else b"")


def _times(read: Mapping[str, pa.Array]) -> pa.Array:
    """Nanoseconds stand behind the dot without the noughts before them."""
    part = pc.utf8_slice_codeunits(pc.utf8_lpad(read["part"], 9, "0"), 0, 6)
    whole = pc.binary_join_element_wise(read["seconds"], part, ".")
    return pc.if_else(pc.equal(read["seconds"], ""), read["stamp"], whole)


def _why(text: str) -> str | None:
    if _TIMELESS(text):
        return NO_TIMES
    return None if _BESIDE(text) and not _OURS(text) else _WRONG


FEED: Final = ActivityFeed(
    key="dnsdist",
    words="dnsdist’s log of questions and answers",
    source="dnsdist, LogAction and LogResponseAction as text with includeTimestamp, or its messages in the system log",
    read=lines_feed(_Reading),
    recognises=likeness(re.compile(rb"(?:\[\d+\.\d+\] |.*\bdnsdist\[\d+\]: ).*(?:Packet from|Answer to) .*")),
    examples=(
        ActivityExample(
            "Questions from a file, and one as the system log has it",
            "[1793610000.5000] Packet from 10.20.4.17:40001 for www.robinhill.example. A with id 4711\n"
            "[1793610000.12000000] Answer to 10.20.4.17:40001 for www.robinhill.example. A (No Error) with id 4711\n"
            "2026-11-02T09:00:01+00:00 gate dnsdist[812]: Packet from [2001:db8::17]:40002 for owls.example. AAAA with "
            "id 8\n"
            "Packet from 10.20.4.18:40003 for owls.example. A with id 9\n",
            rows=2,
            rejects=1,
            skipped=1,
            first={"client": "10.20.4.17", "method": "A", "host": "www.robinhill.example", "kind": "dns", "status": -1},
        ),
        ActivityExample(
            "Answers alone",
            "[1793610000.12000000] Answer to 10.20.4.17:40001 for owls.example. A (Non-Existent domain) with id 4711\n",
            rows=1,
            first={"host": "owls.example", "status": 3},
        ),
    ),
)
