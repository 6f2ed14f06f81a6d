"""A closed site asked for again and again: somebody tries, or a page tries by itself."""

from datetime import timedelta
from itertools import groupby
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import KEPT, hit_of, is_in, joined, masked, together

KEY: Final = "blocked-again"
TRIES: Final = 6
WITHIN: Final = timedelta(minutes=5)
# Parts of pages that nobody types.
_BY_ITSELF: Final = ("adverts", "updates", "malware", "phishing")
_MOST: Final = 4_096  # rows that are remembered at once
_WITHIN: Final = WITHIN // timedelta(microseconds=1)
_LONG: Final = 1 << 40  # microseconds: twelve days, before which a moment need not be told from another
# How a remembered row stands: not gone through yet, gone through, or told already.
_NEW, _SEEN, _TOLD = 0, 1, 2
_SAME: Final = ("category", "person", "shared", "groups", "place")  # of tries that are told in one hit


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """A hit when a device has asked ``TRIES`` times within ``WITHIN``; what follows at once adds to it.

    Only a device and a site with so many rows, of these and those remembered, are gone through row by row.
    """
    blocked = pc.and_(pc.equal(rows.column("verdict"), "block"), pc.invert(is_in(rows, "category", _BY_ITSELF)))
    new = masked(rows, blocked, "category")
    if not new.num_rows:
        return []
    new = new.append_column("key", joined(new.column("device"), new.column("site")))
    new = new.append_column("stands", pa.repeat(pa.scalar(_NEW, pa.int8()), new.num_rows))
    before: pa.RecordBatch | None = context.carried.get(KEY)
    pool = new if before is None else pa.concat_batches([before, new])
    codes = pool.column("key").dictionary_encode().indices.to_numpy()
    at = pool.column("at").cast(pa.int64()).to_numpy()
    dense = _dense(codes, at)
    hits, kept = [], [pool.filter(pa.array(~dense & _recent(codes, at)))]
    if dense.any():
        some = pool.filter(pa.array(dense))
        for one in together(some, some.column("key")):
            found, left = _gone_through(one)
            hits += found
            kept.append(left)
    context.carried[KEY] = pa.concat_batches(kept)
    return hits


def _dense(codes: Any, at: Any) -> Any:
    """Which rows are of a device and site with as many rows as a burst has, all within ``WITHIN`` of some moment."""
    order = np.lexsort((at, codes))
    code, moment = codes[order], at[order]
    last, first = slice(TRIES - 1, None), slice(None, 1 - TRIES)
    close = (code[last] == code[first]) & (moment[last] - moment[first] <= 2 * _WITHIN)
    return np.isin(codes, code[first][close]) if close.any() else np.zeros(len(codes), bool)


def _recent(codes: Any, at: Any) -> Any:
    """Which rows the next of their device and site may be counted with: those near to all that came after them. Of very
    many, the latest."""
    order = np.argsort(codes, kind="stable")[::-1]  # from the last that came to the first, one key after another
    moment = np.maximum(at[order] - at.max(), -_LONG) + _LONG
    apart = (codes.max() - codes[order]).astype(np.int64) * (_LONG + 1)
    latest = np.maximum.accumulate(moment + apart) - apart
    earliest = np.minimum.accumulate(moment - apart) + apart
    recent = np.empty(len(at), bool)
    recent[order] = np.maximum(latest - moment, moment - earliest) <= _WITHIN
    return recent & (at >= at.max() - _WITHIN) if len(at) > _MOST else recent


def _gone_through(one: pa.RecordBatch) -> tuple[list[Hit], pa.RecordBatch]:
    """The hits of one device and site, in the order its rows came, and what is to be remembered of them."""
    at, ids = one.column("at").cast(pa.int64()).to_pylist(), one.column("id").to_pylist()
    stands = one.column("stands").to_pylist()
    recent: list[int] = []
    bursts: list[list[int]] = []
    more: list[int] = []
    for row, moment in enumerate(at):
        if stands[row] != _NEW:
            recent.append(row)
            continue
        before = [each for each in recent if abs(moment - at[each]) <= _WITHIN]
        if any(ids[each] == ids[row] for each in before):
            continue  # a load that failed and came again
        recent = [*before, row][-KEPT:]
        stands[row] = _SEEN
        if len(recent) >= TRIES:
            stands[row] = _TOLD
            if before and stands[before[-1]] == _TOLD:
                more.append(row)
            else:
                bursts.append(recent)
    hits = [_hit(one.take(pa.array(burst))) for burst in bursts] + _followed(one, more)
    one = one.set_column(one.schema.get_field_index("stands"), "stands", pa.array(stands, pa.int8()))
    return hits, one.take(pa.array(recent, pa.int64()))


def _followed(one: pa.RecordBatch, more: list[int]) -> list[Hit]:
    """What followed a burst: a hit for each row would say no more than one for all that are alike."""
    some = one.take(pa.array(more, pa.int64()))
    alike = zip(*(some.column(name).to_pylist() for name in _SAME), strict=True)
    hits, start = [], 0
    for _, run in groupby(alike):
        count = len(list(run))
        hits.append(_hit(some.slice(start, count), ids=count))
        start += count
    return hits


def _hit(some: pa.RecordBatch, ids: int = KEPT) -> Hit:
    last = some.slice(some.num_rows - 1)
    category, site = last.column("category")[0].as_py(), last.column("site")[0].as_py()
    because = f"{TRIES} or more tries at one closed site within five minutes. It may be a page trying by itself."
    grave = "medium" if category in ("self-harm", "extremism", "adult") else "low"
    said: dict[str, Any] = {"words": site, "because": because, "four_c": "conduct", "category": category}
    return hit_of(KEY, grave, some, ids=ids, **said)


_ROW: Final = {"verdict": "block", "site": "puzzles.example", "host": "puzzles.example", "category": "games"}
RULE: Final = AlertRule(
    key=KEY,
    words="A closed site asked for again and again",
    why="Six or more tries at one closed site within five minutes.",
    unless="Fewer tries, or more time between them.",
    severity="medium",
    four_c="conduct",
    category="",
    look=look,
    examples=(
        Tried("Six tries in a minute.", tuple({**_ROW, "second": 10 * n} for n in range(6)), True),
        Tried("Five.", tuple({**_ROW, "second": 10 * n} for n in range(5)), False),
        Tried("Six in an hour.", tuple({**_ROW, "second": 600 * n} for n in range(6)), False),
        Tried("Adverts.", tuple({**_ROW, "category": "adverts", "second": n} for n in range(9)), False),
    ),
)
