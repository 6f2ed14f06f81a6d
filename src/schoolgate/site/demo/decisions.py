"""Ten school days of the web at Robin Hill: made-up sites, decided by the real filter and kept as it keeps them.

The lists are made up as well: a handful of names that belong to nobody. They are compiled as any list is.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from schoolgate.estate.models import DeviceHolder
from schoolgate.filtering import actions as filters
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.folder import FilterFolder, filter_folder
from schoolgate.filtering.landing.layout import file_name, head, tail
from schoolgate.filtering.lists.compiling import Wanted, compiled
from schoolgate.filtering.lists.sources import sources, told_apart
from schoolgate.filtering.queries import rules_now
from schoolgate.filtering.store.reading import Store
from schoolgate.frame.actor import Actor
from schoolgate.gates.web.gate import WebGate
from schoolgate.gates.web.levels import GUEST, STAFF
from schoolgate.gates.web.requests import Request
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.serving import Serving
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.site.demo.telling import nobody
from schoolgate.vocabulary.schools import INFANT

DAYS: Final = 10
_LISTS: Final = {
    "children": ("story-tree.example", "number-garden.example", "paint-box.example", "robinhill.example"),
    "games": ("puzzle-barn.example", "race-karts.example"),
    "video-audio": ("clip-corner.example", "songs-for-all.example"),
    "social-media": ("chatterwall.example",),
    "gambling": ("lucky-wheel.example",),
    "adult": ("not-for-children.example",),
    "ai-chat": ("ask-the-machine.example",),
    "shopping": ("big-basket.example",),
    "vpn": ("quiet-tunnel.example",),
    "file-sharing": ("drop-shelf.example",),
    "web-mail": ("post-room.example",),
    "adverts": ("banner-server.example",),
    "updates": ("updates.example",),
    **{key: (f"{key}.lists.example",) for key in (
        "hatred", "drugs", "extremism", "malware", "phishing", "hacking", "false-news", "piracy", "self-harm",
        "violence",
    )},
}  # fmt: skip
# How often each site is asked for in a hundred requests of a level.
_USED: Final = {
    INFANT: (("story-tree.example", 34), ("number-garden.example", 30), ("paint-box.example", 16),
             ("updates.example", 8), ("puzzle-barn.example", 5), ("clip-corner.example", 4),
             ("banner-server.example", 2), ("race-karts.example", 1)),
    STAFF: (("lesson-plans.example", 40), ("drop-shelf.example", 5), ("post-room.example", 3),
            ("songs-for-all.example", 14), ("big-basket.example", 6),
            ("clip-corner.example", 14), ("ask-the-machine.example", 6), ("updates.example", 10),
            ("chatterwall.example", 1), ("quiet-tunnel.example", 1)),
    GUEST: (("weather-watch.example", 70), ("chatterwall.example", 24), ("lucky-wheel.example", 6)),
}  # fmt: skip
_MANY: Final = {INFANT: 260, STAFF: 190, GUEST: 40}  # requests a day


def land(school: School, seed: int, actor: Actor) -> None:
    """Decide and keep the days before today, count them, and tell what they show."""
    folder = filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref)
    _compile(folder)
    now = timezone.now()
    rules = rules_now(school, at=now) or rules_now(school, at=now, draft=Setting(serving=Serving()))
    assert rules is not None
    gate, askers = WebGate(rules, Store(folder.lists)), _askers(school)
    folder.landing.mkdir(parents=True, exist_ok=True)
    for day in _school_days(school):
        starts = datetime.combine(day, time(8, 50), ZoneInfo(school.time_zone))
        lines = [head(school.ref)]
        for level, at, host, who in _requests(Random(f"{seed} {day}"), starts, askers):  # noqa: S311
            decision = gate.decide(Request(host, who, at))
            mode = rules.serving.mode_for(who).value
            lines.append(f"{at:.3f}\t{host}\t\tconnect\t{tail(decision, who, mode)}\n")
            assert level == who.level
        (folder.landing / file_name(starts.timestamp(), "1-demo-0")).write_text("".join(lines))
    filters.count_use(school, now=now, actor=actor)
    filters.tell_measures(school, actor=actor)


def _compile(folder: FilterFolder) -> None:
    for category, hosts in _LISTS.items():
        path = folder.root / "made-up-lists" / category / "domains"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{host}\n" for host in hosts))
    found = list(sources(str(folder.root / "made-up-lists")))
    compiled(told_apart(found), folder.lists, Wanted(), nobody)


def _askers(school: School) -> dict[str, list[Who]]:
    """Tablets of classes for the children; staff by nothing but their level, and guests by less."""
    holders = (
        DeviceHolder.objects.for_school(school).known().filter(group__isnull=False).select_related("device", "group")
    )
    tablets = [Who(INFANT, frozenset({row.group.ref}), device=row.device.ref) for row in holders.order_by("pk")]
    return {INFANT: tablets or [Who(INFANT)], STAFF: [Who(STAFF, person="made-up-staff")], GUEST: [Who(GUEST)]}


def _school_days(school: School) -> list[date]:
    here, day, found = calendar(school), timezone.localdate(), list[date]()
    while len(found) < DAYS and (timezone.localdate() - day).days < 25:
        day -= timedelta(days=1)
        if here.is_school_day(day):
            found.append(day)
    return sorted(found)


def _requests(chance: Random, starts: datetime, askers: dict[str, list[Who]]) -> Iterator[tuple[str, float, str, Who]]:
    found = []
    for level, sites in _USED.items():
        hosts, weights = zip(*sites, strict=True)
        for host in chance.choices(hosts, weights, k=_MANY[level]):
            at = starts.timestamp() + chance.uniform(0, 6 * 3600)
            found.append((level, at, host, chance.choice(askers[level])))
    yield from sorted(found, key=lambda one: one[1])
