"""Exports whose headings never change but for spelling: a column of ours for each, by the names it goes by."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import pyarrow as pa

from schoolgate.feeds.activity.blocks import Block
from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import Options
from schoolgate.feeds.activity.headed import (
    MOST_BEFORE,
    Cells,
    Settle,
    Table,
    cells_of,
    delimiter_of,
    headed_feed,
    no_heading,
)
from schoolgate.feeds.activity.reading import Parsed, Read
from schoolgate.feeds.tables import folded

type Names = Mapping[str, tuple[str, ...]]
type Made = Callable[[Block, Cells, pa.Array, Clock], Parsed]
_SURE: Final = 0.95


def export_feed(what: str, names: Names, needed: tuple[str, ...], make: Made, zone: str = "") -> Read:
    """The ``read`` of an export. ``names`` are the headings of each column, folded; those not ``needed`` may be left
    out, and are given to ``make`` as empty. ``zone`` is that of its times, where the export says so."""

    def begin(options: Options) -> Settle:
        clock = Clock(replace(options, zone=zone) if zone else options)

        def settle(headings: tuple[str, ...], delimiter: str) -> Table | None:
            places = _places(headings, names, needed)
            if places is None:
                return None
            return Table(headings, places, delimiter, rows)

        def rows(block: Block, cells: Cells, line: pa.Array) -> Parsed:
            blank = pa.array([""] * len(line), pa.string())
            return make(block, {key: cells.get(key, blank) for key in names}, line, clock)

        return settle

    return headed_feed(begin, no_heading(what))


def recognises_export(names: Names, needed: tuple[str, ...]) -> Callable[[bytes], float]:
    def recognises(head: bytes) -> float:
        for line in head.split(b"\n")[:MOST_BEFORE]:
            text = line.decode(errors="replace").strip("\r\ufeff")
            if _places(cells_of(text, delimiter_of(text)), names, needed) is not None:
                return _SURE
        return 0.0

    return recognises


def _places(headings: tuple[str, ...], names: Names, needed: tuple[str, ...]) -> dict[str, int] | None:
    words = [folded(heading) for heading in headings]
    found = {key: words.index(name) for key, known in names.items() for name in known[::-1] if name in words}
    return found if all(key in found for key in needed) else None
