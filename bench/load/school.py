"""A school's filter folder for the benches: lists, a full policy, and 440 people at their addresses.

Juniors in 14 classes and staff, each at an address of their own; windows, a pause, 60 exceptions for classes and 10
sites closed at once, all in force, none of a host that ``sets.questions`` asks for. Whoever asks from 127.0.0.1 is a
class's tablet. The windows lie before six and after seven o'clock, so that no answer depends on when it is measured.
"""

import json
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Final

from bench.load.sets import Lists
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.lists.compiling import Wanted, compiled
from schoolgate.filtering.lists.sources import sources, told_apart
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.whereabouts import Head, Row, lines
from schoolgate.gates.web.exceptions import Closure, SiteException
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.sites import Site, is_public_suffix
from schoolgate.gates.web.snapshots import frozen
from schoolgate.gates.web.windows import Hours, Pause, Window

CLASSES: Final = 14
PUPILS: Final = 400
ASKERS: Final = tuple(Asker(f"10.20.{n // 200}.{n % 200 + 1}") for n in range(PUPILS))
_DAYS: Final = timedelta(days=2)


def school(lists: Lists, root: Path, store: Path | None = None) -> FilterFolder:
    """Make it under ``root``; ``store`` is the same lists compiled before, to save the time."""
    files = FilterFolder(root / "sch_bench")
    files.root.mkdir(parents=True, exist_ok=True)
    if store is not None:
        shutil.copy(store, files.lists)
    else:
        compiled(told_apart(list(sources(str(lists.folder)))), files.lists, Wanted(fewer_accepted=True), lambda _: None)
    files.rules.write_text(json.dumps(frozen(policy(lists))))
    head = Head(files.root.name, int(datetime.now(UTC).timestamp()), Setting(unknown="junior"), "bench")
    files.whereabouts.write_text("".join(lines(head, _rows())))
    return files


def policy(lists: Lists, epoch: int = 7) -> Rules:
    """All four levels, and what a busy week brings."""
    drawn = random.Random(4)  # noqa: S311 - a bench
    listed = [host for host in drawn.sample(sorted(lists.names), 100) if not is_public_suffix(host)]
    sites = [Site(f"lesson.{host}") for host in listed]
    since = datetime.now(UTC).replace(microsecond=0) - _DAYS
    until, agreed = since + 2 * _DAYS, ("per_head", "per_dsl")
    groups = [Scope(groups=frozenset({f"grp_{n % CLASSES}"})) for n in range(60)]
    early, late = (Hours(time(5), time(6)),), (Hours(time(19), time(20)), Hours(time(20, 30), time(21)))
    return Rules(
        epoch=epoch,
        unknown="junior",
        windows=(
            Window("night", "night", (Hours(time(23), time(4)),), closes_everything=True),
            Window("play", "playtime", late, Scope(frozenset({"junior"})), opens=frozenset({"games"})),
            Window("club", "the early club", early, groups[2], opens=frozenset({"chat"})),
        ),
        pauses=(Pause("pause", since, until, "per_head", "Assembly.", groups[3], windows=frozenset({"night"})),),
        exceptions=tuple(
            SiteException(f"exc_{n}", sites[n], since, until, agreed, "A lesson.", groups[n]) for n in range(60)
        ),
        closures=tuple(Closure(f"clo_{n}", sites[60 + n], since, until, "per_dsl", "Found.") for n in range(10)),
    )


def _rows() -> Iterator[Row]:
    yield ["place", "plc_site", ""]
    yield ["network", "net_pupils", "pupil", "plc_site", [["10.20.0.0", "10.20.255.255"]]]
    for n in range(CLASSES):
        yield ["class", f"grp_{n}", [3 + n % 4], "junior"]
        yield [
            "device",
            f"dev_shared_{n}",
            "tablet",
            "plc_site",
            [],
            _at(f"10.21.0.{n + 1}"),
            ["class", f"grp_{n}"],
            [],
        ]
    yield ["device", "dev_loop", "tablet", "plc_site", [], _at("127.0.0.1"), ["class", "grp_1"], []]
    for n, asker in enumerate(ASKERS):
        yield ["person", f"per_{n}", [f"grp_{n % CLASSES}"], [3 + n % 4], ["pupils"], "junior", []]
        yield ["device", f"dev_{n}", "laptop", "plc_site", [], _at(asker.address), ["person", f"per_{n}"], []]
    for n in range(40):
        yield ["person", f"per_staff_{n}", [], [], ["teachers"], "staff", []]


def _at(address: str) -> list[list[str | int | None]]:
    return [[address, 1_700_000_000, None]]
