"""What the pages cost that a head opens: server time, queries and bytes, beside the page listing of Wagtail's admin.

``python -m bench.pages PYTHON`` on a folder of its own, which it removes; ``PYTHON`` has Wagtail and runs the peer,
``bench/wagtail_peer.py``, in the same run (left out: no peer). DATABASE_URL for PostgreSQL. Prints Markdown.

The school is the made-up one with thirty weeks behind it, ten facts a week for the years before, forty staff, and 168
and then 1,000 pupils. Asked by Django's test client, signed in as the head, through the whole of the middleware. A page
is warm when it was asked for once before, and cold when it is the first after the devices were counted anew, which has
every promise judged again.
"""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import django

from bench.standing import COUNTED

if TYPE_CHECKING:
    from django.test import Client

    from schoolgate.people.models import School

TIMES, COLD, PUPILS, STAFF, YEARS = 15, 3, 1_000, 40, 3
EMAIL, PASSWORD = "another.head@robinhill.example", "three-small-owls"
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
    took, (school, facts) = _timed(lambda: _with_years(demo.make(lived=True)))
    say(f"Making the school took {took[0]:.0f} s ({took[1]:.0f} of a processor), with {facts} facts of years before.\n")
    client, roll = signed_in(demo.EMAIL), demo.PUPILS["school"]
    _warm(client, school)  # and what the process itself does once
    before = {name: cost(client, school, address(client, school, name)) for name in PAGES}
    _grow(school)
    say(f"Load of the last minute: {os.getloadavg()[0]:.1f}.\n\n")
    table({name: cost(client, school, address(client, school, name)) for name in PAGES}, before, roll, wagtail(peer))
    by_promises()
    whole_command(school)
    say(f"\nLoad of the last minute, at the end: {os.getloadavg()[0]:.1f}.\n")


