"""One day of one school, drawn all at once: an array for each thing a row says, in the order of the day's moments."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from schoolgate.activity.making.incidents import Incident, of_day
from schoolgate.activity.making.schools import LEVELS, MadeSchool, seeded
from schoolgate.activity.making.terms import LESSON_MINUTES, LESSONS
from schoolgate.activity.making.words import ENGINES, STOPPED, WARNED, Web

WEB, DNS, SEARCH = 0, 1, 2
KINDS: Final = ("web", "dns", "search")
VERDICTS: Final = ("allow", "warn", "block")
_SEARCHES: Final = 0.06
_NAMES: Final = 0.08  # asked of a name server only
_STAFF: Final = 2
_EVENING: Final = 0.06  # of what staff do
_MICRO: Final = 60_000_000
_BLOCKED: Final = 2


@dataclass(slots=True)
class Drawn:
    """``micros`` since midnight at the school. ``site`` is a place in the web, or -1 for a search engine, which then is
    ``engine``. ``typed`` is a place in the day's words, and -1 where nothing was typed. ``incident``: 0 is none."""

    school: MadeSchool
    day: date
    micros: np.ndarray
    who: np.ndarray
    kind: np.ndarray
    site: np.ndarray
    engine: np.ndarray
    typed: np.ndarray
    verdict: np.ndarray
    size: np.ndarray
    incident: np.ndarray
    incidents: list[Incident]


def draw(web: Web, school: MadeSchool, day: date, rows: int, seed: int, searches: int, *, names: bool = True) -> Drawn:
    """A day of ``rows`` requests. A day too small for what happens on it has ordinary rows only.

    Without ``names`` nothing is asked of name servers alone: what a proxy sees.
    """
    chance = seeded(seed, school.number, day.isoformat())
    happens = of_day(school, day, chance)
    if sum(each.rows for each in happens) * 4 > rows:
        happens = []
    folk = school.folk
    who = chance.choice(len(folk.level), size=rows, p=folk.weight).astype(np.int32)
    asked = _NAMES if names else 0
    kind = chance.choice(3, size=rows, p=(1 - _SEARCHES - asked, asked, _SEARCHES)).astype(np.int8)
    # The most used site is asked for as often as the next two together, and so on: log-uniform ranks.
    site = np.floor(len(web.sites) ** chance.random(rows)).astype(np.int32) - 1
    day_drawn = Drawn(
        school,
        day,
        _micros(school, who, chance),
        who,
        kind,
        np.where(kind == SEARCH, -1, site).astype(np.int32),
        chance.integers(len(ENGINES), size=rows, dtype=np.int32),
        np.where(kind == SEARCH, chance.integers(searches, size=rows), -1).astype(np.int32),
        np.zeros(rows, dtype=np.int8),
        (np.exp(chance.normal(8.5, 1.6, rows))).astype(np.int64),
        np.zeros(rows, dtype=np.int16),
        happens,
    )
    _put_in(day_drawn, web, searches)
    day_drawn.verdict = _verdicts(day_drawn, web)
    day_drawn.size[day_drawn.verdict == _BLOCKED] = 3_412  # the block page's own
    return _in_order(day_drawn)


def _micros(school: MadeSchool, who: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """A class has devices in three lessons of a day, the same for everyone in it; adults from morning to evening."""
    group, rows = school.folk.group[who], len(who)
    timetable = np.array([chance.permutation(len(LESSONS))[:3] for _ in range(max(len(school.groups), 1))])
    begins = np.array(LESSONS)[timetable[np.maximum(group, 0), chance.integers(3, size=rows)]]
    minute = begins + chance.random(rows) * LESSON_MINUTES
    adult = np.flatnonzero(school.folk.level[who] == _STAFF)
    late = chance.random(len(adult)) < _EVENING
    minute[adult] = np.where(late, 1_080 + chance.random(len(adult)) * 300, 460 + chance.random(len(adult)) * 560)
    micros: np.ndarray = (minute * _MICRO).astype(np.int64)
    return micros


def _put_in(drawn: Drawn, web: Web, searches: int) -> None:
    """Each incident takes the place of as many ordinary rows, from the front: the rows are put in order afterwards."""
    at = 0
    for number, each in enumerate(drawn.incidents, 1):
        rows = slice(at, at + each.rows)
        at += each.rows
        drawn.who[rows], drawn.incident[rows] = each.who, number
        span = np.linspace(0, each.kind.minutes, each.rows, endpoint=False)
        drawn.micros[rows] = ((each.minute + span) * _MICRO).astype(np.int64)
        typed = bool(each.words)
        drawn.kind[rows] = SEARCH if typed else WEB
        drawn.typed[rows] = searches + number - 1 if typed else -1
        if typed:
            drawn.site[rows] = -1
            continue
        fit = np.flatnonzero(web.category_of == web.categories.index(each.kind.category))
        drawn.site[rows] = fit[np.arange(each.rows) % min(3, len(fit))]


def _verdicts(drawn: Drawn, web: Web) -> np.ndarray:
    table = np.zeros((len(LEVELS), len(web.categories)), dtype=np.int8)
    for row, level in enumerate(LEVELS):
        for column, category in enumerate(web.categories):
            warned = category in WARNED.get(level, ())
            table[row, column] = _BLOCKED if category in STOPPED[level] else int(warned)
    found = table[drawn.school.folk.level[drawn.who], web.category_of[drawn.site]]
    return np.where(drawn.site < 0, 0, found).astype(np.int8)


def _in_order(drawn: Drawn) -> Drawn:
    order = np.argsort(drawn.micros, kind="stable")
    for name in ("micros", "who", "kind", "site", "engine", "typed", "verdict", "size", "incident"):
        setattr(drawn, name, getattr(drawn, name)[order])
    return drawn
