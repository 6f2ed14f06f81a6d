"""Lists of accounts as directories export them, whose headings are fixed: what is read of each row, and nothing else.

A row is ``what`` (``account``), ``provider``, ``address``, ``others`` (further addresses of the same account, with
spaces between), ``numbers`` (by which other systems know whoever has it, a line each), ``name`` and ``works`` (``yes``,
``no``, or nothing where the list does not say). When the last sign-in was, how anybody signs in, telephones, homes and
private addresses are not read. In a reject they do not stand either, nor does a name: those who look after accounts see
no child.

Where rows could not be used, one last row of ``what`` ``left-out`` says of which ``addresses`` they were and how many
had none (``unread``), so that nobody takes an account for gone because its row was spoilt.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from schoolgate.feeds.contract import Example, Feed, Files, Item, Layout, Reject, Row
from schoolgate.feeds.numbers import unspoilt
from schoolgate.feeds.tables import Line, folded, read_table
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import read_email, read_text
from schoolgate.kernel.errors import BadInputError

ACCOUNT: Final = "account"
LEFT_OUT: Final = "left-out"
GOOGLE: Final = "google"
MICROSOFT: Final = "microsoft"
_SURE: Final = 0.97
_MANY: Final = 10  # numbered columns of one thing, from .0. to .9.
_ADDRESS: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")
_UNSAID: Final = "(see the row in the file)"
_FORMULA: Final = "=+-@\t"
_TRUE: Final = ("true", "yes", "1", "on")
_FALSE: Final = ("false", "no", "0", "off")
WORKS_IF_TRUE: Final[Mapping[str, bool]] = MappingProxyType(dict.fromkeys(_TRUE, True) | dict.fromkeys(_FALSE, False))
WORKS_IF_FALSE: Final[Mapping[str, bool]] = MappingProxyType(dict.fromkeys(_TRUE, False) | dict.fromkeys(_FALSE, True))


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a list has what. Headings are as the directory writes them; ``#`` in one stands for a number. ``telling``
    are those that its lists always have. ``states`` say by heading whether an account with that word works; it does
    where all of them say so. ``deleted`` is filled for an account that the directory has no more.
    """

    provider: str
    telling: tuple[str, ...]
    address: str
    name: tuple[str, ...]
    full_name: str = ""
    others: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    states: Mapping[str, Mapping[str, bool]] = MappingProxyType({})
    deleted: str = ""

    def headings(self) -> tuple[str, ...]:
        """All that are read."""
        return (*_spread(*self.telling, *self.name, self.full_name), *self.shown())

    def shown(self) -> tuple[str, ...]:
        """Those of which what stands there is shown where a row cannot be used: no name."""
        return _spread(self.address, *self.others, *self.numbers, *self.states, self.deleted)


@dataclass(slots=True)
class _LeftOut:
    addresses: list[str]
    unread: int = 0


def account_feed(*, key: str, words: str, source: str, shape: Shape, examples: tuple[Example, ...]) -> Feed:
    """The feed of lists of one shape."""

    def parse(files: Files, layout: Layout) -> Iterator[Item]:  # noqa: ARG001  (its headings are fixed)
        left = _LeftOut([])
        for name, data in files.items():
            yield from _items(data, name, shape, left, part=name if len(files) > 1 else "")
        if left.addresses or left.unread:
            yield Row(0, {"what": LEFT_OUT, "addresses": " ".join(left.addresses), "unread": str(left.unread)})

    def recognises(files: Files) -> float:
        return min((_SURE if _found(data, name, shape) else 0.0 for name, data in files.items()), default=0.0)

    return Feed(key, words, source, parse, recognises, (), examples)


def _spread(*names: str) -> tuple[str, ...]:
    """A heading that is numbered is ten."""
    numbered = ([name.replace("#", str(n)) for n in range(_MANY)] if "#" in name else [name] for name in names if name)
    return tuple(one for some in numbered for one in some)


def _plain(heading: str) -> str:
    """A heading without what a directory says of it in brackets: ``First Name [Required]``."""
    return folded(re.sub(r"\[[^\]]*\]", " ", heading))


def _found(data: bytes, name: str, shape: Shape) -> bool:
    try:
        headings = read_table(data, name, shape.headings()).headings
    except BadInputError:
        return False
    return {_plain(one) for one in shape.telling} <= {_plain(one) for one in headings}


