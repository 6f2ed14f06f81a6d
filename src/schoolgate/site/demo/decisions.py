"""Ten school days of the web at Robin Hill: made-up sites, decided by the real filter and kept as it keeps them.

The lists are made up as well: a handful of names that belong to nobody. They are compiled as any list is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from schoolgate.estate.models import Device, DeviceHolder
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
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.people.queries import holders as holders_of
from schoolgate.site.demo.telling import nobody
from schoolgate.vocabulary.schools import INFANT

DAYS: Final = 10
_OPENS: Final = time(8, 50)
_LISTS: Final = {
    "children": ("story-tree.example", "number-garden.example", "paint-box.example", "robinhill.example",
                 "picture-words.example", "little-search.example"),
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


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: when (seconds since 1970), of which host, by whom, and the words where it was a search."""

    at: float
    host: str
    who: Who
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Landing:
    """The filter as it decides now, and the folder in which it keeps what it decided."""

    school: School
    folder: FilterFolder
    gate: WebGate
    serving: Serving
    seed: int
    askers: Mapping[str, Sequence[Who]]

    @classmethod
    def of(cls, school: School, seed: int) -> Self:
        """Its lists are compiled the first time."""
        folder, now = filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref), timezone.now()
        if not folder.lists.exists():
            _compile(folder)
        rules = rules_now(school, at=now) or rules_now(school, at=now, draft=Setting(serving=Serving()))
        assert rules is not None
        folder.landing.mkdir(parents=True, exist_ok=True)
        return cls(school, folder, WebGate(rules, Store(folder.lists)), rules.serving, seed, _askers(school))

    def write(self, day: date, more: Iterable[Asked] = (), quiet: Collection[str] = ()) -> None:
        """Decide and keep a day, and what was asked for besides; nothing of the devices ``quiet``. Twice is once."""
        starts = datetime.combine(day, _OPENS, ZoneInfo(self.school.time_zone))
        path = self.folder.landing / file_name(starts.timestamp(), "1-demo-0")
        if path.exists():
            return
        chance = Random(f"{self.seed} {day}")  # noqa: S311  (nothing here is secret)
        usual = (one for one in _requests(chance, starts, self.askers) if one.who.device not in quiet)
        asked = sorted((*usual, *more), key=lambda one: one.at)
        path.write_text("".join((head(self.school.ref), *map(self._line, asked))))

    def _line(self, asked: Asked) -> str:
        decision = self.gate.decide(Request(asked.host, asked.who, asked.at))
        behind = tail(decision, asked.who, self.serving.mode_for(asked.who).value)
        return f"{asked.at:.3f}\t{asked.host}\t\tconnect\t{behind}{asked.terms}\n"


def land(school: School, seed: int, actor: Actor) -> None:
    """Decide and keep the days before today that are not kept yet, count them all, and tell what they show."""
    landing = Landing.of(school, seed)
    for day in school_days(school):
        landing.write(day)
    filters.count_use(school, now=timezone.now(), actor=actor)
    filters.tell_measures(school, actor=actor)


def _compile(folder: FilterFolder) -> None:
    for category, hosts in _LISTS.items():
        path = folder.root / "made-up-lists" / category / "domains"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{host}\n" for host in hosts))
    found = list(sources(str(folder.root / "made-up-lists")))
    compiled(told_apart(found), folder.lists, Wanted(), nobody)


def _askers(school: School) -> dict[str, list[Who]]:
    """Tablets of classes for the children; teachers at the laptops, and a screen in the hall; guests by nothing."""
    holders = (
        DeviceHolder.objects.for_school(school).known().filter(group__isnull=False).select_related("device", "group")
    )
    tablets = [Who(INFANT, frozenset({row.group.ref}), device=row.device.ref) for row in holders.order_by("pk")]
    laptops, boards = ([one.ref for one in on_list(school, kind)] for kind in ("laptop", "board"))
    teachers = sorted(holders_of(school, "teachers", on=today(school)), key=lambda one: one.name)
    staff = [Who(STAFF, person=one.ref, device=ref) for one, ref in zip(teachers, laptops, strict=False)]
    staff += [Who(STAFF, device=ref) for ref in boards]
    return {INFANT: tablets or [Who(INFANT)], STAFF: staff or [Who(STAFF)], GUEST: [Who(GUEST)]}


def on_list(school: School, kind: str) -> list[Device]:
    """The school's devices of a kind, in the order in which they were made."""
    return list(Device.objects.for_school(school).filter(kind=kind).order_by("pk"))


def school_days(school: School, *, before: date | None = None, within: int = 25) -> list[date]:
    """The last ten school days before a day, today; no longer ago than ``within`` days, the first of them first."""
    until = before or today(school)
    here, day, found = calendar(school), until, list[date]()
    while len(found) < DAYS and (until - day).days < within:
        day -= timedelta(days=1)
        if here.is_school_day(day):
            found.append(day)
    return sorted(found)


def _requests(chance: Random, starts: datetime, askers: Mapping[str, Sequence[Who]]) -> Iterator[Asked]:
    for level, sites in _USED.items():
        hosts, weights = zip(*sites, strict=True)
        for host in chance.choices(hosts, weights, k=_MANY[level]):
            yield Asked(starts.timestamp() + chance.uniform(0, 6 * 3600), host, chance.choice(askers[level]))
