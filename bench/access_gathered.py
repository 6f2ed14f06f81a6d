"""Answers of the access gate for a whole trust out of the database: ``python -m bench.access_gathered [PEOPLE...]``.

The whole of it: seven queries, what they find made into plain values, and six answers for everybody. The pure part
alone is in ``bench.access_gate``. People are made up: nine in ten are children, in classes of thirty; nine signatures
in ten are there, each of a day of its own; one person in fifty has a ruling of the head's. A folder of its own, which
it removes; DATABASE_URL for PostgreSQL. Peers, in the same run: the same rows of signatures, roles and classes read by
plain SQL and let go; and the six answers alone. Ends with 1 where 20,000 people take longer than the floor.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import django

if TYPE_CHECKING:
    from schoolgate.people.models import School

FLOOR_SECONDS: Final = 2.0
SIZES: Final = (1_000, 5_000, 20_000)
ROUNDS: Final = 3
TODAY: Final = date(2026, 11, 18)
A_CLASS: Final = 30
KINDS: Final = ("home-school", "internet-code", "photo-video", "staff-acceptable-use", "sharing-rights")


def measured(count: int) -> tuple[float, float, float]:
    """Seconds of the whole, of the rows alone, and of the answers alone; processor time, the best of the rounds."""
    from schoolgate.agreements.queries.gating import gate_then
    from schoolgate.frame.actor import operator
    from schoolgate.frame.scoped import scope
    from schoolgate.people import actions

    school = actions.add_school(name=f"Bench {count}", actor=operator("bench"))
    with scope(school):
        _make(school, count, random.Random(count))  # noqa: S311 (a bench)
    whole = _best(lambda: _count(gate_then(school, TODAY).answers(), count))
    then = gate_then(school, TODAY)
    return whole, _best(lambda: _rows(school)), _best(lambda: _count(then.answers(), count))


def _count(answers: tuple[Any, ...], count: int) -> None:
    assert len(answers) == count * 6
    assert 0 < sum(answer.shut for answer in answers) < len(answers)


def _best(do: Callable[[], None]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        do()
        best = min(best, time.process_time() - began)
    return best


def _rows(school: "School") -> None:
    from django.db import connection

    found = 0
    with connection.cursor() as cursor:
        for table, columns in (
            ("agreements_signature", '"wording_id", "on", "until", "ended_on"'),
            ("people_roleassignment", '"role"'),
            ("people_membership", '"group_id"'),
        ):
            asked = f"SELECT p.ref, {columns} FROM {table} t JOIN people_person p ON p.id = t.person_id WHERE t.school_id = %s"  # noqa: E501, S608 (ours)
            cursor.execute(asked, [school.pk])
            found += len(cursor.fetchall())
    assert found


def _make(school: "School", count: int, drawn: random.Random) -> None:
    from django.utils import timezone

    from schoolgate.agreements.models import AccessRuling, GateSwitch, Wording
    from schoolgate.people.models import Group, Membership, Person, RoleAssignment

    now, first = timezone.now(), date(2026, 9, 1)
    dated = {"school": school, "valid_from": first, "recorded_at": now}
    words = {
        kind: Wording.objects.create(
            school=school, kind=kind, number=1, from_on=date(2020, 9, 1), recorded_at=now, approved_by="bench"
        )
        for kind in KINDS
    }
    people = Person.objects.bulk_create([Person(school=school, name="Made Up") for _ in range(count)], 500)
    groups = Group.objects.bulk_create(
        [Group(school=school, kind="class", name="C", digest=str(one)) for one in range(count // A_CLASS + 1)]
    )
    roles, placed, signed, ruled = [], [], [], []
    for number, person in enumerate(people):
        child = number % 10 > 0
        roles.append(RoleAssignment(person=person, role="pupils" if child else "teachers", **dated))
        if child:
            placed.append(Membership(person=person, group=groups[number // A_CLASS], capacity="pupil", **dated))
        for kind in KINDS[:3] if child else KINDS[3:]:
            if drawn.random() < 0.9:
                on = TODAY - timedelta(days=drawn.randint(0, 400))
                until = TODAY + timedelta(days=drawn.randint(-30, 300))
                signed.append(_signature(school, words[kind], person, on, until, now))
        if drawn.random() < 0.02:
            ends = TODAY + timedelta(days=drawn.randint(1, 90))
            said = {"thing": "internet", "verb": "opens", "why": "Made up.", "by": "bench", "valid_to": ends}
            ruled.append(AccessRuling(person=person, **dated, **said))
    switches = [GateSwitch(whom=one.ref, group=one, part="acts", **dated) for one in groups[::2]]
    for rows in (roles, placed, signed, ruled, switches):
        type(rows[0]).objects.bulk_create(rows, 500)


def _signature(school: "School", wording: Any, person: Any, on: date, until: date, now: Any) -> Any:
    from schoolgate.agreements.models import Signature

    said = {"way": "page", "on": on, "until": until, "recorded_by": "bench", "recorded_at": now}
    return Signature(school=school, wording=wording, person=person, **said)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    sizes = [int(one) for one in sys.argv[1:]] or list(SIZES)
    with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as folder:
        os.environ |= {"SCHOOLGATE_DATA": folder, "DJANGO_SETTINGS_MODULE": "schoolgate.site.settings"}
        django.setup()
        from schoolgate.frame import readiness

        readiness.make_ready()
        say("| people | whole, s | answers alone, s | rows alone, s | whole / rows |")
        say("| ---: | ---: | ---: | ---: | ---: |")
        whole = 0.0
        for count in sizes:
            whole, rows, answers = measured(count)
            say(f"| {count:,} | {whole:.3f} | {answers:.3f} | {rows:.3f} | {whole / max(rows, 1e-9):.1f} |")
    say(f"\n{sizes[-1]:,} people: {whole:.2f} s of the {FLOOR_SECONDS:.0f} s there are.")
    return int(whole > FLOOR_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
