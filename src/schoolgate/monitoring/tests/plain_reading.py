"""The alert rules read plainly: row by row, in the order the rows came, with nothing clever. What columns give is held
against this."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from schoolgate.gates.web.categories import CATALOGUE, LOCKED, Kind
from schoolgate.monitoring.judging import judge

type Row = dict[str, Any]
type Noticed = tuple[str, list[Row]]  # what puts rows together, and the rows
_BURST, _WALK = timedelta(minutes=5), timedelta(minutes=2)
_WAYS: Final = {one.key for one in CATALOGUE if one.kind is Kind.BYPASS and one.key != "unsafe-search"}
_LOCKED: Final = {one.key for one in LOCKED}


def whose(row: Row) -> str:
    return str(row["person"] if row["person"] and not row["shared"] else row["device"])


def _each(keys: Callable[[Row], str | None]) -> Callable[[Sequence[Sequence[Row]]], Iterator[Noticed]]:
    """Every row that has a key is noticed; of one batch, those with the same key are noticed together."""

    def read(batches: Sequence[Sequence[Row]]) -> Iterator[Noticed]:
        for batch in batches:
            found: defaultdict[str, list[Row]] = defaultdict(list)
            for row in batch:
                if (key := keys(row)) is not None:
                    found[key].append(row)
            yield from found.items()

    return read


def _searched(row: Row) -> str | None:
    return f"{row['terms']} {whose(row)}" if row["terms"] and judge(row["terms"]).alert else None


def _address(row: Row) -> str | None:
    address = f"{row['host']}{row['path']}"
    return f"{address} {whose(row)}" if not row["terms"] and judge(address).alert else None


def _bypass(row: Row) -> str | None:
    return f"{row['site']} {whose(row)}" if row["category"] in _WAYS else None


def _illegal(row: Row) -> str | None:
    return f"{row['category']} {whose(row)}" if row["category"] in _LOCKED else None


def blocked_again(batches: Sequence[Sequence[Row]]) -> Iterator[Noticed]:
    recent: dict[tuple[str, str], list[Row]] = {}
    told: set[int] = set()
    for row in (row for batch in batches for row in batch):
        if row["verdict"] != "block" or row["category"] in ("adverts", "updates", "malware", "phishing"):
            continue
        key = (row["device"], row["site"])
        before = [one for one in recent.get(key, []) if abs(row["at"] - one["at"]) <= _BURST]
        if any(one["id"] == row["id"] for one in before):
            continue
        now = recent[key] = [*before, row][-20:]
        if len(now) >= 6:
            yield f"{key}", [row] if before[-1]["id"] in told else now
            told.add(row["id"])


def two_places(batches: Sequence[Sequence[Row]]) -> Iterator[Noticed]:
    last: dict[str, Row] = {}
    for batch in batches:
        found: dict[str, list[Row]] = {}
        for row in sorted(batch, key=lambda row: row["at"]):
            if not row["person"] or not row["place"] or row["shared"]:
                continue
            before = last.get(row["person"])
            if before and before["place"] != row["place"] and abs(row["at"] - before["at"]) <= _WALK:
                found.setdefault(row["person"], [before]).append(row)
            last[row["person"]] = row
        yield from found.items()


def at_night(batches: Sequence[Sequence[Row]]) -> Iterator[Noticed]:
    seen: defaultdict[str, list[Row]] = defaultdict(list)
    for batch in batches:
        new: defaultdict[str, list[Row]] = defaultdict(list)
        for row in batch:
            night = row["minute"] >= 21 * 60 or row["minute"] < 6 * 60
            pupils = row["level"] in ("infant", "junior") and row["kind"] in ("web", "search")
            if night and pupils and row["category"] not in ("updates", "adverts"):
                new[row["device"]].append(row)
        for device, rows in new.items():
            before = seen[device]
            seen[device] = [*before, *rows]
            if len(seen[device]) >= 5:
                yield device, rows if len(before) >= 5 else seen[device]


def device_of_nobody(batches: Sequence[Sequence[Row]]) -> Iterator[Noticed]:
    counts: defaultdict[str, int] = defaultdict(int)
    for batch in batches:
        new: defaultdict[str, list[Row]] = defaultdict(list)
        for row in batch:
            if row["device"] and not (row["level"] or row["person"] or row["groups"]):
                new[row["device"]].append(row)
        for device, rows in new.items():
            before = counts[device]
            counts[device] += len(rows)
            if before < 20 <= counts[device]:
                yield device, rows[:20]


def new_ai_tool(batches: Sequence[Sequence[Row]]) -> Iterator[Noticed]:
    known: set[str] = set()
    for batch in batches:
        new: defaultdict[str, list[Row]] = defaultdict(list)
        for row in batch:
            if row["category"] == "ai-chat" and row["site"] not in known:
                new[row["site"]].append(row)
        known |= set(new)
        yield from new.items()


READINGS: Final[dict[str, Callable[[Sequence[Sequence[Row]]], Iterable[Noticed]]]] = {
    "searched": _each(_searched),
    "address": _each(_address),
    "bypass": _each(_bypass),
    "illegal-site": _each(_illegal),
    "blocked-again": blocked_again,
    "two-places": two_places,
    "at-night": at_night,
    "device-of-nobody": device_of_nobody,
    "new-ai-tool": new_ai_tool,
}
