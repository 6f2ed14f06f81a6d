"""How long it takes to say how a school's promises stand: today, on a past day, and on every day of three years.

``python -m bench.standing`` on a folder of its own, which it removes; DATABASE_URL for PostgreSQL. Prints Markdown. The
school is the made-up one: the promises of its policy, forty staff with a post each, 1,000 pupils, and for every year a
termly word on each promise, a weekly count of ten things, and four changes of what was found of each promise.

Peers, in the same run: unlocking and making objects of the same facts and no more, which is the least any judging of
them could cost; and, for three years, asking each day by itself.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import django

from bench.years import grow

if TYPE_CHECKING:
    from schoolgate.people.models import School

START = date(2023, 9, 4)
COUNTED = (
    "devices.patched",
    "devices.listed",
    "devices.encrypted",
    "devices.definitions",
    "accounts.own",
    "accounts.leavers",
    "filtering.tested",
    "training.staff",
    "training.governors",
    "mail.filtered",
)


def measured(years: int) -> dict[str, float]:
    from schoolgate.controls.registry import CONTROLS
    from schoolgate.evidence import queries, reckoning
    from schoolgate.evidence.judging import Judging
    from schoolgate.evidence.models import Fact
    from schoolgate.evidence.shapes import from_json
    from schoolgate.policy import queries as policies

    school, promises = made_up(years)
    end = START + timedelta(days=365 * years)
    policy = policies.in_force(school, on=end)
    assert policy is not None
    moment, evidence = queries.end_of(school, end), queries.evidence(school, end)
    days = [START + timedelta(days=365 * years * n // 8) for n in range(1, 9)]

    def run_all() -> object:
        return Judging(policy, CONTROLS).at(moment, evidence)

    def at_once(first: date, last: date) -> int:
        return sum(1 for _ in reckoning.each_day(school, first, last, known_at=None, controls=CONTROLS))

    def unlocked(day: date) -> object:
        return [from_json(row.key, row.value) for row in Fact.objects.for_school(school).as_of(day)]

    each = [_timed(queries._reckoned, school, day, None) for day in days]
    return {
        "years": years,
        "promises": len(promises),
        "controls": len(CONTROLS),
        **_kept(school),
        "controls run": median(_timed(run_all) for _ in range(7)),
        "one day": median(each),
        "slowest day": max(each),
        "then and now": median(_timed(queries.then_and_now, school, day) for day in days),
        "least": median(_timed(unlocked, day) for day in days),
        "all days": _timed(at_once, START, end),
        "thirty days": _timed(at_once, days[0], days[0] + timedelta(days=29)),
        "thirty by day": _timed(_by_day, school, days[0]),
    }


def _by_day(school: "School", first: date) -> object:
    from schoolgate.evidence import queries

    return [queries._reckoned(school, first + timedelta(days=n), None) for n in range(30)]


def _kept(school: "School") -> dict[str, float]:
    from schoolgate.evidence.models import Fact, PromiseFinding

    return {
        "facts": Fact.objects.for_school(school).count(),
        "findings": PromiseFinding.objects.for_school(school).count(),
    }


def made_up(years: int) -> tuple["School", list[str]]:
    """The school, with its policy in force since ``START``, and the refs of its promises."""
    from schoolgate.frame import readiness
    from schoolgate.frame.actor import operator
    from schoolgate.intake.bounded import read_bounded
    from schoolgate.people import actions as people
    from schoolgate.policy import actions as policies
    from schoolgate.policy import queries
    from schoolgate.site.demo import school as demo
    from schoolgate.vocabulary.roles import POSTS

    readiness.make_ready()
    by = operator("bench")
    school = people.add_school(name="Robin Hill Infant School", actor=by)
    data = Path(demo.__file__).with_name("online-safety-policy.md").read_bytes()
    reading = read_bounded(data, "policy.md", today=START, nation="england")
    policies.read_and_put_in_force(
        school, reading, filename="policy.md", data=data, body="governing-body", ratified_on=START, actor=by,
        actor_name="Joan Achebe", in_force_from=START,
    )  # fmt: skip
    roles = [role for role in POSTS if role not in ("pupils", "parents", "visitors", "administrator")]
    for number in range(40):
        person = people.add_person(school, f"Person {number}", actor=by)
        people.give_role(person, roles[number % len(roles)], actor=by, valid_from=START + timedelta(days=number))
    grow(school)
    policy = queries.in_force(school, on=START)
    assert policy is not None
    refs = [one.ref for one in policy.promises]
    _facts(school, refs, years)
    _findings(school, refs, years)
    return school, refs


def _facts(school: "School", promises: list[str], years: int) -> None:
    from django.utils import timezone

    from schoolgate.evidence.models import Fact
    from schoolgate.evidence.shapes import to_json
    from schoolgate.frame.bitemporal import put_many
    from schoolgate.vocabulary.shapes import Confirmed, Counted

    now, rows = timezone.now(), list[Fact]()

    def said(key: str, value: object, day: date, subject: str = "") -> None:
        row = Fact(school=school, key=key, subject=subject, value=to_json(key, value), collected_at=now)
        row.valid_from, row.recorded_at = day, now
        rows.append(row)

    for term in range(3 * years):
        day = START + timedelta(days=120 * term)
        for number, ref in enumerate(promises):
            word = Confirmed("Ada Okoro", "head", day, day + timedelta(days=100), so=(number + term) % 9 != 0)
            said("promise.confirmed", word, day, ref)
    for week in range(52 * years):
        day = START + timedelta(days=7 * week)
        for number, key in enumerate(COUNTED):
            late = (week + number) % 5
            said(key, Counted(40, 40 - late, late, 0, day, day + timedelta(days=10)), day)
    put_many(Fact, school, rows, at=now)


def _findings(school: "School", promises: list[str], years: int) -> None:
    from django.utils import timezone

    from schoolgate.evidence.models import PromiseFinding
    from schoolgate.policy.models import Promise

    ids = dict(Promise.objects.for_school(school).filter(ref__in=promises).values_list("ref", "pk"))
    now = timezone.now()
    rows = [
        PromiseFinding(
            school=school, promise_id=ids[ref], standing=("kept", "not_known")[turn % 2], because="Nobody has said.",
            policy_version="version_made_up", checks_version="made up", recorded_at=now - timedelta(days=4000),
            valid_from=START + timedelta(days=90 * turn), valid_to=START + timedelta(days=90 * turn + 90),
        )
        for ref in promises
        for turn in range(4 * years + 1)
    ]  # fmt: skip
    PromiseFinding.objects.for_school(school).bulk_create(rows, batch_size=500)


def _timed[**P](work: Callable[P, object], *given: P.args, **named: P.kwargs) -> float:
    began = time.perf_counter()
    work(*given, **named)
    return time.perf_counter() - began


def line(row: dict[str, float]) -> str:
    return (
        f"| {row['years']:.0f} | {row['promises']:.0f} | {row['controls']:.0f} | {row['facts']:,.0f} | "
        f"{row['findings']:,.0f} | {row['controls run'] * 1000:.0f} | {row['one day'] * 1000:.0f} "
        f"({row['slowest day'] * 1000:.0f}) | {row['then and now'] * 1000:.0f} | "
        f"{row['one day'] / row['least']:.1f} | {row['all days']:.1f} | "
        f"{row['thirty by day'] / row['thirty days']:.1f} |\n"
    )


HEADING = (
    "| years | promises | checks | facts | findings | all checks run, ms | a past day (slowest), ms | "
    "then and now, ms | times unlocking its facts | every day of them, s | times quicker than day by day |\n"
    + "| ---: " * 11
    + "|\n"
)


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--one"]:
        django.setup()
        sys.stdout.write(line(measured(int(arguments[1]))))
        return
    sys.stdout.write(HEADING)
    sys.stdout.flush()
    for years in [int(one) for one in arguments] or [1, 3]:
        with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as folder:
            env = {**os.environ, "SCHOOLGATE_DATA": folder, "DJANGO_SETTINGS_MODULE": "schoolgate.site.settings"}
            asked = [sys.executable, "-m", "bench.standing", "--one", str(years)]
            subprocess.run(asked, env=env, check=True)  # noqa: S603  (ours)


if __name__ == "__main__":
    main(sys.argv[1:])
