"""Answers of the access gate for a whole trust: ``python -m bench.access_gate``.

20,000 made-up people (18,000 children, the rest adults) and six things each. Nine signatures in ten are there, with a
date of its own each; one person in fifty has a ruling of the head's. Growth is shown from 100 people to 100,000. The
reference, in the same run, is a loop that looks up one dictionary for each person and thing. Ends with 1 where 20,000
people take longer than the floor.
"""

import argparse
import random
import sys
import time
from datetime import date, timedelta
from typing import Final

from schoolgate.gates.access.deciding import AccessGate
from schoolgate.gates.access.inputs import Ruling, Signed, Someone, Verb
from schoolgate.gates.access.rules import STAFF, Needed, Rules
from schoolgate.gates.access.things import THINGS

FLOOR_SECONDS: Final = 2.0
PEOPLE: Final = 20_000
ROUNDS: Final = 3
TODAY: Final = date(2026, 11, 18)
_PUPIL: Final = frozenset({"pupils"})
_CHILDS: Final = frozenset({"internet", "device", "email", "remote-learning"})
RULES: Final = Rules(
    (
        Needed("home-school", "Home-school agreement", _PUPIL, _CHILDS),
        Needed("internet-code", "Internet code of practice", _PUPIL, _CHILDS),
        Needed("staff-acceptable-use", "Acceptable use: staff", STAFF, frozenset(THINGS)),
        Needed("sharing-rights", "Sharing files", STAFF, frozenset({"cloud-sharing"}), for_days=365),
    )
)


def people(count: int, drawn: random.Random) -> list[Someone]:
    return [_one(number, drawn) for number in range(count)]


def _one(number: int, drawn: random.Random) -> Someone:
    child = drawn.random() < 0.9
    kinds = ("home-school", "internet-code", "photo-video") if child else ("staff-acceptable-use", "sharing-rights")
    roles = _PUPIL if child else frozenset({drawn.choice(("teachers", "support-staff", "office"))})
    signed = frozenset(_signed(kind, drawn) for kind in kinds if drawn.random() < 0.9)
    ruled = drawn.random() < 0.02
    last = TODAY + timedelta(days=drawn.randint(1, 90))
    rulings = frozenset({Ruling("internet", Verb.OPENS, TODAY, last, "Made up.")} if ruled else ())
    return Someone(f"per_{number}", roles, signed, rulings, acts=drawn.random() < 0.5)


def _signed(kind: str, drawn: random.Random) -> Signed:
    return Signed(kind, TODAY - timedelta(days=drawn.randint(0, 400)), TODAY + timedelta(days=drawn.randint(-30, 300)))


def seconds(some: list[Someone]) -> float:
    """Processor seconds for all six answers of everybody, the best of the rounds; nothing is kept between rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        shut = sum(1 for answer in AccessGate(RULES, TODAY).answers(some) if answer.shut)
        best = min(best, time.process_time() - began)
        assert 0 < shut < len(some) * len(THINGS)
    return best


def reference(some: list[Someone]) -> float:
    known = {one.ref: True for one in some}
    began = time.process_time()
    assert all(known[one.ref] for one in some for _ in THINGS)
    return time.process_time() - began


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--seed", type=int, default=1)
    drawn = random.Random(wanted.parse_args().seed)  # noqa: S311 (a bench)
    say("| people | seconds | µs an answer | times a dictionary's |\n| ---: | ---: | ---: | ---: |")
    measured = 0.0
    for count in (100, 1_000, 10_000, PEOPLE, 100_000):
        some = people(count, drawn)
        took, plain = seconds(some), reference(some)
        measured = took if count == PEOPLE else measured
        say(f"| {count:,} | {took:.3f} | {took / count / len(THINGS) * 1e6:.2f} | {took / max(plain, 1e-9):.0f} |")
    say(f"\n{PEOPLE:,} people: {measured:.2f} s of the {FLOOR_SECONDS:.0f} s there are.")
    return int(measured > FLOOR_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
