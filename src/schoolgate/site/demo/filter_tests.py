"""Filter tests at Robin Hill since its filter was switched on: five places each week, one failure put right."""

from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from schoolgate.estate.models import Place
from schoolgate.filtering import actions as filters
from schoolgate.filtering.models import FilterTest
from schoolgate.filtering.probing.known import EVERY, HELPFUL, OUTSIDE_HTTPS
from schoolgate.filtering.probing.plans import BLOCK, CONTROL, FAIR, PROXY, ROUND, STAND_IN, Plan, Trial, Way
from schoolgate.filtering.probing.running import sealed
from schoolgate.frame.actor import person as acting
from schoolgate.gates.web.levels import GUEST, STAFF
from schoolgate.people.models import Group, School
from schoolgate.site.demo import machines
from schoolgate.site.demo.cast import Cast
from schoolgate.vocabulary.schools import INFANT

BEGINS: Final = 10  # the week in which the filter is first tried, soon after it was switched on
FAILED: Final = 14  # a week in which one of them let through what it should block
_WEEKLY: Final = 7 * 24
_ZONE: Final = "filter-test.robinhill.example"
_WAY: Final = Way(PROXY, "http://192.0.2.8:8080")
_KEY: Final = "made up, and nobody's"
_WHOLE: Final = {"how": "answered", "status": 200, "whole": True}
_OPEN: Final = {"how": "answered", "status": 200}
_SHUT: Final = {"how": "answered", "status": 403, "words": ["blocked"]}
_NO_ANSWER: Final = {"how": "timed-out"}
# Where, on what, at which level, and whose class.
_TRIED: Final = (
    ("Wrens’ room", "tablet", INFANT, "Wrens"),
    ("Robins’ room", "tablet", INFANT, "Robins"),
    ("Owls’ room", "tablet", INFANT, "Owls"),
    ("Office", "laptop", STAFF, ""),
    ("Hall", "phone", GUEST, ""),
)


def _trials(level: str) -> tuple[Trial, ...]:
    """A control, three kinds of harm, the bodies' own page for the illegal lists, a way round, and what must open."""
    stand_in = Trial("children", CONTROL, f"http://children.{_ZONE}/", "children", whole=STAND_IN)
    shut = tuple(
        Trial(key, BLOCK, f"http://{key}.{_ZONE}/", key, "children", STAND_IN) for key in ("adult", "gambling", "vpn")
    )
    round_it = Trial("doh", ROUND, "doh:dns.google", "doh", "children")
    subjects = {one.trial.category: one.trial for one in HELPFUL}  # one page of each
    fair = tuple(subjects[key] for key in ("faith", "health", "lgbt", "relationships", "support"))
    published = tuple(one.trial for one in EVERY if one.trial.key in ("swgfl-http", "swgfl-iwf", OUTSIDE_HTTPS))
    return (stand_in, *shut, round_it, *published, *(() if level == INFANT else fair))


def weekly(school: School, cast: Cast, number: int) -> None:
    """The technician's round with the filter test, from the week it was first planned."""
    if number == BEGINS:
        _plan(school, cast)
    if number < BEGINS:
        return
    for place, row in enumerate(FilterTest.objects.for_school(school).filter(ended_on=None).order_by("pk")):
        wrong = number == FAILED and place == 1
        filters.take_results(row, _results(row, wrong=wrong), came="file", actor=acting(cast["it-lead"].ref))


def _plan(school: School, cast: Cast) -> None:
    actor = acting(cast["it-lead"].ref)
    rooms = machines.rooms(school, actor)
    classes = {group.name: group for group in Group.objects.for_school(school).filter(kind=Group.Kind.CLASS)}
    for room, device, level, name in _TRIED:
        place: Place = rooms[room]
        made = Plan("", room, device, level, _trials(level), (_WAY,), zone=_ZONE, every_hours=_WEEKLY)
        filters.plan_test(school, made, level=level, key=_KEY, place=place, group=classes.get(name), actor=actor)


def _results(row: FilterTest, *, wrong: bool) -> dict[str, Any]:
    """As the program leaves them on the technician's stick, a few minutes ago."""
    end = timezone.now().replace(microsecond=0) - timedelta(minutes=4)
    plan = filters.plan_of(row)
    seen = {test.key: _seen(test, wrong=wrong) for test in plan.tests if test.purpose != CONTROL}
    whole = {test.key: _WHOLE for test in plan.tests if test.purpose == CONTROL}
    part = {"kind": row.way, "through": row.through, "before": whole, "seen": seen, "after": whole}
    document = {
        "format": 1, "tool": "1", "plan": row.ref, "plan_digest": row.digest,
        "began": (end - timedelta(seconds=40)).isoformat(), "ended": end.isoformat(),
        "machine": {"system": "Windows", "python": "3.12.4"},
        "ways": [{"kind": row.way, "through": row.through, "trouble": "", "parts": [part]}],
    }  # fmt: skip
    return sealed(document, plan)


def _seen(test: Trial, *, wrong: bool) -> dict[str, Any]:
    if test.purpose == FAIR:
        return _OPEN
    if test.purpose == ROUND:
        return _NO_ANSWER
    return _WHOLE if wrong and test.key == "gambling" else _SHUT
