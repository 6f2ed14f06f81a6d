"""Each wrong way of writing, ended where it shows."""

import random
from typing import Final

from killing.dying import Point
from killing.rounds import Plan, Tally, go
from killing.writers import PARTS, WRONG
from schoolgate.frame.actor import system
from schoolgate.people.actions import add_school

_SIZES: Final = {"writes part by part": PARTS}
_TRIES: Final = 40


def kill_wrong(way: str, seed: int) -> Tally:
    """Kill writers of this wrong way at points drawn from the seed until something is wrong, or give up."""
    chance, tally = random.Random(seed), Tally(seed)
    school = add_school(name="Robin Hill", actor=system("killing"))
    while not tally.faults and tally.kills < _TRIES:
        where = chance.choice(["statement", "before", "after"])
        point = Point(where, chance.randint(1, 40 if where == "statement" else 6))
        plan = Plan(way, 1, point, 0, (0.0,))
        go(school, f"round {tally.kills}", plan, WRONG[way], _SIZES.get(way, 1), tally)
    return tally