def _with_years(school: "School") -> tuple["School", int]:
    """Weekly facts of the years before those weeks that were lived, and how many."""
    from django.db import transaction

    from schoolgate.evidence.actions import put_fact
    from schoolgate.frame.actor import operator
    from schoolgate.people.access import today
    from schoolgate.site.demo.history import begins
    from schoolgate.vocabulary.shapes import Counted

    by, until, put = operator("bench"), begins(today(school)), 0
    day = today(school) - timedelta(days=365 * YEARS)
    with transaction.atomic():
        while day + timedelta(days=7) <= until:
            for number, key in enumerate(COUNTED):
                late = (day.toordinal() // 7 + number) % 5
                value = Counted(40, 40 - late, late, 0, day, day + timedelta(days=10))
                put_fact(school, key, value, actor=by, true_from=day, true_to=day + timedelta(days=7))
                put += 1
            day += timedelta(days=7)
    return school, put


def _grow(school: "School") -> None:
    """Forty staff, and the whole roll by the way that a file takes."""
    from schoolgate.frame.actor import operator
    from schoolgate.intake import actions as intake
    from schoolgate.intake.models import Delivery
    from schoolgate.people import actions, directory
    from schoolgate.people.access import today
    from schoolgate.site.demo import roll, year

    by, day = operator("bench"), today(school)
    for number in range(STAFF - len(directory.adults(school, day))):
        person = actions.add_person(school, f"Robin Fern {number}", actor=by)
        actions.give_role(person, ("teachers", "support-staff")[number % 2], actor=by, valid_from=day)
    data, way = roll.as_csv(roll.children(PUPILS, september=year.september(day), a_class=28)), Delivery.Way.COMMAND
    given = intake.receive(school, "All pupils.csv", data, way=way, actor=by, feed="people-csv", load="roster")
    ready = intake.advance(given.delivery)
    if ready.state == Delivery.State.MAPPING:
        columns = {heading: column for heading, column, _ in ready.looked["guesses"] if column}
        ready = intake.save_mapping(ready, columns, actor=by)
    intake.apply(ready, shown=ready.plan_digest, answered=True, actor=by)


def signed_in(email: str) -> "Client":
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from django.test import Client

    from schoolgate.people.models import Account

    client, account = Client(SERVER_NAME="localhost"), Account.objects.get(email=email)
    RecoveryCodes.activate(account)  # the second step that the head's sign-in must have
    client.force_login(account)
    return client


def address(client: "Client", school: "School", name: str) -> str:
    if PAGES[name] != "open":
        return f"/schools/{school.ref}/{PAGES[name]}"
    opens = re.findall(r'href="(\?open=[^#"]+)', client.get(f"/schools/{school.ref}/policy/").content.decode())
    return f"/schools/{school.ref}/policy/{opens[len(opens) // 2]}"


def _warm(client: "Client", school: "School", pages: Iterable[str] = PAGES) -> None:
    for name in pages:
        client.get(address(client, school, name))


def cost(client: "Client", school: "School", page: str) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> bytes:
        answer = client.get(page)
        assert answer.status_code == 200, (page, answer.status_code)
        return answer.content

    def counted() -> int:
        with CaptureQueriesContext(connection) as seen:
            asked()
        return len(seen)

    _change(school)
    cold_queries = counted()
    cold = []
    for _ in range(COLD):
        _change(school)
        cold.append(_timed(asked)[0])
    body = asked()
    warm = [_timed(asked)[0] for _ in range(TIMES)]
    return Cost(*_median(warm), *_median(cold), counted(), cold_queries, len(gzip.compress(body)))


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
        client, school, promises = _another(number, text)
        _warm(client, school, ("board", "policy"))
        board, policy = (cost(client, school, address(client, school, name)) for name in ("board", "policy"))
        say(f"| {promises} | {board.worked:.0f} ({board.cold_worked:.0f}) | {policy.worked:.0f} ")
        say(f"({policy.cold_worked:.0f}) | {board.queries}, {policy.queries} | {policy.size / 1000:.1f} |\n")


def _another(number: int, words: str) -> tuple["Client", "School", int]:
    from schoolgate.frame.actor import operator
    from schoolgate.intake.bounded import read_bounded
    from schoolgate.people import actions, opening
    from schoolgate.people.access import today
    from schoolgate.policy import actions as policies
    from schoolgate.policy.queries import in_force

    by, email = operator("bench"), f"{number}.{EMAIL}"
    school = actions.add_school(name=f"Robin Hill {number}", actor=by)
    day, data = today(school), words.encode()
    head = opening.add_administrator(school, "Amara Whitlock", email, PASSWORD, actor=by)
    actions.give_role(head, "head", actor=by, valid_from=day)
    reading = read_bounded(data, "policy.md", today=day, nation="england")
    policies.read_and_put_in_force(
        school, reading, filename="policy.md", data=data, body="governing-body", ratified_on=day, actor=by,
        actor_name="Joan Achebe", in_force_from=day,
    )  # fmt: skip
    found = in_force(school, on=day)
    assert found is not None
    return signed_in(email), school, len(found.promises)


def whole_command(school: "School") -> None:
    """``standing --on`` a past day from nothing, as somebody types it, beside a command that asks nothing."""
    from schoolgate.people.access import today

    past = str(today(school) - timedelta(days=90))
    words = {f"standing --on {past}": ["--school", school.ref, "standing", "--on", past], "--version": ["--version"]}
    say("\n| whole command | s by the clock | of a processor |\n| :--- | ---: | ---: |\n")
    for said, asked in words.items():
        took = [_child([sys.executable, "-m", "schoolgate", *asked]) for _ in range(3)]
        say(f"| `{said}` | {median(one[0] for one in took):.1f} | {median(one[1] for one in took):.1f} |\n")


def _child(asked: list[str]) -> tuple[float, float]:
    began, before = time.perf_counter(), os.times()
    subprocess.run(asked, check=True, capture_output=True)  # noqa: S603  (ours)
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
