"""What the file of a store holds, byte by byte.

::

    8   MAGIC, which ends in the version of this layout
    4   length of the header, little-endian, as all numbers here
    32  SHA-256 of the header
    n   the header, JSON: who is in it, when it was made, where each section lies, the SHA-256 of all sections
    0+  zeros up to a multiple of 8, then the sections, each beginning at a multiple of 8

A host is kept with its letters backwards and a dot behind (``moc.elpmaxe.``), so that a name's parents are exactly
those entries that its own key begins with. Each entry is of a *class*: which lists name it, and how far down each
reaches. Classes are few, and each has two masks of categories: ``at`` for the host, ``below`` for what is under it;
``lifted`` is a third, of the categories that Schoolgate knows a site not to be of, whatever lists say of it or of
a name above it.
"""

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from schoolgate.kernel.errors import SchoolgateError

VERSION: Final = 2
MAGIC: Final = b"SGLIST" + VERSION.to_bytes(2)
_FRONT: Final = struct.Struct("<8sI32s")
ALIGN: Final = 8
MOST_HEADER: Final = 16_000_000  # bytes
SECTIONS: Final = (
    *("hosts", "host_classes", "pages", "page_classes"),
    *("at", "below", "lifted", "members", "networks"),
)


class StoreError(SchoolgateError):
    """A file that is no store, or no whole one. The one in service stays."""


@dataclass(frozen=True, slots=True)
class ListFacts:
    """One list as it was compiled: the rows read, kept, said twice and refused by kind, and the day it was made."""

    name: str
    category: str
    format: str
    day: str  # 2026-11-22: its own where it says one, else when the file was last written
    read: int
    kept: int
    repeated: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    dated: bool = False  # whether the day is the list's own
    narrowed: int = 0  # kept for the name alone, because names are sold to the public below it
    own: bool = False  # what Schoolgate itself knows of sites, and no list that anyone published


@dataclass(frozen=True, slots=True)
class Header:
    """``categories`` counts the entries of each by the number of its bit, ``rows`` those of all, both of what lists
    name and Schoolgate's own left out; ``lifted`` counts those of which a category was lifted. ``sections`` gives place
    and length in bytes, counted from the first. ``recipe`` is the same for stores that are made of the same things.
    """

    made_on: str  # 2026-11-22T06:30:00Z
    digest: str
    rows: int
    classes: int
    wide: bool  # whether a class takes four bytes an entry, and not two
    lists: tuple[ListFacts, ...]
    categories: Mapping[str, int]
    sections: Mapping[str, tuple[int, int]]
    fewer_accepted: bool = False  # a person said that the lists are meant to be shorter than those before
    lifted: int = 0
    recipe: str = ""


def front(header: Header) -> bytes:
    """The beginning of the file, up to the first section."""
    text = json.dumps(asdict(header), ensure_ascii=False).encode()
    head = _FRONT.pack(MAGIC, len(text), hashlib.sha256(text).digest()) + text
    return head + bytes(-len(head) % ALIGN)


def read_header(data: memoryview, name: str) -> tuple[Header, int]:
    """The header, and where the sections begin. Raises ``StoreError``."""
    if len(data) < _FRONT.size:
        raise broken(name, "it is too short to be a store of lists")
    magic, length, digest = _FRONT.unpack_from(data)
    if magic[:6] != MAGIC[:6]:
        raise broken(name, "it is not a store of lists")
    if magic != MAGIC:
        raise broken(
            name, f"it is a store of version {int.from_bytes(magic[6:])}, and this program reads version {VERSION}"
        )
    text = bytes(data[_FRONT.size : _FRONT.size + length])
    if length > MOST_HEADER or len(text) != length or hashlib.sha256(text).digest() != digest:
        raise broken(name, "its beginning is damaged")
    header = _header(json.loads(text))
    start = _FRONT.size + length
    start += -start % ALIGN
    end = max(place + size for place, size in header.sections.values())
    if len(data) != start + end + -end % ALIGN:
        raise broken(name, "it is not whole: some of it is missing, or something was added")
    return header, start


def broken(name: str, cause: str) -> StoreError:
    return StoreError(name, f"{cause}.", "Compile the lists again: schoolgate filter compile.")


def _header(read: Mapping[str, Any]) -> Header:
    lists = tuple(ListFacts(**each) for each in read["lists"])
    sections = {key: (place, size) for key, (place, size) in read["sections"].items()}
    return Header(**{**read, "lists": lists, "sections": sections})
