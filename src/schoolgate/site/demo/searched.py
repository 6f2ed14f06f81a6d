"""What was searched for at Robin Hill in ten school days: everyday things, and now and then something to look at.

Nobody searched for any of it. Everyday searches are those of the product's own made-up activity.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.activity.making.terms import LESSON_MINUTES, LESSONS
from schoolgate.activity.making.words import searches
from schoolgate.estate.models import DeviceHolder
from schoolgate.gates.web.scopes import Who
from schoolgate.people.models import School
from schoolgate.site.demo.decisions import Asked, Landing
from schoolgate.vocabulary.schools import INFANT

PRESSED: Final = time(15, 36)  # a child, on the last day
PRESSES: Final = "Someone was unkind”, then “In a game"
_A_DAY: Final = 24
_FIND: Final = "little-search.example"  # in the infants' garden
_ELSEWHERE: Final = "www.google.co.uk"  # and not in it
_GAME: Final = "puzzle-barn.example"
# Where the judging of texts finds something in what was made up by chance.
_NOT: Final = ("diggers", "at night")
_DIE, _UNKIND, _ALONE = "how to die", "my friend hit me", "nobody likes me"
_RUDE: Final = "bum"


@dataclass(frozen=True, slots=True)
class Story:
    """``back`` school days before the last one, at ``at``, on ``tablet`` (a place in ``tablets``). ``terms`` are typed
    ``times`` over, ``apart`` of each other; none is a page. ``outcome`` as in ``noticed``; "" where it is left open."""

    back: int
    at: time
    tablet: int
    host: str = _FIND
    terms: str = ""
    outcome: str = "nothing"
    times: int = 1
    apart: timedelta = timedelta(seconds=36)
    around: tuple[tuple[int, str], ...] = ()  # minutes after it, and what else was open

    @property
    def known_by(self) -> str:
        """The words of its alert."""
        return self.terms or self.host


_LESSON: Final = ((-4, "story-tree.example"), (-2, "picture-words.example"), (1, "picture-words.example"))
_DEATHS: Final = ((9, 2), (8, 11), (7, 5), (5, 12), (4, 3))  # school days back, and the tablet
_STORIES: Final = (
    *(Story(back, time(10, 20 + back), tablet, _ELSEWHERE, _DIE, around=_LESSON) for back, tablet in _DEATHS),
    Story(6, time(13, 31), 4, _ELSEWHERE, _DIE, "talk", around=_LESSON),
    Story(8, time(14, 2), 17, _FIND, _ALONE, "concern"),
    Story(7, time(9, 40), 6, _GAME, times=7),
    Story(5, time(11, 6), 13, _FIND, _UNKIND, "answered"),
    Story(1, time(11, 20), 1, _FIND, _UNKIND, "ask", around=_LESSON),
    *(Story(back, time(13, 10 + tablet), tablet, _FIND, _RUDE) for back in (9, 8, 7) for tablet in (back, back + 9)),
    *(Story(back, time(5, 40), 8 + back, "story-tree.example", times=6) for back in (9, 8, 7)),
    Story(0, time(9, 14), 6, _GAME, outcome="", times=6, around=((5, "number-garden.example"),)),
    Story(0, time(10, 42), 11, _ELSEWHERE, _DIE, "", around=(*_LESSON, (4, "story-tree.example"))),
    Story(0, time(14, 8), 19, _FIND, _ALONE, "", times=3, apart=timedelta(minutes=3), around=_LESSON),
    # From here on set aside (``permitted``).
    *(Story(back, time(13, 10), back + 2, _FIND, _RUDE) for back in (5, 4, 2)),
    *(Story(0, time(13, 10 + tablet), tablet, _FIND, _RUDE) for tablet in (0, 3, 7, 12, 14, 20)),
    *(Story(0, time(5, 40), tablet, "story-tree.example", times=6) for tablet in (9, 10, 15)),
)


def stories(school: School) -> tuple[Story, ...]:
    """Those of which the school has the tablet."""
    return tuple(one for one in _STORIES if one.tablet < len(tablets(school)))


def tablets(school: School) -> list[Who]:
    """The tablets of classes, eight to a class, in the order in which they were made."""
    rows = DeviceHolder.objects.for_school(school).known().filter(group__isnull=False, device__kind="tablet")
    return [
        Who(INFANT, frozenset({row.group.ref}), device=row.device.ref)
        for row in rows.select_related("device", "group").order_by("device__pk")
    ]


def of_day(landing: Landing, told: Sequence[Story], back: int, day: date) -> Iterator[Asked]:
    """Everyday searches of a day in its lessons, and its stories."""
    zone, askers = ZoneInfo(landing.school.time_zone), tablets(landing.school)
    chance = Random(f"{landing.seed} {day} searches")  # noqa: S311  (nothing here is secret)
    usual = [words for words in searches() if not any(one in words for one in _NOT)]
    midnight = datetime.combine(day, time(), zone)
    for _ in range(_A_DAY):
        minute = chance.choice(LESSONS) + chance.random() * LESSON_MINUTES
        at = midnight + timedelta(minutes=minute)
        yield Asked(at.timestamp(), _FIND, chance.choice(askers), chance.choice(usual))
    for one in told:
        if one.back == back:
            yield from _of(one, askers[one.tablet], datetime.combine(day, one.at, zone))


def _of(story: Story, who: Who, at: datetime) -> Iterator[Asked]:
    for number in range(story.times):
        yield Asked((at + number * story.apart).timestamp(), story.host, who, story.terms)
    for minutes, host in story.around:
        yield Asked((at + timedelta(minutes=minutes, seconds=11)).timestamp(), host, who)
