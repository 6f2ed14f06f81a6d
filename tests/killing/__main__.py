"""``python -m killing [--kills N] [--seed N] [--wrong WAY]`` on the database of the environment, made ready first.

Prints one JSON document; exit 1 when something was lost, doubled or left half-written.
"""

import argparse
import json
import os
import secrets
import sys

import django


def main() -> int:
    if sys.argv[1:2] == ["scans"]:
        return _scans(sys.argv[2])
    parser = argparse.ArgumentParser(prog="killing")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None, help="to draw the same plans again")
    parser.add_argument("--wrong", help="write in this wrong way, which must be found out")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
    django.setup()
    from django.db import connection

    from killing import rounds, wrongly
    from schoolgate.frame import readiness

    readiness.make_ready()
    seed = secrets.randbelow(2**32) if asked.seed is None else asked.seed
    tally = wrongly.kill_wrong(asked.wrong, seed) if asked.wrong else rounds.kill_many(asked.kills, seed)
    told = {**vars(tally), "database": connection.vendor, "ways": dict(sorted(tally.ways.items()))}
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 1 if tally.faults else 0


def _scans(what: str) -> int:
    """A reader of paper slips; what there is to do stands in ``of_scans``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
    django.setup()
    from killing import of_scans

    of_scans.do(what)
    return 0


if __name__ == "__main__":
    sys.exit(main())
