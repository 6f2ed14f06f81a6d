"""Writers whose database is killed under them: it recovers by itself, and then everything is looked at.

A writer is told nothing of a unit whose commit did not return: such a unit may be there or not. All else must be.
"""

import random
import re
import time
from collections.abc import Callable
from typing import Final

from django.db import connections

from killing.dying import Dying
from killing.judging import SIZES, faults
from killing.writers import WRITERS
from schoolgate.people.models import School

_AT_ONCE: Final = 3
_UNITS: Final = 400  # more than any of them comes to
_EXPECTED: Final = re.compile(r"django\.db\.utils\.(Operational|Interface|Internal)Error")


def one_round(
    school: School,
    name: str,
    way: str,
    *,
    kill: Callable[[], None],
    come_back: Callable[[], None],
    chance: random.Random,
) -> tuple[int, list[str]]:
    """Kill the database while three write, wait until it is back, and look. How many units were acknowledged, and what
    is wrong."""
    connections.close_all()
    writing = [Dying(school, f"{name} {one}", WRITERS[way], None, units=_UNITS) for one in range(_AT_ONCE)]
    try:
        writing[0].wait_for(chance.randint(1, 6))
        time.sleep(chance.uniform(0, 0.02))
        kill()
        for one in writing:
            one.wait_for(_UNITS)  # its database fails it
    finally:
        for one in writing:
            one.kill()
            one.bury()
    come_back()
    for one in writing:
        if _EXPECTED.search(one.trouble):
            one.trouble = ""
    wrong = [f"{name}, {way}: {what}" for what in faults(school, writing, SIZES[way])]
    return sum(len(one.acknowledged) for one in writing), wrong
