"""Killing, many times over, each time by a plan drawn from a seed."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, connections

from killing.dying import UNITS, Dying, Point
from killing.judging import SIZES, faults
from killing.writers import WRITERS, Writer
from schoolgate.frame.actor import system
from schoolgate.people.actions import add_school
from schoolgate.people.models import School

_A_SCHOOL_LASTS = 8  # rounds: a new chain is begun under fire, and none grows so long that checking it is the work
_AT_ONCE = 3
_LONGEST = 0.012  # seconds after an acknowledgement that a kill may come: several transactions' worth


@dataclass(frozen=True)
class Plan:
    """One round. Without a ``point`` the first writer, as the others always, is killed from outside: ``after`` so many
    acknowledgements and ``later`` by some seconds."""

    way: str
    writers: int
    point: Point | None
    after: int
    later: tuple[float, ...]


@dataclass
class Tally:
    """What came of it. ``ways`` counts kills by way of writing and of dying."""

    seed: int
    kills: int = 0
    acknowledged: int = 0
    seconds: float = 0.0
    ways: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def draw(chance: random.Random) -> Plan:
    writers = _AT_ONCE if chance.random() < 0.25 else 1
    where = chance.choice(["moment", "moment", "statement", "statement", "before", "after"])
    nth = chance.randint(1, 60 if where == "statement" else 6)
    point = None if where == "moment" else Point(where, nth)
    later = tuple(chance.uniform(0, _LONGEST) for _ in range(writers))
    return Plan(chance.choice(sorted(WRITERS)), writers, point, chance.randint(0, 4), later)


def kill_many(kills: int, seed: int) -> Tally:
    """Go on until so many processes were ended by SIGKILL, looking after each round at what is there."""
    chance, tally, began = random.Random(seed), Tally(seed), time.perf_counter()
    number, school = 0, School()
    while tally.kills < kills and not tally.faults:
        if number % _A_SCHOOL_LASTS == 0:
            school = add_school(name=f"Robin Hill {number}", actor=system("killing"))
        plan = draw(chance)
        go(school, f"round {number}", plan, WRITERS[plan.way], SIZES[plan.way], tally)
        number += 1
    tally.seconds = time.perf_counter() - began
    return tally


def go(school: School, name: str, plan: Plan, writer: Writer, size: int, tally: Tally) -> None:
    """One round: start the writers, end them, bury them, and look."""
    connections.close_all()
    dying = [
        Dying(school, f"{name} writer {one}", writer, plan.point if one == 0 else None) for one in range(plan.writers)
    ]
    try:
        for one, later in zip(dying, plan.later, strict=True):
            if one is not dying[0] or plan.point is None:
                one.wait_for(plan.after)
                time.sleep(later)
            else:
                one.wait_for(UNITS)  # it ends itself, unless its point lay beyond
            one.kill()
    finally:
        for one in dying:
            one.kill()
            one.bury()
    _wait_until_let_go()
    wrong = faults(school, dying, size)
    tally.kills += sum(one.killed for one in dying)
    tally.acknowledged += sum(len(one.acknowledged) for one in dying)
    tally.ways[f"{plan.way}, {plan.writers} writing, {plan.point.where if plan.point else 'moment'}"] += plan.writers
    tally.faults += [f"{name} ({plan}): {what}" for what in wrong]


def _wait_until_let_go() -> None:
    """On PostgreSQL a killed writer's own backend ends a little later, having done or undone what it was at."""
    if connection.vendor != "postgresql":
        return
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    _until(lambda: _count(others) == 0)


def _count(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


def _until(done: Callable[[], bool], seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            raise TimeoutError("the killed writers' backends did not end")
        time.sleep(0.002)
