"""What the trust's board costs with 10, 50 and 200 schools: server time, warm and just after a school was judged anew,
queries and bytes.

``python -m bench.trust`` on a folder of its own, which it removes. Prints Markdown. One school is made and judged by
the real code; the others have its numbers, and five jobs past their day each, which is what the board reads of a
school. Peer, in the same run: reckoning how that one school stands anew, which would otherwise be done for each.
"""

import gzip
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

import django

TIMES = 15


def measured() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from schoolgate.evidence import actions as evidence
    from schoolgate.evidence import queries
    from schoolgate.frame import readiness
    from schoolgate.frame.actor import operator
    from schoolgate.people.models import Account
    from schoolgate.people.trusts import schools_in, trust_today
    from schoolgate.site.demo import trust as demo
    from schoolgate.site.demo.school import PASSWORD, POLICY

    readiness.make_ready()
    of = demo.make(PASSWORD, POLICY, many=1, seed=1, actor=operator("bench"))
    (first,) = schools_in(of)
    client, address = Client(headers={"host": "127.0.0.1"}), f"/trusts/{of.ref}/"
    client.force_login(Account.objects.get(email=demo.EMAIL))
    say("| schools | warm, median, ms | of a processor, ms | first after a change, ms | of a processor, ms |")
    say(" queries | bytes squeezed |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n")
    made = 1
    for many in (10, 50, 200):
        _copies(first, many - made)
        made = many
        assert client.get(address).status_code == 200
        evidence.judge_day(first, on=trust_today(), now=timezone.now(), again=True)
        changed = _timed(lambda: client.get(address))
        times = [_timed(lambda: client.get(address)) for _ in range(TIMES)]
        with CaptureQueriesContext(connection) as asked:
            body = client.get(address).content
        wall, worked = (median(one[at] for one in times) for at in (0, 1))
        told = f"| {many} | {wall:.0f} | {worked:.0f} | {changed[0]:.0f} | {changed[1]:.0f} | {len(asked)} "
        say(f"{told}| {len(gzip.compress(body)):,} |\n")
    alone = median(_timed(lambda: queries._reckoned(first, trust_today(), None))[1] for _ in range(7))
    say(f"\nReckoning one school anew: {alone:.0f} ms of a processor. Load: {os.getloadavg()[0]:.1f}.\n")


def _copies(first: object, many: int) -> None:
    from schoolgate.evidence.models import Job, Tally
    from schoolgate.frame.scoped import unscoped
    from schoolgate.people.models import School
    from schoolgate.people.trusts import trust_today

    assert isinstance(first, School)
    with unscoped("a bench copies one school's numbers"):
        tally = Tally.objects.get(school=first)
        for number in range(many):
            school = School.objects.create(name=f"Copy {School.objects.count()} School", trust=first.trust)
            tally.pk, tally.school, tally._state.adding = None, school, True
            tally.save()
            due = trust_today() - timedelta(days=number % 40 + 1)
            asked = {"kind": "ask", "words": "", "role": "head", "opens_on": due, "due": due}
            jobs = [Job(school=school, key=f"{n}", **asked) for n in range(5)]
            Job.objects.bulk_create(jobs)


def _timed(run: Callable[[], object]) -> tuple[float, float]:
    clock, worked = time.perf_counter(), time.process_time()
    run()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - worked) * 1000


def say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SCHOOLGATE_DATA"], os.environ["DJANGO_SETTINGS_MODULE"] = folder, "schoolgate.site.settings"
        os.environ["SCHOOLGATE_SECOND_STEP"] = "no"
        django.setup()
        measured()
