"""The log of Pi-hole's name server, which is dnsmasq's."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind, Options
from schoolgate.feeds.activity.dns import Closed, closed, lone_rows, one_name
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.patterned import dull, matched
from schoolgate.feeds.activity.reading import Parsed, finished, likeness, lines_feed
from schoolgate.feeds.activity.rows import columns, joined, mapped

_BEGIN: Final = (
    r"(?P<stamp>[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}|[0-9]{4}-[0-9-]{5}T[0-9:.+Z-]{8,22})(?: \S+)? dnsmasq\[[0-9]+\]: "
    r"(?:(?:UDP |TCP )?[0-9]+ (?P<extra>[0-9a-fA-F.:]+)/[0-9]+ )?"
)
_ASKED: Final = _BEGIN + r"query\[(?P<type>[^\]]+)\] (?P<host>\S+) from (?P<client>\S+)"
_CLOSED: Final = re.compile(
    _BEGIN + r"(?P<rule>(?:gravity|exactly|regex|special|external|upstream|antigravity)?\s?(?:blocked|denied|"
    r"blacklisted|domain|config)(?: \([A-Z]+\))?|config) (?P<host>\S+) is (?P<answer>.+)"
).fullmatch
_TELLING: Final = "blocked|denied|blacklisted|domain|config"  # what a line that closes something holds
_NOWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - what a name is set to so that it leads nowhere
_OURS: Final = re.compile(r".*\bdnsmasq(?:-[a-z]+)?\[\d+\]: ").match
_WRONG: Final = "This is not a line of dnsmasq’s log."


class _Reading:
    """One reading. What closes a question names no client, unless extra logging is on: the question before it does."""

    def __init__(self, options: Options) -> None:
        self._clock = Clock(options)

    def __call__(self, block: Block) -> Parsed:
        found = matched(block, _ASKED)
        read = found.columns
        at = self._clock.micros(read["stamp"])
        rows = columns(
            line=found.line,
            at=at,
            kind=Kind.DNS.value,
            client=mapped(read["client"], one_client),
            method=read["type"],
            host=mapped(read["host"], one_name),
            verdict="allow",
        )
        odd, beside = dull(block, found.odd, r"dnsmasq(?:-[a-z]+)?\[[0-9]+\]: ", _TELLING)
        parsed = finished(block, rows, at, odd, _why)
        marked, lone = closed(parsed.rows, self._closings(block, odd))
        return replace(parsed, rows=joined(marked, lone_rows(lone)), skipped=parsed.skipped + beside - len(lone))

    def _closings(self, block: Block, odd: Sequence[int]) -> list[Closed]:
        told = []
        for index in odd:
            found = _CLOSED(block.lines[index].decode())
            if found is None or (found["rule"] == "config" and found["answer"] not in _NOWHERE):
                continue
            at = self._clock.one(found["stamp"])
            if at is not None:
                client = one_client(found["extra"] or "")
                told.append(Closed(block.first + index, at, one_name(found["host"]), found["rule"].strip(), client))
        return told


def _waits(line: bytes) -> bool:
    """A question: what became of it stands in the line after it, or soon after."""
    return b" query[" in line


def _why(text: str) -> str | None:
    return None if _OURS(text) else _WRONG


FEED: Final = ActivityFeed(
    key="pihole",
    words="Pi-hole’s log (pihole.log)",
    source="Pi-hole FTL and dnsmasq, log-queries and log-queries=extra",
    read=lines_feed(_Reading, waits=_waits),
    recognises=likeness(re.compile(rb".*\bdnsmasq(?:-[a-z]+)?\[\d+\]: .*"), most=0.8),
    examples=(
        ActivityExample(
            "Two questions, one of them closed",
            "Nov  2 09:00:00 dnsmasq[812]: query[A] www.robinhill.example from 10.20.4.17\n"
            "Nov  2 09:00:00 dnsmasq[812]: forwarded www.robinhill.example to 192.0.2.53\n"
            "Nov  2 09:00:01 dnsmasq[812]: query[AAAA] betting.example from 10.20.4.18\n"
            "Nov  2 09:00:01 dnsmasq[812]: gravity blocked betting.example is ::\n"
            "Nov  2 09:00:01 dnsmasq[812]: reply www.robinhill.example is 192.0.2.10\n",
            rows=2,
            skipped=3,
            first={"client": "10.20.4.17", "method": "A", "host": "www.robinhill.example", "verdict": "allow"},
        ),
    ),
)
