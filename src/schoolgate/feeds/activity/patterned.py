"""Lines that fit a pattern, as one column for each of its named groups: a regular expression over all lines at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.blocks import Block


@dataclass(frozen=True, slots=True)
class Matched:
    """The groups of the lines that fit, the number of each line, and the indices in the block of those that do not."""

    columns: Mapping[str, pa.Array]
    line: pa.Array
    odd: Sequence[int]


def texts(block: Block) -> pa.Array:
    """The lines without their ends."""
    return pc.split_pattern(pa.array([block.data], pa.string()), "\n").values[: block.count]


def matched(block: Block, pattern: str) -> Matched:
    """``pattern`` in the syntax of RE2, all of whose capturing groups are named. It must fit a whole line."""
    found = pc.extract_regex(texts(block), pattern=f"^(?:{pattern})$")
    fits = found.is_valid()
    index = pc.indices_nonzero(fits)
    odd = pc.indices_nonzero(pc.invert(fits)).to_pylist()
    kept = found.filter(fits) if odd else found
    columns = {field.name: column for field, column in zip(found.type, kept.flatten(), strict=True)}
    return Matched(columns, pc.add(pc.cast(index, pa.int64()), block.first), odd)


def only(columns: Mapping[str, pa.Array], mask: pa.Array) -> dict[str, pa.Array]:
    return {name: column.filter(mask) for name, column in columns.items()}
