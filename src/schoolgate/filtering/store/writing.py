"""Making a store: entries gathered list by list, then written beside the old one and put in its place at once."""

import hashlib
import json
import os
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from schoolgate.filtering.store.layout import ALIGN, SECTIONS, Header, ListFacts, front
from schoolgate.filtering.store.networks import Span, side_by_side
from schoolgate.filtering.store.trie import Trie, built

REACHES: Final = ("all", "alone", "below")
_NARROW: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """That a list names something, and how far down. ``mask`` is the bit of the list's category."""

    listed: int  # the list's place in the header
    reach: str
    mask: int


class _Classes:
    """Classes of entries, numbered as they appear; nought is for what no list names."""

    def __init__(self) -> None:
        self.members: list[frozenset[Member]] = [frozenset()]
        self.lifted = [0]
        self._numbers = {(frozenset[Member](), 0): 0}

    def number(self, members: frozenset[Member], lifted: int = 0) -> int:
        if (members, lifted) not in self._numbers:
            self._numbers[members, lifted] = len(self.members)
            self.members.append(members)
            self.lifted.append(lifted)
        return self._numbers[members, lifted]

    def less(self, number: int, lifted: int) -> int:
        """The class of an entry once more is lifted from it."""
        return self.number(self.members[number], self.lifted[number] | lifted)


class _Step(dict[int, int]):
    """From the class of an entry to its class once one more list names it."""

    def __init__(self, classes: _Classes, member: Member) -> None:
        super().__init__()
        self._classes, self._member = classes, member

    def __missing__(self, before: int) -> int:
        self[before] = self._classes.number(self._classes.members[before] | {self._member})
        return self[before]


class Builder:
    """Gathers what lists name. Some 250 bytes an entry; three million take under a gigabyte with the writing."""

    def __init__(self) -> None:
        self._classes = _Classes()
        self._hosts: dict[str, int] = {}
        self._pages: dict[str, int] = {}
        self._spans: list[Span] = []
        self._steps: dict[Member, _Step] = {}

    def add_hosts(self, keys: Collection[str], member: Member) -> int:
        """Take ``keys`` (of ``keys.host_key``), and say how many that list had not named so before."""
        return self._add(self._hosts, keys, member)

    def add_pages(self, keys: Collection[str], member: Member) -> int:
        return self._add(self._pages, keys, member)

    def add_network(self, start: int, end: int, member: Member) -> None:
        """A range of addresses, both ends in it, as ``networks.number`` gives them."""
        self._spans.append(Span(start, end, self._classes.number(frozenset({member}))))

    def write(
        self,
        path: Path,
        lists: Collection[ListFacts],
        judge: Callable[[Header], object] = lambda _: None,
        *,
        fewer_accepted: bool = False,
        flagged: bool = False,
        lifts: Mapping[str, int] = MappingProxyType({}),
        recipe: str = "",
    ) -> Header:
        """Put the store of all that was added in the place of whatever is at ``path``, unless ``judge`` raises.

        ``flagged``: whoever serves is told that a person accepted fewer rows, though ``judge`` is to look at all of it.
        ``lifts``: by the key of a host, the categories that it and all below it are not of, whatever a list says.
        """
        bodies, every = self._bodies(lifts)
        own = {place for place, each in enumerate(lists) if each.own}
        counts = Counter({number: count for number, count in every.items() if self._are_of_lists(number, own)})
        header = Header(
            made_on=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            digest=_digest(bodies),
            rows=counts.total(),
            classes=len(self._classes.members),
            wide=len(self._classes.members) > _NARROW,
            lists=tuple(lists),
            categories=self._counted(counts, own),
            sections=_places(bodies),
            lifted=sum(count for number, count in counts.items() if self._classes.lifted[number]),
            recipe=recipe,
            fewer_accepted=fewer_accepted,
        )
        judge(header)
        header = replace(header, fewer_accepted=fewer_accepted or flagged)
        put_in_place(path, lambda: _parts(header, bodies))
        return header

    def _bodies(self, lifts: Mapping[str, int]) -> tuple[dict[str, bytes], Counter[int]]:
        """The sections, and how many entries there are of each class."""
        pieces = [Span(*piece[:2], self._together(piece[2])) for piece in side_by_side(self._spans)]
        self._add_lifted(lifts)
        hosts, host_classes = _numbered(self._hosts, lifts, self._classes)
        pages, page_classes = _numbered(self._pages, lifts, self._classes)
        if len(self._classes.members) > _NARROW:
            host_classes, page_classes = array("I", host_classes), array("I", page_classes)
        told = [[[each.listed, each.reach] for each in members] for members in map(_sorted, self._classes.members)]
        bodies = {
            "hosts": hosts.tobytes(),
            "host_classes": host_classes.tobytes(),
            "pages": pages.tobytes(),
            "page_classes": page_classes.tobytes(),
            "at": self._masks("below").tobytes(),
            "below": self._masks("alone").tobytes(),
            "lifted": array("Q", self._classes.lifted).tobytes(),
            "members": json.dumps(told).encode(),
            "networks": b"".join(_packed(piece) for piece in pieces),
        }
        return bodies, Counter(host_classes) + Counter(page_classes) + Counter(piece.value for piece in pieces)

    def _add(self, entries: dict[str, int], keys: Collection[str], member: Member) -> int:
        """What nothing named before, nearly all of it, is taken by the interpreter's own loops."""
        step = self._steps.setdefault(member, _Step(self._classes, member))
        fresh = dict.fromkeys(keys, step[0])
        new = len(fresh)
        for key in entries.keys() & fresh.keys():
            fresh[key] = after = step[entries[key]]
            new -= after == entries[key]
        entries.update(fresh)
        return new

    def _together(self, classes: frozenset[int]) -> int:
        return self._classes.number(frozenset().union(*(self._classes.members[each] for each in classes)))

    def _add_lifted(self, lifts: Mapping[str, int]) -> None:
        """An entry for each host from which something is lifted that a name above it would hand down."""
        for key in lifts:
            labels = key.split(".")[:-1]
            if any("".join(f"{label}." for label in labels[:count]) in self._hosts for count in range(1, len(labels))):
                self._hosts.setdefault(key, 0)

    def _are_of_lists(self, number: int, own: Collection[int]) -> bool:
        return any(each.listed not in own for each in self._classes.members[number])

    def _masks(self, without: str) -> array[int]:
        masks = array("Q")
        for members, lifted in zip(self._classes.members, self._classes.lifted, strict=True):
            mask = 0
            for each in members:
                mask |= each.mask if each.reach != without else 0
            masks.append(mask & ~lifted)
        return masks

    def _counted(self, counts: Mapping[int, int], own: Collection[int]) -> dict[str, int]:
        """Entries by the number of each category's bit."""
        bits: Counter[str] = Counter()
        for number, count in counts.items():
            members = self._classes.members[number]
            for bit in {each.mask.bit_length() - 1 for each in members if each.listed not in own}:
                bits[str(bit)] += count
        return dict(bits)


