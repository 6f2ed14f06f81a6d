"""Decisions a second of the web gate in one process, with a full policy: ``python -m bench.web_gate``.

480,000 made-up hosts in twelve categories (``--rows`` for more); a school of 440 people, 400 of them in 14 classes,
with windows, pauses, 60 exceptions and 10 closures. Two streams, in which one request in five is for a listed host or
a sub-domain of one: "first" asks for each host once, so that nothing is at hand, and "browsed" as children do, the same
few over and over (Zipf). A dictionary asked for the host and each name above it is the reference, in the same run.
Rates are of processor seconds, the best of three rounds, because the machine does other work; the slowest in a hundred
is by the wall clock. Ends with 1 where a stream is below the floor.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as wall
from pathlib import Path
from typing import Final

from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.categories import CATALOGUE
from schoolgate.gates.web.exceptions import Closure, SiteException
from schoolgate.gates.web.gate import WebGate
from schoolgate.gates.web.lists import Categories, HostTable
from schoolgate.gates.web.requests import Asked, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Scope, Who
from schoolgate.gates.web.sites import Site, is_public_suffix
from schoolgate.gates.web.windows import Hours, Pause, Window

FLOOR: Final = 150_000
FLOOR_P99_US: Final = 60
ASKED: Final = 200_000
ROUNDS: Final = 3
NOW: Final = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
_SOUNDS: Final = ("ba", "co", "de", "fi", "go", "hu", "ka", "lo", "mi", "no", "pe", "ra", "so", "ti", "vu", "we")
_TOPS: Final = ("com", "net", "org", "co.uk", "de", "info", "fr", "org.uk")


def host(drawn: random.Random) -> str:
    below = "www." if drawn.random() < 0.4 else ""
    return (
        f"{below}{''.join(drawn.choices(_SOUNDS, k=drawn.randint(2, 6)))}{drawn.randint(0, 9999)}.{drawn.choice(_TOPS)}"
    )


def policy(listed: list[str], drawn: random.Random) -> Rules:
    """All four levels, with what a busy week brings."""
    until = NOW + timedelta(hours=1)
    sites = [Site(each) for each in drawn.sample(listed, 70)]
    agreed = ("person_head", "person_dsl")
    groups = [Scope(groups=frozenset({f"class_{n % 14}"})) for n in range(60)]
    hours = (Hours(wall(10, 30), wall(10, 45)), Hours(wall(12), wall(13)))
    return Rules(
        epoch=7,
        windows=(
            Window("night", "night", (Hours(wall(22), wall(7)),), closes_everything=True),
            Window("play", "playtime", hours, Scope(frozenset({"junior"})), opens=frozenset({"games"})),
        ),
        pauses=(Pause("pause", NOW, until, "person_head", "Assembly.", groups[3], categories=frozenset({"chat"})),),
        exceptions=tuple(
            SiteException(f"exception_{n}", sites[n], NOW, until, agreed, "A lesson.", groups[n]) for n in range(60)
        ),
        closures=tuple(Closure(f"closure_{n}", sites[60 + n], NOW, until, "person_dsl", "Found.") for n in range(10)),
    )


def streams(listed: list[str], drawn: random.Random) -> dict[str, list[str]]:
    def one() -> str:
        if drawn.random() < 0.2:
            return f"{'cdn.' if drawn.random() < 0.5 else ''}{drawn.choice(listed)}"
        return host(drawn)

    few = [one() for _ in range(20_000)]
    weights = [1 / (rank + 1) for rank in range(len(few))]
    return {"first": [one() for _ in range(ASKED)], "browsed": drawn.choices(few, weights, k=ASKED)}


def best(work: Callable[[], object]) -> float:
    """Decisions a processor second, the best of three rounds."""
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return ASKED / min(took)


def slowest_in_a_hundred(work: Callable[[Request], object], requests: list[Request]) -> float:
    took = []
    for request in requests:
        began = time.perf_counter_ns()
        work(request)
        took.append(time.perf_counter_ns() - began)
    return sorted(took)[len(took) * 99 // 100] / 1e3


def measure(name: str, hosts: list[str], rules: Rules, both: tuple[Categories, HostTable], people: list[Who]) -> bool:
    """Print the figures of one stream; whether it is below a floor."""
    drawn = random.Random(7)  # noqa: S311 (a bench)
    requests = [Request(each, drawn.choice(people), NOW.timestamp() + 60, Asked.CONNECT) for each in hosts]
    lists, table = both
    gates = [WebGate(rules, lists) for _ in range(ROUNDS)]  # one a round, so that nothing is at hand
    reference = best(lambda: [table.of(each) for each in hosts])
    rate = best(lambda: [*map(gates.pop().decide, requests)])
    p99 = slowest_in_a_hundred(WebGate(rules, lists).decide, requests[:50_000])
    sys.stdout.write(
        f"{name:8} {rate:10,.0f} a second, {rate / reference:.2f} of a dictionary's {reference:,.0f}; "
        f"slowest in a hundred {p99:.1f} us\n"
    )
    return rate < FLOOR or p99 > FLOOR_P99_US


def main() -> int:
    parser = argparse.ArgumentParser(description="How many decisions a second the web gate gives.")
    parser.add_argument("--rows", type=int, default=480_000)
    parser.add_argument(
        "--store", type=Path, help="lists compiled by `schoolgate filter compile`, in place of a dictionary"
    )
    given = parser.parse_args()
    drawn = random.Random(5)  # noqa: S311 (a bench)
    kinds = [each.mask for each in CATALOGUE[3:15]]
    if given.store:
        lists: Categories = Store(given.store)
        table = {host: mask for host, mask, _ in Store(given.store).entries() if host[-1].isalpha()}
    else:
        table = {host(drawn).removeprefix("www."): drawn.choice(kinds) for _ in range(given.rows)}
        lists = HostTable(table)
    names, reference = list(table), HostTable(table)
    rules = policy([each for each in names if not is_public_suffix(each)], drawn)
    people = [Who(("infant", "junior")[n % 2], frozenset({f"class_{n % 14}"}), f"person_{n}") for n in range(400)]
    people += [replace(people[0], level="staff", groups=frozenset(), person=f"staff_{n}") for n in range(40)]
    asked = streams(names, drawn).items()
    short = sum(measure(name, hosts, rules, (lists, reference), people) for name, hosts in asked)
    sys.stdout.write(f"floor {FLOOR:,} a second and {FLOOR_P99_US} us; {short} below\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
