"""How fast the permanent record is added to, one transaction each, and checked.

``python -m bench.ledger_speed [ENTRIES]`` on a folder of its own, which it removes; DATABASE_URL for PostgreSQL.
"""

import os
import sys
import tempfile
import time

import django


def main(entries: int) -> None:
    from django.db import connection, transaction

    from schoolgate.frame import readiness
    from schoolgate.frame.actor import operator
    from schoolgate.ledger.actions import INSTANCE, append
    from schoolgate.ledger.kinds import kind
    from schoolgate.ledger.queries import verify

    readiness.make_ready()
    tried = kind("bench.tried", "tried something", number="which one")
    began = time.perf_counter()
    for number in range(entries):
        with transaction.atomic():
            append(INSTANCE, tried, actor=operator("bench"), subject="thing_1", details={"number": number})
    added = time.perf_counter()
    (verdict,) = verify(INSTANCE)
    checked = time.perf_counter()
    sys.stdout.write(
        f"{connection.vendor}: {entries} entries, {entries / (added - began):.0f} added a second, "
        f"{entries / (checked - added):.0f} checked a second, whole: {verdict.whole}\n"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as folder:
        os.environ["SCHOOLGATE_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
        django.setup()
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
