"""What the pages cost that a head opens: server time, queries and bytes, beside the page listing of Wagtail's admin.

``python -m bench.pages PYTHON`` on a folder of its own, which it removes; ``PYTHON`` has Wagtail and runs the peer,
``bench/wagtail_peer.py``, in the same run (left out: no peer). DATABASE_URL for PostgreSQL. Prints Markdown.

The school is the made-up one with three years behind it, lived week by week by the real code (or as many weeks as
``SCHOOLGATE_BENCH_WEEKS`` says), forty staff, and 168 and then 1,000 pupils. Asked by Django's test client, signed in
as the head, through the whole of the middleware. A page is warm when it was asked for once before, and cold when it is
the first after the devices were counted anew, which has every promise judged again. Pages are asked in turn, round
after round, so that what else the machine does falls on all of them alike.
"""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from itertools import count, product
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import django

from bench.standing import COUNTED
from bench.years import WEEKS, another, grow, lived, signed_in, what_is_kept

if TYPE_CHECKING:
    from django.test import Client

    from schoolgate.people.models import School

TIMES, COLD = 15, 5
_CHANGES = count(1)
LISTING = "130"  # the rows of the peer that ours is put beside
PAGES = {
    "board": "",
    "policy": "policy/",
    "policy, a promise open": "open",
    "Friday five": "friday/",
    "frameworks": "frameworks/",
    "jobs": "jobs/",
    "governors": "governors/",
    "permanent record": "record/",
    "people": "people/",
}


class Cost(NamedTuple):
    """Milliseconds by the clock and of a processor, warm and cold, queries of both, and bytes squeezed."""

    clock: float
    worked: float
    cold_clock: float
    cold_worked: float
    queries: int
    cold_queries: int
    size: int


def measured(peer: str) -> None:
    from schoolgate.frame import readiness
    from schoolgate.site.demo import school as demo

    readiness.make_ready()
    took, school = _timed(lived)
    say(f"Living {WEEKS} weeks took {took[0]:.0f} s ({took[1]:.0f} of a processor): {what_is_kept(school)}.\n")
    client, roll = signed_in(demo.EMAIL), demo.PUPILS["school"]
    before = costs(client, school, 5)
    grow(school)
    say(f"Load of the last minute: {os.getloadavg()[0]:.1f}.\n\n")
    table(costs(client, school, TIMES), before, roll, wagtail(peer))
    every_check(school)
    whole_command(school)
    by_promises()
    say(f"\nLoad of the last minute, at the end: {os.getloadavg()[0]:.1f}.\n")


def address(client: "Client", school: "School", name: str) -> str:
    if PAGES[name] != "open":
        return f"/schools/{school.ref}/{PAGES[name]}"
    opens = re.findall(r'href="(\?open=[^#"]+)', client.get(f"/schools/{school.ref}/policy/").content.decode())
    return f"/schools/{school.ref}/policy/{opens[len(opens) // 2]}"


def costs(client: "Client", school: "School", times: int) -> dict[str, Cost]:
    """Each page is asked for in turn, ``times`` times over: warm, and then cold."""
    pages = {name: address(client, school, name) for name in PAGES}

    def asked(name: str) -> bytes:
        answer = client.get(pages[name])
        assert answer.status_code == 200, (pages[name], answer.status_code)
        return answer.content

    bodies = {name: asked(name) for name in PAGES}  # and what the process itself does once
    warm, cold = ({name: list[tuple[float, float]]() for name in PAGES} for _ in range(2))
    for _, name in product(range(times), PAGES):
        warm[name].append(_timed(partial(asked, name))[0])
    queries = {name: _counted(partial(asked, name)) for name in PAGES}
    for _, name in product(range(min(COLD, times)), PAGES):
        _change(school)
        cold[name].append(_timed(partial(asked, name))[0])
    found = {}
    for name in PAGES:
        _change(school)
        counts, size = (queries[name], _counted(partial(asked, name))), len(gzip.compress(bodies[name]))
        found[name] = Cost(*_median(warm[name]), *_median(cold[name]), *counts, size)
    return found


