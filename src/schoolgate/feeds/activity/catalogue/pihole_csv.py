"""Pi-hole's questions out of its database, as CSV with a heading."""

from typing import Final

import pyarrow as pa

from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind
from schoolgate.feeds.activity.dns import one_name
from schoolgate.feeds.activity.exports import Names, export_feed, recognises_export
from schoolgate.feeds.activity.headed import Cells
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.pihole import rule_of, type_of, verdict_of
from schoolgate.feeds.activity.reading import Parsed, finished
from schoolgate.feeds.activity.rows import columns, mapped

_NAMES: Final[Names] = {
    "at": ("timestamp", "time"),
    "type": ("type", "query type"),
    "status": ("status",),
    "host": ("domain",),
    "client": ("client", "client ip"),
}
_NEEDED: Final = ("at", "status", "host", "client")


def _rows(block: Block, cells: Cells, line: pa.Array, clock: Clock) -> Parsed:
    at = clock.micros(cells["at"])
    rows = columns(
        line=line,
        at=at,
        kind=Kind.DNS.value,
        client=mapped(cells["client"], one_client),
        method=mapped(cells["type"], type_of),
        host=mapped(cells["host"], one_name),
        verdict=mapped(cells["status"], verdict_of),
        rule=mapped(cells["status"], rule_of),
    )
    return finished(block, rows, at, (), str)


FEED: Final = ActivityFeed(
    key="pihole-csv",
    words="Pi-hole’s questions as CSV",
    source="Pi-hole FTL, the view queries of its database (docs.pi-hole.net), exported with headings",
    read=export_feed("Pi-hole’s questions", _NAMES, _NEEDED, _rows),
    recognises=recognises_export(_NAMES, _NEEDED),
    examples=(
        ActivityExample(
            "Two questions",
            "id,timestamp,type,status,domain,client,forward\n"
            "1,1793610000,1,2,www.robinhill.example,10.20.4.17,192.0.2.53\n"
            "2,1793610001,2,1,betting.example,10.20.4.18,\n",
            rows=2,
            skipped=1,
            first={"client": "10.20.4.17", "method": "A", "host": "www.robinhill.example", "verdict": "allow"},
        ),
    ),
)
