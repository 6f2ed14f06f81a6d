"""How long anything is quiet within its lessons: of a device, a class or a log-in, lesson by lesson. Pure; in columns.

Loaded only where rows are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.monitoring.coverage.explaining import Hours

_SECOND: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """What came of one piece in one lesson, from the first row until the last; ``longest`` is the longest that nothing
    came after the first, until the lesson was over. ``count`` is how many rows there were."""

    lesson: int
    first: datetime
    last: datetime
    count: int
    longest: timedelta


def stretches(keys: pa.Array, at: pa.Array, hours: Hours) -> dict[str, list[Stretch]]:
    """By key, its stretches in order of time. ``keys`` may hold several with a space between; an empty one is nobody's.
    Moments outside lessons are left out."""
    if not len(keys) or not hours.spans:
        return {}
    parted = pc.split_pattern(keys, " ")
    parents = pc.list_parent_indices(parted)
    coded = pc.list_flatten(parted).dictionary_encode()
    names = coded.dictionary.to_pylist()
    code = coded.indices.to_numpy(zero_copy_only=False)
    moment = at.cast(pa.int64()).take(parents).to_numpy(zero_copy_only=False)
    starts, ends = (np.array([_micro(span[side]) for span in hours.spans], np.int64) for side in (0, 1))
    lesson = np.searchsorted(starts, moment, side="right") - 1
    inside = (lesson >= 0) & (moment < ends[np.maximum(lesson, 0)])
    return _each(names, code[inside], moment[inside], lesson[inside], ends)


def _each(names: Sequence[str], code: Any, moment: Any, lesson: Any, ends: Any) -> dict[str, list[Stretch]]:
    found: dict[str, list[Stretch]] = {}
    if not len(code):
        return found
    order = np.lexsort((moment, lesson, code))
    code, moment, lesson = code[order], moment[order], lesson[order]
    new = np.flatnonzero((np.diff(code) != 0) | (np.diff(lesson) != 0)) + 1
    begins = np.concatenate(([0], new))
    lasts = np.concatenate((new, [len(code)])) - 1
    # From each row to the next of its stretch; from the last to the end of the lesson.
    after = np.append(moment[1:], 0)
    after[lasts] = ends[lesson[lasts]]
    longest = np.maximum.reduceat(after - moment, begins)
    for begin, last, quiet in zip(begins, lasts, longest, strict=True):
        if name := names[code[begin]]:
            found.setdefault(name, []).append(
                Stretch(
                    int(lesson[begin]),
                    _moment(moment[begin]),
                    _moment(moment[last]),
                    int(last - begin + 1),
                    timedelta(microseconds=int(quiet)),
                )
            )
    return found


def _micro(moment: datetime) -> int:
    return round(moment.timestamp() * _SECOND)


def _moment(micro: Any) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(micro))
