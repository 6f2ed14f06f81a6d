"""Feeds of tables whose headings are the sender's own: one call makes the feed, from its columns.

    FEED = table_feed(
        key="school-csv", words="A list of pupils from the school's office system", source="...",
        columns=(Column("upn", "UPN", "upn", called=("Unique Pupil Number",)), ...), examples=(...,))

Without a mapping a heading is a column if it is one of the names the column goes by. A heading mapped to nothing is
left out. ``check`` looks at a whole row once its values are read, and says in a sentence what is wrong with it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from schoolgate.feeds.contract import Column, Example, Feed, Files, Item, Layout, Reject, Row
from schoolgate.feeds.days import Order, settled_by
from schoolgate.feeds.mapping import by_name, names_of
from schoolgate.feeds.tables import Line, Table, read_table
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import KINDS, read
from schoolgate.kernel.errors import BadInputError

_TELLING: Final = 3  # known headings: fewer tell a list only where they are half of all it has
type RowCheck = Callable[[Mapping[str, str]], str]


def table_feed(
    *,
    key: str,
    words: str,
    source: str,
    columns: tuple[Column, ...],
    examples: tuple[Example, ...],
    check: RowCheck | None = None,
) -> Feed:
    """The feed. Each of several files is a table of its own, and rows say which they are of. Raises ``KeyError`` for a
    column of a kind that there is not.
    """
    for column in columns:
        KINDS[column.kind]

    def parse(files: Files, layout: Layout) -> Iterator[Item]:
        for name, data in files.items():
            yield from _items(data, name, columns, layout, check, part=name if len(files) > 1 else "")

    def recognises(files: Files) -> float:
        return min((_sureness(data, name, columns) for name, data in files.items()), default=0.0)

    return Feed(key, words, source, parse, recognises, columns, examples)


def known_headings(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(name for column in columns for name in names_of(column))


def mapped(headings: Sequence[str], columns: Sequence[Column], layout: Layout, name: str) -> dict[str, Column]:
    """The column under each heading that has one.

    Raises ``BadInputError`` where the file lacks a heading that the layout names, two headings are one column, or a
    column that is needed has none.
    """
    return check_mapping(headings, columns, layout.mapping or by_name(headings, columns), name)


def check_mapping(
    headings: Sequence[str], columns: Sequence[Column], mapping: Mapping[str, str], name: str
) -> dict[str, Column]:
    """As ``mapped``, for a mapping that somebody gave."""
    gone = sorted(set(mapping) - set(headings))
    if gone:
        raise BadInputError(name, f"it no longer has the column “{gone[0]}”.", "Say again which column is which.")
    by_key = {column.key: column for column in columns}
    found = {heading: by_key[mapping[heading]] for heading in headings if mapping.get(heading) in by_key}
    keys = [column.key for column in found.values()]
    twice = next((column for column in columns if keys.count(column.key) > 1), None)
    if twice:
        raise BadInputError(name, f"two of its columns are said to be “{twice.words}”.", "Choose one of them.")
    missing = [f"“{column.words}”" for column in columns if column.required and column.key not in keys]
    if missing:
        raise BadInputError(name, f"no column of it is {' or '.join(missing)}.", "Say which column is which.")
    return found


def _items(
    data: bytes, name: str, columns: tuple[Column, ...], layout: Layout, check: RowCheck | None, *, part: str
) -> Iterator[Item]:
    table = read_table(data, name, _hints(columns, layout))
    found = mapped(table.headings, columns, layout, name)
    orders = _orders(read_table(data, name, _hints(columns, layout)), found)
    for line in table.rows:
        if isinstance(line, Reject):
            yield Reject(line.line, line.reason, line.raw, part)
        else:
            yield _item(line, found, orders, check, part)


def _hints(columns: tuple[Column, ...], layout: Layout) -> tuple[str, ...]:
    return tuple(layout.mapping) or known_headings(columns)


def _orders(table: Table, found: Mapping[str, Column]) -> dict[str, Order]:
    """The order of each column of dates, from all of its values."""
    dated = [heading for heading, column in found.items() if KINDS[column.kind].dated]
    if not dated:
        return {}
    told: dict[str, set[Order]] = {heading: set() for heading in dated}
    for line in table.rows:
        if isinstance(line, Line):
            for heading in dated:
                if (order := settled_by(line.cells[heading])) is not None:
                    told[heading].add(order)
    month_first = {Order.MONTH_FIRST}
    return {heading: Order.MONTH_FIRST if told[heading] == month_first else Order.DAY_FIRST for heading in dated}


def _item(
    line: Line, found: Mapping[str, Column], orders: Mapping[str, Order], check: RowCheck | None, part: str
) -> Item:
    values: dict[str, str] = {}
    faults: list[str] = []
    for heading, column in found.items():
        cell = line.cells[heading]
        if not cell:
            if column.required:
                faults.append(f"{column.words}: it is empty.")
            continue
        try:
            values[column.key] = read(column.kind, cell, orders.get(heading, Order.DAY_FIRST))
        except UnfitError as error:
            faults.append(f"{column.words}: {error.reason}")
    if not faults and check is not None and (wrong := check(values)):
        faults.append(wrong)
    if faults:
        return Reject(line.number, " ".join(faults), line.raw, part)
    return Row(line.number, {column.key: values.get(column.key, "") for column in found.values()}, part)


def _sureness(data: bytes, name: str, columns: tuple[Column, ...]) -> float:
    """None without every column that is needed, nor by a heading or two that many lists have; then the more, the more
    of its headings are known."""
    try:
        headings = read_table(data, name, known_headings(columns)).headings
    except BadInputError:
        return 0.0
    found = by_name(headings, columns)
    if any(column.required and column.key not in found.values() for column in columns):
        return 0.0
    if len(found) < _TELLING and (len(found) < 2 or 2 * len(found) < len(headings)):
        return 0.0
    return 0.3 + 0.6 * len(found) / len(headings)
