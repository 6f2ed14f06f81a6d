"""The columns that every feed of activity gives."""

from typing import Final

import pyarrow as pa

# No value is ever null: what a source does not say is "", and -1 for ``status`` and ``bytes``.
_COLUMNS: Final[tuple[tuple[str, pa.DataType, str], ...]] = (
    ("line", pa.int64(), "Its number in the file, from 1."),
    ("at", pa.timestamp("us", tz="UTC"), "When, by the source’s clock with its skew taken off."),
    ("kind", pa.string(), "`web`, `dns`, `search` (a web row whose words searched for were seen) or `signin`."),
    ("client", pa.string(), "The address it was asked from, in its one spelling."),
    ("account", pa.string(), "The name signed in with, in lower case."),
    ("device", pa.string(), "A ref of ours, or the source’s own name of it; so are person, groups and place."),
    ("person", pa.string(), "The person, where the source knows one."),
    ("groups", pa.string(), "Groups, with blanks between; a blank within a name is a hyphen."),
    ("place", pa.string(), "The place."),
    ("level", pa.string(), "`infant`, `junior`, `staff` or `guest`, where the source knows it."),
    ("method", pa.string(), "The method of HTTP, the type of record asked of a name server, or the way of signing in."),
    ("host", pa.string(), "The site: lower case, A-labels, no port, no dot at its end."),
    ("path", pa.string(), "From its first slash, with the question behind it, where it was seen."),
    ("terms", pa.string(), "The words searched for."),
    ("verdict", pa.string(), "`allow`, `warn`, `hold` or `block`; empty where it cannot be told."),
    ("category", pa.string(), "A key of our catalogue, where the source’s word for it is known."),
    ("rule", pa.string(), "What decided, in the source’s own words."),
    ("status", pa.int32(), "The code of HTTP, of DNS (0 is no error) or of a sign-in (0 went well)."),
    ("bytes", pa.int64(), "Bytes sent to the client."),
)
SCHEMA: Final = pa.schema([pa.field(name, kind, nullable=False) for name, kind, _ in _COLUMNS])
COLUMN_WORDS: Final = {name: words for name, _, words in _COLUMNS}
