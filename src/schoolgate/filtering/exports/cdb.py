"""A constant database (cdb, D. J. Bernstein) for dnsdist, which takes up a new file by itself while it serves.

Keys are names as DNS messages carry them, in lower case; values say what is closed: ``close`` and ``open`` a name with
all below it, close it ``alone``, or only what is ``below``. The configuration asks for the longest entry that a name
ends with, and for the name itself.
"""

import struct
from array import array
from collections.abc import Iterable, Iterator
from typing import Final

from schoolgate.filtering.exports.closed import Said

_HEAD: Final = struct.Struct("<II")
_TABLES: Final = 256
_FRONT: Final = _TABLES * _HEAD.size
_MOST: Final = (1 << 32) - 1
_WORD: Final = 0xFFFFFFFF
_WORDS: Final = {
    (True, True): b"close",
    (False, False): b"open",
    (True, False): b"alone",
    (False, True): b"below",
}


def wire(host: str) -> bytes:
    """A name as RFC 1035 3.1 writes it."""
    return b"".join(bytes((len(label),)) + label for label in host.encode().split(b".")) + b"\0"


def entries(said: Iterable[Said]) -> Iterator[tuple[bytes, bytes]]:
    for each in said:
        yield wire(each.host), _WORDS[each.itself, each.below]


def database(entries: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """The file, piece by piece. Raises ``OverflowError`` beyond the format's 4 GB."""
    records = bytearray()
    tables = [array("I") for _ in range(_TABLES)]
    for key, value in entries:
        mixed = mix(key)
        tables[mixed % _TABLES].extend((mixed, _FRONT + len(records)))
        records += _HEAD.pack(len(key), len(value)) + key + value
    front, place = bytearray(), _FRONT + len(records)
    if place + sum(map(len, tables)) * _HEAD.size > _MOST:
        raise OverflowError("a cdb file ends at 4 GB")
    for table in tables:
        front += _HEAD.pack(place, len(table))  # twice as many places as entries
        place += len(table) * _HEAD.size
    yield bytes(front)
    yield bytes(records)
    yield from map(_slots, tables)


def mix(key: bytes) -> int:
    """The hash of the format: ``h = h * 33 ^ byte``, from 5381."""
    found = 5381
    for byte in key:
        found = (found * 33 & _WORD) ^ byte
    return found


def _slots(table: "array[int]") -> bytes:
    """A hash table: an entry lies at the first free place from the one that its hash points to."""
    slots, size = array("I", bytes(4 * 2 * len(table))), len(table)
    for place in range(0, size, 2):
        slot = (table[place] >> 8) % size
        while slots[slot * 2 + 1]:
            slot = (slot + 1) % size
        slots[slot * 2], slots[slot * 2 + 1] = table[place], table[place + 1]
    return struct.pack(f"<{len(slots)}I", *slots)


CLOSED: Final = """\
closed = newCDBKVStore({path}, {refresh})
addAction(AllRule(), KeyValueStoreLookupAction(closed, KeyValueLookupKeySuffix(), "longest"))
addAction(AllRule(), KeyValueStoreLookupAction(closed, KeyValueLookupKeyQName(), "itself"))
shut = OrRule({{
  TagRule("longest", "close"),
  AndRule({{TagRule("longest", "below"), NotRule(TagRule("itself", "below"))}}),
  TagRule("itself", "alone"),
}})
"""
NOT_THERE: Final = "RCodeAction(DNSRCode.NXDOMAIN)"
HTTPS_RECORDS: Final = """\
-- Questions for a site's hidden settings (types 64 and 65) have no answer.
addAction(OrRule({QTypeRule(64), QTypeRule(65)}), RCodeAction(DNSRCode.NOERROR))
"""
_HEAD_OF_LINES: Final = '-- Names closed at the level "{level}", for dnsdist 1.5 or later. Add to dnsdist.conf.\n'


def quoted(text: str) -> str:
    """A text as Lua writes it."""
    marks = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{marks}"'


def configuration(level: str, path: str, *, https_records: bool) -> str:
    """The lines of dnsdist.conf that use the file at ``path``; ``https_records``: whether to refuse their questions."""
    lines = f"{CLOSED.format(path=quoted(path), refresh=5)}addAction(shut, {NOT_THERE})\n"
    return _HEAD_OF_LINES.format(level=level) + lines + (HTTPS_RECORDS if https_records else "")
