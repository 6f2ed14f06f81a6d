"""Google Workspace's log of sign-ins, as the administrator's page exports it."""

from typing import Final

import pyarrow as pa

from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind
from schoolgate.feeds.activity.exports import Names, export_feed, recognises_export
from schoolgate.feeds.activity.headed import Cells
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.reading import Parsed, finished
from schoolgate.feeds.activity.rows import columns, mapped, mapped_to
from schoolgate.feeds.activity.signins import GOOGLE, google_status, verdict_of

_NAMES: Final[Names] = {
    "at": ("date", "time", "event time"),
    "event": ("event", "event name"),
    "account": ("actor", "user", "user name", "email", "affected user"),
    "client": ("ip address", "ip"),
    "method": ("login type", "challenge type"),
}
_NEEDED: Final = ("at", "event", "account", "client")


def _rows(block: Block, cells: Cells, line: pa.Array, clock: Clock) -> Parsed:
    at = clock.micros(cells["at"])
    rows = columns(
        line=line,
        at=at,
        kind=Kind.SIGNIN.value,
        client=mapped(cells["client"], one_client),
        account=mapped(cells["account"], lambda text: text.strip().lower()),
        method=cells["method"],
        host=GOOGLE,
        verdict=mapped(cells["event"], lambda text: verdict_of(google_status(text))),
        status=mapped_to(cells["event"], google_status, pa.int32()),
        rule=cells["event"],
    )
    return finished(block, rows, at, (), str)


FEED: Final = ActivityFeed(
    key="google-signins-csv",
    words="Google Workspace sign-ins (CSV)",
    source="Google Admin console, Reporting, Audit and investigation, User log events, exported as CSV",
    read=export_feed("Google’s log of sign-ins", _NAMES, _NEEDED, _rows),
    recognises=recognises_export(_NAMES, _NEEDED),
    examples=(
        ActivityExample(
            "One that went well, and one that did not",
            "Date,Event,Description,Actor,IP address,Login type\n"
            '2026-11-02T09:00:00Z,Successful login,"Wren, Ada logged in",a.wren@robinhill.example,192.0.2.7,Google '
            "Password\n"
            "2026-11-02T09:01:00Z,Failed login,Ada Wren failed to log in,A.Wren@robinhill.example,198.51.100.9,Google "
            "Password\n",
            rows=2,
            skipped=1,
            first={"account": "a.wren@robinhill.example", "client": "192.0.2.7", "status": 0, "kind": "signin"},
        ),
    ),
)
