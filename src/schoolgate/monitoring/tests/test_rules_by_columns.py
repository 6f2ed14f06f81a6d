"""Rules look at columns, and at single rows only where something is: they notice what reading row by row would."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.activity.noticing import Hit
from schoolgate.activity.rows import schema
from schoolgate.monitoring.rules.contract import Context
from schoolgate.monitoring.rules.registry import RULES
from schoolgate.monitoring.tests.plain_reading import READINGS, Row
from schoolgate.monitoring.tests.test_rules import ORDINARY

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WORDS = ("", "", "owls in barns", "i want to die", "how do tadpoles grow", "how to kill myself")
HOSTS = ("owls.example", "thinspo.example", "proxy.example", "groom.example", "puzzles.example")
CATEGORIES = ("", "games", "vpn", "adverts", "ai-chat", "child-abuse-images", "self-harm", "proxies")
ROWS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    second=st.integers(0, 900),
    minute=st.sampled_from([720, 1380]),
    level=st.sampled_from(["infant", "staff", ""]),
    person=st.sampled_from(["", "robin", "wren"]),
    device=st.sampled_from(["tabl4", "tabl5"]),
    groups=st.sampled_from(["", "grp_owls grp_wrens"]),
    place=st.sampled_from(["", "plc_a", "plc_b"]),
    shared=st.booleans(),
    host=st.sampled_from(HOSTS),
    path=st.sampled_from(["", "/barn", "/i-want-to-die", "/proxy/wing.js"]),
    terms=st.sampled_from(WORDS),
    verdict=st.sampled_from(["allow", "block"]),
    category=st.sampled_from(CATEGORIES),
)
ALIKE = st.fixed_dictionaries(
    {"second": st.integers(0, 2_400), "site": st.sampled_from(HOSTS[:2])},
    optional={
        "place": st.sampled_from(["plc_a", "plc_b"]),
        "person": st.just("wren"),
        "category": st.just("self-harm"),
    },
)


def told(rows: Iterable[dict[str, Any]], *, in_order: bool) -> list[Row]:
    """Whole rows of such changes; a log is mostly, and not always, in order of time."""
    changes = sorted(rows, key=lambda row: row["second"]) if in_order else list(rows)
    made = []
    for number, change in enumerate(changes, 1):
        said = ORDINARY | {"site": change.get("host", ORDINARY["site"])} | change
        made.append(said | {"id": number, "at": NOON + timedelta(seconds=said.pop("second"))})
    return made


def cut(rows: Sequence[Row], places: Sequence[int]) -> list[list[Row]]:
    """The rows as several batches, some perhaps empty."""
    ends = [0, *sorted(min(place, len(rows)) for place in places), len(rows)]
    return [list(rows[start:end]) for start, end in pairwise(ends)]


def by_columns(key: str, batches: Sequence[Sequence[Row]]) -> list[Hit]:
    context, rule = Context(), RULES.get(key)
    return [hit for rows in batches for hit in rule.look(pa.RecordBatch.from_pylist(rows, schema=schema()), context)]


type Sums = dict[tuple[str, str, bool], tuple[int, datetime, datetime]]


def noticed(hits: Iterable[Hit]) -> tuple[set[int], Sums]:
    """Which rows are marked, and what becomes of one alert: how often, the first and the last time."""
    rows, sums = set[int](), dict[tuple[str, str, bool], tuple[int, datetime, datetime]]()
    for hit in hits:
        rows |= set(hit.row_ids)
        key = (hit.person or hit.device, hit.words, hit.shared)
        count, first, last = sums.get(key, (0, hit.first_at, hit.last_at))
        sums[key] = (count + hit.count, min(first, hit.first_at), max(last, hit.last_at))
    return rows, sums


def plainly(key: str, batches: Sequence[Sequence[Row]]) -> tuple[set[int], Sums]:
    """The same of reading row by row; a hit of several names at most twenty rows."""
    marked, hits = set[int](), defaultdict[tuple[str, str, bool], list[Row]](list)
    for _, rows in READINGS[key](batches):
        marked |= {row["id"] for row in rows[:20]}
        shared, persons = any(row["shared"] for row in rows), {row["person"] for row in rows}
        person = "" if shared or len(persons) > 1 else rows[0]["person"]
        words = {
            "searched": rows[0]["terms"],
            "address": f"{rows[0]['host']}{rows[0]['path']}",
            "bypass": rows[0]["site"],
            "new-ai-tool": rows[0]["site"],
            "blocked-again": rows[0]["site"],
        }
        hits[person or rows[0]["device"], words.get(key, ""), shared] += rows
    return marked, {
        one: (len(rows), min(row["at"] for row in rows), max(row["at"] for row in rows)) for one, rows in hits.items()
    }


def test_every_rule_is_also_read_plainly() -> None:
    assert set(READINGS) <= {rule.key for rule in RULES}
    assert len(READINGS) >= 9


@pytest.mark.parametrize("key", READINGS)
@settings(max_examples=40)
@given(rows=st.lists(ROWS, max_size=60), cuts=st.lists(st.integers(0, 60), max_size=3), in_order=st.booleans())
def test_columns_notice_what_reading_row_by_row_does(
    key: str, rows: list[dict[str, Any]], cuts: list[int], *, in_order: bool
) -> None:
    batches = cut(told(rows, in_order=in_order), cuts)
    assert noticed(by_columns(key, batches)) == plainly(key, batches)


@pytest.mark.parametrize("key", ["blocked-again", "two-places", "at-night", "device-of-nobody"])
@settings(max_examples=60)
@given(
    rows=st.lists(ALIKE, min_size=8, max_size=60), cuts=st.lists(st.integers(0, 60), max_size=6), in_order=st.booleans()
)
def test_of_very_many_rows_alike_too(key: str, rows: list[dict[str, Any]], cuts: list[int], *, in_order: bool) -> None:
    same: dict[str, Any] = {"verdict": "block", "minute": 1380, "category": "games", "person": "robin"}
    nobody = {"level": "", "groups": "", "person": ""} if key == "device-of-nobody" else {}
    batches = cut(told([same | row | nobody for row in rows], in_order=in_order), cuts)
    assert noticed(by_columns(key, batches)) == plainly(key, batches)


def test_a_site_asked_for_ten_thousand_times_is_two_hits_with_every_row_marked() -> None:
    tries = [{"second": number // 50, "site": "puzzles.example", "verdict": "block"} for number in range(10_000)]
    begun, followed = by_columns("blocked-again", cut(told(tries, in_order=True), []))
    assert (begun.count, followed.count) == (6, 10_000 - 6)
    assert len({*begun.row_ids, *followed.row_ids}) == 10_000
