"""Pi-hole's questions as its interface answers them."""

import re
from collections.abc import Mapping
from typing import Any, Final

from schoolgate.feeds.activity.clocks import NO_TIME, Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind, Options
from schoolgate.feeds.activity.dns import one_name
from schoolgate.feeds.activity.documents import Record, documents_feed
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.pihole import rule_of, type_of, verdict_of
from schoolgate.feeds.activity.rows import Found

_OURS: Final = re.compile(rb'^\s*\{\s*"queries"\s*:\s*\[').match


def _begin(options: Options) -> Record:
    clock = Clock(options)

    def make(record: Mapping[str, Any]) -> list[Found] | str:
        at = clock.one(f"{float(record['time']):.6f}")
        if at is None:
            return NO_TIME
        client, status = record["client"], str(record.get("status") or "")
        return [
            {
                "at": at,
                "kind": Kind.DNS.value,
                "client": one_client(str(client["ip"])),
                "device": str(client.get("name") or ""),
                "method": type_of(str(record.get("type") or "")),
                "host": one_name(str(record["domain"])),
                "verdict": verdict_of(status),
                "rule": rule_of(status),
            }
        ]

    return make


FEED: Final = ActivityFeed(
    key="pihole-json",
    words="Pi-hole’s questions from its interface",
    source="Pi-hole 6, the answer of /api/queries",
    read=documents_feed(_begin),
    recognises=lambda head: 0.95 if _OURS(head) else 0.0,
    examples=(
        ActivityExample(
            "An answer of two questions",
            '{"queries":[{"id":2,"time":1793610001.25,"type":"A","status":"GRAVITY","domain":"betting.example",'
            '"upstream":null,"reply":{"type":"IP","time":0.1},"client":{"ip":"10.20.4.18","name":null}},'
            '{"id":1,"time":1793610000,"type":"AAAA","status":"FORWARDED","domain":"owls.example",'
            '"client":{"ip":"10.20.4.17","name":"tablet-04"}}],"cursor":2,"took":0.01}\n',
            rows=2,
            first={"client": "10.20.4.18", "host": "betting.example", "verdict": "block", "rule": "gravity"},
        ),
    ),
)
