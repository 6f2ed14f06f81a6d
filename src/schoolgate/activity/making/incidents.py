"""What happens now and then, and what ought to be noticed: put among a day's ordinary rows, and told beside them.

The words are made up by us, for training: each kind says whether a person ought to look.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from schoolgate.activity.making.schools import MadeSchool
from schoolgate.activity.making.terms import LESSON_MINUTES, LESSONS


@dataclass(frozen=True, slots=True)
class Kind:
    """``rows`` how many requests it takes, within ``minutes``. ``words`` are typed; ``category`` is where it leads."""

    key: str
    words: tuple[str, ...] = ()
    category: str = ""
    rows: int = 1
    minutes: int = 1
    level: str = ""
    night: bool = False
    look: bool = True
    severity: str = ""


KINDS: Final = (
    Kind("worrying-search", ("i want to disappear for ever", "nobody would miss me"), level="junior", severity="high"),
    Kind("harmless-search", ("how do hamsters die", "kill the lights song"), level="infant", look=False),
    Kind("block-burst", category="games", rows=40, minutes=8, level="junior", severity="medium"),
    Kind("bypass", category="proxies", rows=12, minutes=5, level="junior", severity="medium"),
    Kind("new-ai-tool", category="ai-chat", rows=5, minutes=10, level="junior", severity="low"),
    Kind("night-use", category="video-audio", rows=25, minutes=40, level="junior", night=True, severity="low"),
)
CHANCE: Final = 0.3  # of each kind, on each day of each school
_NIGHT: Final = 90  # half past one


@dataclass(frozen=True, slots=True)
class Incident:
    """What was put in: who (a place in the school's folk), from which minute of the day, and how many rows."""

    kind: Kind
    day: date
    who: int
    minute: int
    rows: int
    words: str = ""


def of_day(school: MadeSchool, day: date, drawn: np.random.Generator) -> list[Incident]:
    """Which incidents happen at a school on a day."""
    found = []
    for kind in KINDS:
        happens, who, lesson, word = drawn.random(), drawn.random(), drawn.integers(len(LESSONS)), drawn.random()
        fit = np.flatnonzero(school.folk.level == ("infant", "junior", "staff").index(kind.level or "staff"))
        if happens >= CHANCE or not len(fit):
            continue
        minute = _NIGHT if kind.night else LESSONS[int(lesson)] + LESSON_MINUTES // 4
        words = kind.words[int(word * len(kind.words))] if kind.words else ""
        found.append(Incident(kind, day, int(fit[int(who * len(fit))]), minute, kind.rows, words))
    return found
