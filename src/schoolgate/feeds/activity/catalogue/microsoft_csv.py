"""Microsoft Entra's log of sign-ins, as the administrator's page downloads it."""

from typing import Final

import pyarrow as pa

from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind
from schoolgate.feeds.activity.exports import Names, export_feed, recognises_export
from schoolgate.feeds.activity.headed import Cells
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.reading import Parsed, finished
from schoolgate.feeds.activity.rows import columns, mapped
from schoolgate.feeds.activity.signins import MICROSOFT, microsoft_status, verdicts

_NAMES: Final[Names] = {
    "at": ("date utc", "created date time", "createddatetime", "date"),
    "account": ("username", "user principal name", "userprincipalname", "sign in identifier"),
    "client": ("ip address", "ipaddress"),
    "application": ("application", "app display name", "appdisplayname"),
    "status": ("status",),
    "code": ("sign in error code", "error code"),
    "device": ("device id",),
}
_NEEDED: Final = ("at", "account", "client", "status")


def _rows(block: Block, cells: Cells, line: pa.Array, clock: Clock) -> Parsed:
    at = clock.micros(cells["at"])
    pairs = zip(cells["code"].to_pylist(), cells["status"].to_pylist(), strict=True)
    statuses = pa.array([microsoft_status(code, said) for code, said in pairs], pa.int32())
    rows = columns(
        line=line,
        at=at,
        kind=Kind.SIGNIN.value,
        client=mapped(cells["client"], one_client),
        account=mapped(cells["account"], lambda text: text.strip().lower()),
        device=cells["device"],
        host=MICROSOFT,
        verdict=verdicts(statuses),
        status=statuses,
        rule=cells["application"],
    )
    return finished(block, rows, at, (), str)


FEED: Final = ActivityFeed(
    key="microsoft-signins-csv",
    words="Microsoft Entra sign-ins (CSV)",
    source="Microsoft Entra admin centre, Monitoring, Sign-in logs, Download CSV: its times are UTC",
    read=export_feed("Microsoft’s log of sign-ins", _NAMES, _NEEDED, _rows, zone="UTC"),
    recognises=recognises_export(_NAMES, _NEEDED),
    examples=(
        ActivityExample(
            "One that went well, and one that a rule of the school’s refused",
            "Date (UTC),Request ID,User,Username,Application,IP address,Location,Status,Sign-in error code\n"
            '2026-11-02T09:00:00Z,r-1,Ada Wren,a.wren@robinhill.example,Teams,192.0.2.7,"Leeds, GB",Success,\n'
            '2026-11-02T09:01:00Z,r-2,Ada Wren,a.wren@robinhill.example,Teams,198.51.100.9,"Oslo, NO",Failure,53003\n',
            rows=2,
            skipped=1,
            first={"account": "a.wren@robinhill.example", "client": "192.0.2.7", "status": 0, "rule": "Teams"},
        ),
    ),
)
