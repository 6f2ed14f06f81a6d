"""Blocks seen among their neighbours: sentences broken in two, headings, tables. For formats that only have lines."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from schoolgate.reading.formats.lexis import (
    heading_shaped,
    join_wrapped,
    looks_like_header,
    number_depth,
)
from schoolgate.reading.model import Block, Role

_RUN: Final = 4  # short lines after one another: more than a title page's or a heading's with its first part
_BROKEN_AFTER: Final = 60  # characters: a shorter line without a stop is more likely whole than broken


def rejoin(blocks: Iterable[Block]) -> list[Block]:
    """Blocks whose sentence ran over a page or a blank line, made one again. Furniture between them stays, after."""
    joined: list[Block] = []
    last = -1
    for block in blocks:
        if block.role is Role.FURNITURE:
            joined.append(block)
            continue
        if last >= 0 and _broken(joined[last], block):
            before = joined[last]
            joined[last] = replace(before, text=join_wrapped(before.text, block.text))
            continue
        last = len(joined)
        joined.append(block)
    return joined


def _broken(before: Block, after: Block) -> bool:
    if before.role not in (Role.PARAGRAPH, Role.ITEM) or after.role is not Role.PARAGRAPH:
        return False
    return len(before.text) >= _BROKEN_AFTER and before.text[-1] not in ".:;!?…|" and after.text[:1].islower()


def find_headings(blocks: list[Block]) -> list[Block]:
    """Lines that stand as headings, with their level: from their number, else 1.

    A short line is a heading where something follows it. Short lines under a stem ("We will:") are its unmarked list,
    save the last before fuller text, which is the next heading.
    """
    found = list(blocks)
    solid = [i for i, block in enumerate(blocks) if block.role is not Role.FURNITURE]
    shaped = {i: _candidate(blocks[i]) for i in solid}
    listed = _unmarked_lists(blocks, solid, shaped)
    under_stem = False
    for position, i in enumerate(solid):
        before = solid[position - 1] if position else -1
        after = solid[position + 1] if position + 1 < len(solid) else -1
        if not shaped[i]:
            under_stem = blocks[i].role is Role.PARAGRAPH and blocks[i].text.endswith(":")
            continue
        if (
            after < 0
            or i in listed
            or (under_stem and shaped[after])
            or _numbered_list(blocks, shaped, before, i, after)
        ):
            continue
        if under_stem and not (before >= 0 and shaped[before]) and not blocks[i].text.endswith(":"):
            continue
        under_stem = False
        level = number_depth(blocks[i].marker) if blocks[i].marker else 1
        found[i] = replace(blocks[i], role=Role.HEADING, level=level)
    return found


def _unmarked_lists(blocks: list[Block], solid: list[int], shaped: dict[int, bool]) -> set[int]:
    """Many short lines after one another, after fuller text, are a list whose marks were lost.

    The last of them is the next heading, unless it ends as the one before does ("... Policy").
    """
    listed: set[int] = set()
    run: list[int] = []
    for i in [*solid, -1]:
        if i >= 0 and shaped[i] and not blocks[i].marker:
            run.append(i)
            continue
        if len(run) >= _RUN and run[0] != solid[0]:
            alike = blocks[run[-1]].text.split()[-1] == blocks[run[-2]].text.split()[-1]
            listed.update(run if alike else run[:-1])
        run = []
    return listed


def _candidate(block: Block) -> bool:
    if block.role is Role.PARAGRAPH:
        return heading_shaped(block.text)
    if block.role is not Role.ITEM or not block.marker:
        return False
    numbered = block.marker[0].isdigit() or (block.marker[0].isupper() and block.marker[1:] == ".")
    return numbered and heading_shaped(block.text)


def _numbered_list(blocks: list[Block], shaped: dict[int, bool], before: int, i: int, after: int) -> bool:
    """Whether a numbered short line is one of a list of such lines, and so no heading."""
    mark = blocks[i].marker
    if not mark:
        return False
    return any(
        n >= 0 and shaped[n] and blocks[n].marker and number_depth(blocks[n].marker) == number_depth(mark)
        for n in (before, after)
    )


def number_tables(blocks: Iterable[Block]) -> list[Block]:
    """Rows that follow one another are one table; its first row is the header where it reads as one."""
    numbered: list[Block] = []
    table, inside = 0, False
    header: tuple[str, ...] = ()
    rows = list(blocks)
    for i, block in enumerate(rows):
        if block.role is not Role.ROW:
            inside = inside and block.role is Role.FURNITURE
            numbered.append(block)
            continue
        if not inside:
            table, inside = table + 1, True
            more = i + 1 < len(rows) and rows[i + 1].role is Role.ROW
            header = block.cells if more and looks_like_header(block.cells) else ()
        numbered.append(replace(block, table=table, header=header))
    return numbered
