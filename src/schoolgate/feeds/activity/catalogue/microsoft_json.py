"""Microsoft Entra's log of sign-ins, as Microsoft Graph answers it or the administrator's page downloads it."""

import re
from collections.abc import Mapping
from typing import Any, Final

from schoolgate.feeds.activity.clocks import NO_TIME, Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Options
from schoolgate.feeds.activity.documents import Record, documents_feed
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.rows import Found
from schoolgate.feeds.activity.signins import MICROSOFT, microsoft_status, signin

_OURS: Final = re.compile(rb'"createdDateTime"\s*:').search
_WHO: Final = re.compile(rb'"userPrincipalName"\s*:').search


def _begin(options: Options) -> Record:
    clock = Clock(options)

    def make(record: Mapping[str, Any]) -> list[Found] | str:
        at = clock.one(str(record["createdDateTime"]))
        if at is None:
            return NO_TIME
        ended = record["status"]
        row = signin(
            at,
            str(record["userPrincipalName"]),
            one_client(str(record.get("ipAddress") or "")),
            MICROSOFT,
            microsoft_status(str(ended.get("errorCode", "")), ""),
            str(record.get("appDisplayName") or ""),
            str(record.get("clientAppUsed") or ""),
        )
        device = record.get("deviceDetail") or {}
        return [{**row, "device": str(device.get("deviceId") or "")}]

    return make


FEED: Final = ActivityFeed(
    key="microsoft-signins-json",
    words="Microsoft Entra sign-ins (JSON)",
    source="Microsoft Graph, signIn resource; Microsoft Entra admin centre, Sign-in logs, Download JSON",
    read=documents_feed(_begin),
    recognises=lambda head: 0.95 if _OURS(head) and _WHO(head) else 0.0,
    examples=(
        ActivityExample(
            "A list of two",
            '[{"id":"s-1","createdDateTime":"2026-11-02T09:00:00Z","userPrincipalName":"A.Wren@robinhill.example",'
            '"appDisplayName":"Teams","ipAddress":"192.0.2.7","status":{"errorCode":0},"deviceDetail":{"deviceId":"d-9"}'
            '},\n {"id":"s-2","createdDateTime":"2026-11-02T09:01:00Z","userPrincipalName":"a.wren@robinhill.example",'
            '"ipAddress":"198.51.100.9","status":{"errorCode":50126,"failureReason":"Wrong password."}}]',
            rows=2,
            first={"account": "a.wren@robinhill.example", "device": "d-9", "status": 0, "rule": "Teams"},
        ),
    ),
)
