"""What a stored row is: the contract between loading, questions, rules and every engine that reads the parts.

Person and device are pseudonyms under the school's own key; the words searched for are sealed with another; a path has
lost its query. So a part can be read and counted by anybody who may see counts, and names nobody. ``day`` and
``minute`` are the school's own, so that no engine needs to know of time zones; ``at`` is the exact moment.
"""

from functools import cache
from typing import Any, Final

import pyarrow as pa

from schoolgate.activity.coding import TEXTS

# Column, its Arrow type, and what it holds. The order is the order in a part.
ROWS: Final[tuple[tuple[str, str, str], ...]] = (
    ("id", "int64", "digest of the line's own values and its occurrence: the same line is the same id"),
    ("school", "string", "ref of the school"),
    ("source", "string", "ref of the source it came by"),
    ("day", "date32", "the day at the school"),
    ("minute", "int16", "minutes since that day began, by the school's clock: 0 to 1439 (an hour repeats in October)"),
    ("at", "timestamp", "the moment, UTC, microseconds"),
    ("kind", "string", "web, dns, search or signin"),
    ("level", "string", "infant, junior, staff, guest ..., or empty: not known"),
    ("person", "string", "pseudonym, empty where nobody is known or the log-in is shared"),
    ("device", "string", "pseudonym of the device, or of the address or account where the device is not known"),
    ("groups", "string", "refs of classes with a space between"),
    ("place", "string", "ref of the place, or empty"),
    ("shared", "bool", "whether several people use this device or account"),
    ("method", "string", "GET, CONNECT, A, AAAA ..., or empty"),
    ("host", "string", "lower case, no port"),
    ("site", "string", "its registrable domain; the host where it has none"),
    ("path", "string", "without its query"),
    ("terms", "string", "words searched for, sealed with the school's key; empty where none"),
    ("verdict", "string", "web gate's: allow, warn, hold or block; empty where the source does not say"),
    ("category", "string", "a key of the web categories, or empty"),
    ("rule", "string", "what decided, as the source says"),
    ("status", "int32", "of HTTP, of DNS or of a sign-in; -1 where the source does not say"),
    ("bytes", "int64", "sent to whoever asked; -1 where the source does not say"),
    ("alarm", "string", "key of the gravest rule that noticed it, or empty"),
    ("severity", "string", "low, medium or high, or empty"),
)
# Counts by the hour, kept for years; no person, no device and no site. They add up over parts.
HOURS: Final[tuple[tuple[str, str, str], ...]] = (
    ("school", "string", "ref of the school"),
    ("day", "date32", "the day at the school"),
    ("hour", "int16", "of the school's clock, 0 to 23"),
    ("level", "string", "as in a row"),
    ("kind", "string", "as in a row"),
    ("category", "string", "as in a row"),
    ("verdict", "string", "as in a row"),
    ("rows", "int64", "how many"),
    ("bytes", "int64", "altogether"),
    ("alarms", "int64", "how many a rule noticed"),
)
# Counts of each class, by the hour, kept as long.
GROUPS: Final[tuple[tuple[str, str, str], ...]] = (
    ("school", "string", "ref of the school"),
    ("day", "date32", "the day at the school"),
    ("hour", "int16", "of the school's clock, 0 to 23"),
    ("group", "string", "ref of the class"),
    ("category", "string", "as in a row"),
    ("verdict", "string", "as in a row"),
    ("rows", "int64", "how many"),
    ("alarms", "int64", "how many a rule noticed"),
)
# Counts of sites of a day that is over, only those that enough different people or devices asked for; kept as long.
SITES: Final[tuple[tuple[str, str, str], ...]] = (
    ("school", "string", "ref of the school"),
    ("day", "date32", "the day at the school"),
    ("level", "string", "as in a row"),
    ("site", "string", "as in a row"),
    ("category", "string", "as in a row"),
    ("verdict", "string", "as in a row"),
    ("rows", "int64", "how many"),
)
KINDS: Final = {"rows": ROWS, "hours": HOURS, "groups": GROUPS, "sites": SITES}
# What a watcher sees besides, in memory only and never on a disk: ``terms`` and ``path`` are whole and in clear there.
ROLLUPS: Final = ("hours", "groups", "sites")


@cache
def schema(kind: str = "rows", *, coded: bool = False) -> pa.Schema:
    """The Arrow schema of parts of a kind of ``KINDS``; ``coded`` with each text as one of a dictionary."""
    types: dict[str, Any] = {
        "int64": pa.int64(),
        "int32": pa.int32(),
        "int16": pa.int16(),
        "string": TEXTS if coded else pa.string(),
        "bool": pa.bool_(),
        "date32": pa.date32(),
        "timestamp": pa.timestamp("us", tz="UTC"),
    }
    return pa.schema([pa.field(name, types[kind_of], nullable=False) for name, kind_of, _ in KINDS[kind]])
