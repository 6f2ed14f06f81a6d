"""AdGuard Home's questions as its interface answers them."""

import re
from collections.abc import Mapping
from typing import Any, Final

from schoolgate.feeds.activity.adguard import category_of, verdict_of
from schoolgate.feeds.activity.clocks import NO_TIME, Clock
from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed, Kind, Options
from schoolgate.feeds.activity.dns import code_of, one_name
from schoolgate.feeds.activity.documents import Record, documents_feed
from schoolgate.feeds.activity.hosts import one_client
from schoolgate.feeds.activity.rows import Found

_OURS: Final = re.compile(rb'"question"\s*:\s*\{').search
_REASON: Final = re.compile(rb'"reason"\s*:\s*"(?:NotFiltered|Filtered|Rewrite)').search


def _begin(options: Options) -> Record:
    clock = Clock(options)

    def make(record: Mapping[str, Any]) -> list[Found] | str:
        at = clock.one(str(record["time"]))
        if at is None:
            return NO_TIME
        asked, reason = record["question"], str(record.get("reason") or "")
        rules = record.get("rules") or [{}]
        rule = record.get("service_name") or rules[0].get("text") or record.get("rule") or ""
        row = {
            "at": at,
            "kind": Kind.DNS.value,
            "client": one_client(str(record["client"])),
            "device": str(record.get("client_id") or ""),
            "method": str(asked.get("type") or ""),
            "host": one_name(str(asked.get("name") or asked["host"])),
            "verdict": verdict_of(reason),
            "category": category_of(reason),
            "rule": str(rule)[:256],
            "status": code_of(str(record.get("status") or "")),
        }
        return [row]

    return make


FEED: Final = ActivityFeed(
    key="adguard-json",
    words="AdGuard Home’s questions from its interface",
    source="AdGuard Home, the answer of /control/querylog",
    read=documents_feed(_begin),
    recognises=lambda head: 0.95 if _OURS(head) and _REASON(head) else 0.0,
    examples=(
        ActivityExample(
            "An answer of two questions",
            '{"oldest":"2026-11-02T09:00:00Z","data":[{"client":"10.20.4.17","question":{"class":"IN",'
            '"name":"www.robinhill.example","type":"A"},"reason":"NotFilteredNotFound","rules":[],"status":"NOERROR",'
            '"time":"2026-11-02T09:00:00.123Z"},\n {"client":"10.20.4.18","question":{"class":"IN",'
            '"name":"social.example","type":"A"},"reason":"FilteredBlockedService","service_name":"social",'
            '"rules":[],"status":"NOERROR","time":"2026-11-02T09:00:01Z"}]}',
            rows=2,
            first={"client": "10.20.4.17", "host": "www.robinhill.example", "verdict": "allow", "status": 0},
        ),
    ),
)