def _items(data: bytes, name: str, shape: Shape, left: _LeftOut, *, part: str) -> Iterator[Item]:
    table = read_table(data, name, shape.headings())
    by_plain = {_plain(heading): heading for heading in reversed(table.headings)}
    if _plain(shape.address) not in by_plain:
        raise BadInputError(name, f"it has no column “{shape.address}”.", "Export the list of users again, whole.")
    read = [by_plain[plain] for one in shape.shown() if (plain := _plain(one)) in by_plain]
    for line in table.rows:
        if isinstance(line, Reject):
            left.unread += 1
            yield Reject(line.line, line.reason, ", ".join(_ADDRESS.findall(line.raw)) or _UNSAID, part)
            continue
        cells = _Cells({_plain(heading): line.cells[heading] for heading in reversed(table.headings)})
        raw = ", ".join(cell for heading in dict.fromkeys(read) if (cell := line.cells[heading])) or _UNSAID
        yield _item(line, cells, shape, left, raw, part)


@dataclass(frozen=True, slots=True)
class _Cells:
    by_plain: Mapping[str, str]

    def one(self, heading: str) -> str:
        return self.by_plain.get(_plain(heading), "")

    def every(self, headings: tuple[str, ...]) -> list[str]:
        found = [self.one(one) for one in _spread(*headings)]
        return list(dict.fromkeys(value for value in found if value))


def _item(line: Line, cells: _Cells, shape: Shape, left: _LeftOut, raw: str, part: str) -> Item:
    faults: list[str] = []
    address = _address(cells.one(shape.address), shape, faults)
    values = {
        "what": ACCOUNT,
        "provider": shape.provider,
        "address": address,
        "others": " ".join(_others(cells.every(shape.others), address)),
        "numbers": "\n".join(_numbers(cells.every(shape.numbers), faults)),
        "name": _name(cells, shape, faults),
        "works": _works(cells, shape, faults),
    }
    deleted = bool(shape.deleted and cells.one(shape.deleted))
    if deleted and not faults:
        faults.append("The directory deleted this account.")
    elif faults and address:
        left.addresses.append(address)
    elif faults:
        left.unread += 1
    return Reject(line.number, " ".join(faults), raw, part) if faults else Row(line.number, values, part)


def _address(cell: str, shape: Shape, faults: list[str]) -> str:
    if not cell:
        faults.append(f"Under “{shape.address}”: it is empty.")
        return ""
    try:
        found = read_email(cell)
        if found[0] in _FORMULA:
            raise UnfitError(f"“{found[:60]}” begins with a mark by which spreadsheets know a formula.")
    except UnfitError as error:
        faults.append(f"Under “{shape.address}”: {error.reason}")
        return ""
    return found


def _others(cells: list[str], address: str) -> list[str]:
    """Further addresses; Microsoft writes them as ``SMTP:a@b+smtp:c@d``, GAM with spaces between."""
    found = []
    for one in (part for cell in cells for part in re.split(r"[\s,;]+|\+(?=[a-zA-Z0-9]+:)", cell)):
        kind, mark, rest = one.rpartition(":")
        spelt = rest.lower() if mark and kind.lower() == "smtp" else "" if mark else one.lower()
        try:
            found.append(read_email(spelt))
        except UnfitError:
            continue  # what is no address (a count, another kind of name) is none of somebody's
    return [one for one in dict.fromkeys(found) if one != address]


def _numbers(cells: list[str], faults: list[str]) -> list[str]:
    found = []
    for cell in cells:
        try:
            unspoilt(cell)
            found.append(read_text(cell))
        except UnfitError as error:
            faults.append(f"A number: {error.reason}")
    return found


def _name(cells: _Cells, shape: Shape, faults: list[str]) -> str:
    parts = [cells.one(heading) for heading in shape.name]
    written = " ".join(parts) if all(parts) else cells.one(shape.full_name) if shape.full_name else ""
    try:
        return read_text(written)
    except UnfitError as error:
        faults.append(f"Its name: {error.reason}")
        return ""


def _works(cells: _Cells, shape: Shape, faults: list[str]) -> str:
    said = []
    for heading, words in shape.states.items():
        cell = cells.one(heading)
        works = words.get(cell.casefold())
        if cell and works is None:
            faults.append(f"Under “{heading}”: “{cell[:60]}” is none of the words we know there.")
        elif works is not None:
            said.append(works)
    return "" if not said else "yes" if all(said) else "no"
