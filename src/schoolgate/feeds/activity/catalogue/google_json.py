"""Google Workspace's log of sign-ins, as its Reports interface answers it."""

import re
from collections.abc import Mapping
from typing import Any, Final

from schoolgate.feeds.activity.clocks import NO_TIME, Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Options
from schoolgate.feeds.activity.documents import Record, documents_feed
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.rows import Found
from schoolgate.feeds.activity.signins import GOOGLE, google_status, signin

_OURS: Final = re.compile(rb'"applicationName"\s*:\s*"login"').search


def _begin(options: Options) -> Record:
    clock = Clock(options)

    def make(record: Mapping[str, Any]) -> list[Found] | str:
        at = clock.one(str(record["id"]["time"]))
        if at is None:
            return NO_TIME
        account, client = str(record["actor"].get("email") or ""), one_client(str(record.get("ipAddress") or ""))
        rows: list[Found] = []
        for event in record["events"]:
            said = {str(each.get("name")): each for each in event.get("parameters") or ()}
            method = str(said.get("login_type", {}).get("value") or "")
            rows.append(signin(at, account, client, GOOGLE, google_status(event["name"]), str(event["name"]), method))
        return rows

    return make


FEED: Final = ActivityFeed(
    key="google-signins-json",
    words="Google Workspace sign-ins (JSON)",
    source="Google Admin SDK, Reports API, activities.list of the application login",
    read=documents_feed(_begin),
    recognises=lambda head: 0.95 if _OURS(head) else 0.0,
    examples=(
        ActivityExample(
            "An answer of one sign-in",
            '{"kind":"admin#reports#activities","items":[{"id":{"time":"2026-11-02T09:00:00.500Z","applicationName":'
            '"login"},"actor":{"email":"a.wren@robinhill.example"},"ipAddress":"192.0.2.7","events":[{"type":"login",'
            '"name":"login_success","parameters":[{"name":"login_type","value":"google_password"}]}]}]}\n',
            rows=1,
            first={
                "account": "a.wren@robinhill.example",
                "client": "192.0.2.7",
                "method": "google_password",
                "rule": "login_success",
                "status": 0,
                "verdict": "allow",
            },
        ),
    ),
)