def _counted(asked: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        asked()
    return len(seen)


def _change(school: "School") -> None:
    """The devices are counted again, and are other than they were."""
    from schoolgate.evidence.actions import put_fact
    from schoolgate.frame.actor import operator
    from schoolgate.people.access import today
    from schoolgate.vocabulary.shapes import Counted

    day, late = today(school), next(_CHANGES)
    value = Counted(999, 999 - late, late, 0, day, day + timedelta(days=10))
    put_fact(school, COUNTED[0], value, actor=operator("bench"), true_from=day)


def wagtail(python: str) -> list[float] | None:
    """Milliseconds by the clock and of a processor, queries and bytes, of the peer's listing."""
    if not python:
        return None
    asked = [python, str(Path(__file__).with_name("wagtail_peer.py")), str(TIMES)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)  # noqa: S603  (ours)
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    for rows, (clock, worked, queries, size) in found.items():
        say(f"Wagtail, {rows} rows: {clock:.0f} ms, {worked:.0f} of a processor, {queries:.0f} queries, ")
        say(f"{size / 1000:.1f} KB.\n\n")
    return found[LISTING]


def table(costs: dict[str, Cost], before: dict[str, Cost], roll: int, peer: list[float] | None) -> None:
    say("| page | ms by the clock | of a processor | cold: by the clock, of a processor | queries, cold | KB | ")
    say(f"times Wagtail's: clock, processor | processor, of {roll} pupils | queries, of {roll} pupils |\n")
    say("| :--- " + "| ---: " * 8 + "|\n")
    for name, one in costs.items():
        beside = f"{one.clock / peer[0]:.2f}, {one.worked / peer[1]:.2f}" if peer else ""
        say(
            f"| {name} | {one.clock:.0f} | {one.worked:.0f} | {one.cold_clock:.0f}, {one.cold_worked:.0f} | "
            f"{one.queries}, {one.cold_queries} | {one.size / 1000:.1f} | {beside} | "
            f"{before[name].worked:.0f} | {before[name].queries} |\n"
        )


def by_promises() -> None:
    """How the board and the policy grow with what is promised: half of the made-up policy, all of it, and it twice."""
    from schoolgate.site.demo.school import POLICY

    words = POLICY.read_text()
    half = words[: words.rindex("\n## ", 0, len(words) * 11 // 20)]
    again = re.sub(r"\.(?=\s)", " as well.", words[words.index("\n## ") :])
    say("\n| promises, no history | board, processor (cold) | policy, processor (cold) | queries | policy, KB |\n")
    say("| ---: " * 5 + "|\n")
    for number, text in enumerate((half, words, words + again)):
        client, school, promises = another(number, text)
        found = costs(client, school, 5)
        board, policy = found["board"], found["policy"]
        say(f"| {promises} | {board.worked:.0f} ({board.cold_worked:.0f}) | {policy.worked:.0f} ")
        say(f"({policy.cold_worked:.0f}) | {board.queries}, {policy.queries} | {policy.size / 1000:.1f} |\n")


def every_check(school: "School") -> None:
    """All the checks run over all the promises, from the database, with nothing kept."""
    from schoolgate.evidence.queries import _reckoned
    from schoolgate.people.access import today

    took = [_timed(lambda: _reckoned(school, today(school), None))[0] for _ in range(5)]
    clock, worked = _median(took)
    say(
        f"\nAll checks, with everything they ask read anew: {clock:.0f} ms by the clock, {worked:.0f} of a processor.\n"
    )


def whole_command(school: "School") -> None:
    """``standing --on`` past days from nothing, as somebody types it, beside a command that asks nothing; with compiled
    modules, as ``./setup`` leaves them, and compiling them anew."""
    from schoolgate.people.access import today

    words = {"--version": ["--version"]}
    for back in (0, 7 * WEEKS // 2, 7 * WEEKS - 30):
        day = str(today(school) - timedelta(days=back))
        words[f"standing --on {day}"] = ["--school", school.ref, "standing", "--on", day]
    say("\n| whole command | s by the clock, least and median | of a processor |\n| :--- | ---: | ---: |\n")
    with tempfile.TemporaryDirectory(prefix="schoolgate-compiled-") as folder:
        compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        compiled["PYTHONPYCACHEPREFIX"] = folder
        _child(words[next(reversed(words))], compiled)
        for said, asked in words.items():
            _row(f"`{said}`", [_child(asked, compiled) for _ in range(5)])
    _row("the last, nothing of ours compiled", [_child(asked, os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})])


def _row(said: str, took: list[tuple[float, float]]) -> None:
    clock, worked = [one[0] for one in took], [one[1] for one in took]
    say(f"| {said} | {min(clock):.2f}, {median(clock):.2f} | {median(worked):.2f} |\n")


def _child(asked: list[str], env: Mapping[str, str]) -> tuple[float, float]:
    began, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, "-m", "schoolgate", *asked], check=True, capture_output=True, env=env)  # noqa: S603  (ours)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, busy


def _timed[T](work: Callable[[], T]) -> tuple[tuple[float, float], T]:
    """Seconds by the clock and of a processor, and what was made."""
    began, busy = time.perf_counter(), time.process_time()
    made = work()
    return (time.perf_counter() - began, time.process_time() - busy), made


def _median(took: list[tuple[float, float]]) -> tuple[float, float]:
    return median(one[0] for one in took) * 1_000, median(one[1] for one in took) * 1_000


def say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        django.setup()
        measured("".join(sys.argv[2:3]))
    else:
        with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as folder:
            own = {"SCHOOLGATE_DATA": folder, "DJANGO_SETTINGS_MODULE": "schoolgate.site.settings"}
            asked = [sys.executable, "-m", "bench.pages", "--one", *sys.argv[1:]]
            subprocess.run(asked, env=os.environ | own, check=True)  # noqa: S603  (ours)
