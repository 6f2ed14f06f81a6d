"""A made-up school's filter, for tests: Robin Hill Infant School and Wren Lane Primary School share its lists."""

from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.gates.web.categories import mask_of
from schoolgate.gates.web.exceptions import Closure, SiteException
from schoolgate.gates.web.lists import HostTable
from schoolgate.gates.web.requests import Asked, Decision, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import EVERYONE, Scope, Who
from schoolgate.gates.web.sites import Site
from schoolgate.gates.web.windows import Hours, Pause, Window

LONDON: Final = ZoneInfo("Europe/London")
NOON: Final = datetime(2026, 11, 18, 12, 0, tzinfo=LONDON)  # a Wednesday
INFANT, JUNIOR, STAFF, GUEST = Who("infant"), Who("junior"), Who("staff"), Who("guest")
OWLS: Final = Who("junior", frozenset({"class_owls"}), person="person_amara")

LISTED: Final = {
    "puzzles.example": ("games",),
    "casino.example": ("gambling",),
    "blue.example": ("adult",),
    "cdn.blue.example": ("adverts",),
    "worst.example": ("child-abuse-images",),
    "wild.worst.example": ("games",),
    "part.worst-in-part.example": ("terrorist-content",),
    "numbers.example": ("children",),
    "rhymes.example": ("children", "adult"),
    "opinion.example": ("false-news",),
    "tunnel.example": ("vpn",),
    "192.0.2.7": ("malware",),
}
LISTS: Final = HostTable({host: mask_of(keys) for host, keys in LISTED.items()})


def ask(
    host: str,
    who: Who = JUNIOR,
    at: datetime = NOON,
    asked: Asked = Asked.GET,
    path: str = "",
    record: int = 1,
) -> Request:
    return Request(host, who, at.timestamp(), asked, path, record)


def opens(site: str, scope: Scope = EVERYONE, *, ref: str = "exc_1", categories: tuple[str, ...] = ()) -> SiteException:
    """An exception for one lesson: noon to one o'clock."""
    return SiteException(
        ref,
        Site.read(site),
        NOON,
        NOON.replace(hour=13),
        ("person_head", "person_dsl"),
        "The lesson on chance.",
        scope,
        frozenset(categories),
    )


def closes(site: str, scope: Scope = EVERYONE, *, ref: str = "clo_1") -> Closure:
    """A site closed at noon, for an hour unless it is agreed."""
    return Closure(ref, Site.read(site), NOON, NOON.replace(hour=13), "person_dsl", "A pupil found it.", scope)


def pauses(
    *, scope: Scope = EVERYONE, windows: tuple[str, ...] = (), categories: tuple[str, ...] = (), ref: str = "pau_1"
) -> Pause:
    """A pause from noon to half past."""
    return Pause(
        ref, NOON, NOON.replace(minute=30), "person_head", "Assembly.", scope, frozenset(windows), frozenset(categories)
    )


def night(ref: str = "win_night", scope: Scope = EVERYONE) -> Window:
    """Everything closed from ten at night until seven in the morning."""
    return Window(ref, "night", (Hours(time(22), time(7)),), scope, closes_everything=True)


def play(ref: str = "win_play", scope: Scope = EVERYONE) -> Window:
    """Games open at the two playtimes of a school day."""
    hours = (Hours(time(10, 30), time(10, 45)), Hours(time(12), time(13)))
    return Window(ref, "playtime", hours, scope, weekdays=frozenset(range(5)), opens=frozenset({"games"}))


def said(decision: Decision) -> tuple[str, str, str]:
    """Verdict, rule and category: what most tests look at."""
    return decision.verdict.value, decision.rule, decision.category


def rules(**parts: object) -> Rules:
    return Rules(epoch=3, **parts)  # type: ignore[arg-type]  # each test names the parts it gives
