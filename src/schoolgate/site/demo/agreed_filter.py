"""How the made-up school came by its filter: watched for some weeks, switched on, changed once, and asked about now."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from schoolgate.filtering import actions as filters
from schoolgate.filtering import queries
from schoolgate.filtering.agreed.setting import Decider, Setting
from schoolgate.frame.actor import person as acting
from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.people.models import School
from schoolgate.site.demo.cast import Cast

_STAFF: Final = ("teachers", "support-staff", "office", "head", "slt", "it-lead")


def watch(school: School, cast: Cast, _day: date) -> None:
    """The first setting: who has which level, and nothing closed yet."""
    roles = dict.fromkeys(_STAFF, "staff") | {"pupils": "infant", "visitors": "guest", "volunteers": "guest"}
    setting = Setting(roles=roles, serving=Serving(Mode.WATCHING))
    _agreed(school, cast, setting, "To see what it would close before it closes anything.")


def switch_on(school: School, cast: Cast, _day: date) -> None:
    """On for everybody; a teacher may open a site for the lesson where nobody who decides is there."""
    lesson = Decider("teachers", "lesson", frozenset({"video-audio", "games", "blogs"}), frozenset({"infant"}))
    setting = replace(_now(school), serving=Serving(Mode.ON), deciders=(lesson,))
    _agreed(school, cast, setting, "Six weeks of watching, and nothing that lessons need was in the way.")


def ease(school: School, cast: Cast, _day: date) -> None:
    """After the year's review: sites for learning join the infants' garden, which games are not to come into, and AI
    chat is closed for staff too."""
    now = _now(school)
    infant, staff = now.by_level["infant"], now.by_level["staff"]
    setting = now.with_level(replace(infant, garden=infant.garden | {"learning"}, block=infant.block | {"games"}))
    setting = setting.with_level(replace(staff, block=staff.block | {"ai-chat"}, warn=staff.warn - {"ai-chat"}))
    setting = replace(setting, sites=(Listed("robinhill.example", frozenset({"children"})),))
    _agreed(
        school, cast, setting, "Teachers asked for sites for learning; our policy keeps children’s work from AI tools."
    )


def today(school: School, cast: Cast) -> None:
    """A site that is open for the term's topic, one that somebody closed this morning, and a change that waits."""
    head, dsl = cast["head"], cast["dsl"]
    filters.open_site(
        school, "https://hedgehogs.example/", Scope(levels=frozenset({"infant"})), timezone.now() + timedelta(days=12),
        by=head, why="Our topic this half-term is animals that sleep through winter.", actor=acting(head.ref),
    )  # fmt: skip
    filters.close_at_once(
        school, "prizes.example", by=cast["support-staff"], why="It said that we had won something.",
        actor=acting(cast["support-staff"].ref),
    )  # fmt: skip
    staff = _now(school).by_level["staff"]
    setting = _now(school).with_level(replace(staff, warn=staff.warn | {"file-sharing", "web-mail"}))
    why = "Files should leave by the school’s own storage. A warning first, and we look again at Easter."
    row = filters.propose_change(school, setting, why, actor=acting(cast["it-lead"].ref))
    filters.agree(row, actor=acting(dsl.ref))


def _now(school: School) -> Setting:
    found = queries.setting_in_force(school)
    return found.setting if found else Setting()


def _agreed(school: School, cast: Cast, setting: Setting, why: str) -> None:
    row = filters.propose_change(school, setting, why, actor=acting(cast["computing-lead"].ref))
    for role in ("dsl", "head"):
        filters.agree(row, actor=acting(cast[role].ref))
