"""A week at Robin Hill: two classes, a teacher, a guest, and the sites they open."""

from datetime import UTC, datetime
from typing import Final

from schoolgate.filtering.agreed.rules import rules_of
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.landing.reading import Landed
from schoolgate.filtering.replaying.regrading import NOBODY, People, Regrading, asker_of
from schoolgate.filtering.replaying.running import Replay
from schoolgate.gates.web.categories import mask_of
from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.lists import HostTable
from schoolgate.gates.web.requests import Asked, Request
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.serving import Mode, Serving

MONDAY: Final = datetime(2026, 11, 16, 9, 0, tzinfo=UTC).timestamp()
SHUT: Final = "abuse.example"
LISTS: Final = HostTable(
    {
        "puzzles.example": mask_of(["games"]),
        "reading.example": mask_of(["children"]),
        "letters.example": mask_of(["web-mail"]),
        "dice.example": mask_of(["gambling"]),
        SHUT: mask_of(["child-abuse-images"]),
    }
)
HOSTS: Final = ("puzzles.example", "reading.example", "letters.example", "dice.example", SHUT, "plain.example")
AGREED: Final = Setting(groups={"grp_wrens": "infant", "grp_owls": "junior"}, serving=Serving(Mode.ON))
CLASSES: Final = frozenset({"grp_wrens", "grp_owls"})


def row(host: str, level: str = "junior", *, groups: tuple[str, ...] = ("grp_owls",), **more: object) -> Landed:
    """A request as the agreed setting decided it at the time."""
    values = {
        "at": MONDAY, "school": "sch_1", "level": level, "verdict": "", "category": "", "rule": "", "host": host,
        "path": "", "asked": "connect", "person": "", "device": "", "groups": groups, "place": "", "epoch": 1,
        "mode": "on", **more,
    }  # fmt: skip
    found = Landed(**values)  # type: ignore[arg-type]  # the values of one test
    return found if found.verdict else as_decided(found, AGREED)


def as_decided(asked: Landed, setting: Setting) -> Landed:
    """The row with what ``decide`` answers under a setting."""
    who = Who(asked.level, frozenset(asked.groups), asked.person, asked.device, asked.place)
    request = Request(asked.host, who, asked.at, Asked(asked.asked), asked.path)
    decision = decide(request, rules_of(setting), LISTS)
    return asked._replace(verdict=decision.verdict.value, category=decision.category, rule=decision.rule)


def replay(draft: Setting, agreed: Setting = AGREED, people: People = NOBODY) -> Replay:
    return Replay(rules_of(agreed), rules_of(draft), LISTS, Regrading(agreed, draft, people), CLASSES)


__all__ = ["AGREED", "CLASSES", "HOSTS", "LISTS", "MONDAY", "SHUT", "as_decided", "asker_of", "replay", "row"]