def put_in_place(path: Path, parts: Callable[[], Iterator[bytes]]) -> None:
    """Write a file beside ``path``, make sure that the disk has it, and put it in the place of what is there.

    Whoever is killed on the way leaves the old one; the next clears what was left.
    """
    for left in path.parent.glob(f".{path.name}.*.part"):
        if not _is_alive(left.name.split(".")[-2]):
            left.unlink(missing_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.writelines(parts())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    with suppress(OSError):  # not every system can do so with a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except OSError:
        return True
    return True


def _numbered(entries: dict[str, int], lifts: Mapping[str, int], classes: _Classes) -> tuple[Trie, array[int]]:
    """The trie of the entries, and the class of each by its number there.

    One list is most of what there is, as a rule: only what is not of the commonest class is looked up.
    """
    trie = built(entries)
    kind = "H" if len(classes.members) <= _NARROW else "I"
    [(most, _)] = Counter(entries.values()).most_common(1) or [(0, 0)]
    numbers = array(kind, [most]) * len(trie)
    number = trie.key_id
    for key, entry in entries.items():
        if entry != most:
            numbers[number(key)] = entry
    for host, mask in lifts.items():
        for _, place in trie.iteritems(host):
            after = classes.less(numbers[place], mask)
            if after >= _NARROW and numbers.typecode == "H":
                numbers = array("I", numbers)
            numbers[place] = after
    return trie, numbers


def _sorted(members: frozenset[Member]) -> list[Member]:
    return sorted(members, key=lambda each: (each.listed, each.reach))


def _packed(piece: Span) -> bytes:
    return piece.start.to_bytes(16, "little") + piece.end.to_bytes(16, "little") + piece.value.to_bytes(8, "little")


def _digest(bodies: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in SECTIONS:
        whole.update(bodies[name] + _gap(bodies[name]))
    return whole.hexdigest()


def _gap(body: bytes) -> bytes:
    return bytes(-len(body) % ALIGN)


def _places(bodies: Mapping[str, bytes]) -> dict[str, tuple[int, int]]:
    """Where each section lies, and its length; the gap behind the last is counted to it."""
    places, place = {}, 0
    for name in SECTIONS:
        places[name] = (place, len(bodies[name]))
        place += len(bodies[name] + _gap(bodies[name]))
    return places


def _parts(header: Header, bodies: Mapping[str, bytes]) -> Iterator[bytes]:
    yield front(header)
    for name in SECTIONS:
        yield bodies[name]
        yield _gap(bodies[name])
