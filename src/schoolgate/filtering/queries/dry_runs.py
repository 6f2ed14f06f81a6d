"""What a replay is given: both sets of rules, the lists in service, whose refs are whose, and the sites of lessons."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from schoolgate.estate.queries import whole_estate
from schoolgate.filtering.agreed.levels import Known, level_of
from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.filtering.folder import FilterFolder, filter_folder
from schoolgate.filtering.models import CheckedSite, DryRun
from schoolgate.filtering.queries.agreed import setting_in_force
from schoolgate.filtering.queries.classes import years_of_classes
from schoolgate.filtering.queries.rules import rules_now
from schoolgate.filtering.replaying.regrading import People, Regrading
from schoolgate.filtering.replaying.running import Replay
from schoolgate.filtering.replaying.telling import Lesson
from schoolgate.filtering.store.layout import StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.addresses import one_address
from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.lists import NOTHING_LISTED, Categories
from schoolgate.gates.web.requests import Asked, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.unreadable import UnreadableError
from schoolgate.kernel.errors import BadInputError
from schoolgate.kernel.verdicts import Verdict
from schoolgate.people.access import today
from schoolgate.people.classes.queries import placed
from schoolgate.people.models import School
from schoolgate.people.queries import roles_held


@dataclass(frozen=True, slots=True)
class Before:
    """All that a dry run at a school needs."""

    folder: FilterFolder
    replay: Replay
    lessons: tuple[Lesson, ...]


def before_running(school: School, draft: Setting, now: datetime) -> Before:
    """Raises ``BadInputError`` where nothing is agreed yet, so that there is nothing to hold a draft against."""
    agreed = setting_in_force(school)
    if agreed is None:
        cause = "nothing is in force that it could be held against."
        raise BadInputError("the dry run", cause, "Agree a first setting of the filter.")
    folder = filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref)
    try:
        lists: Categories = Store(folder.lists)
    except (StoreError, OSError):
        lists = NOTHING_LISTED
    rules, drafted = rules_now(school, at=now), rules_now(school, at=now, draft=draft)
    assert rules is not None
    assert drafted is not None
    classes = years_of_classes(school, today(school))
    regrading = Regrading(agreed.setting, draft, _people(school, now))
    replay = Replay(rules, drafted, lists, regrading, frozenset(classes))
    return Before(folder, replay, tuple(_lessons(school, draft, drafted, lists, now)))


def dry_runs(school: School, proposal: str) -> list[DryRun]:
    """Those of one proposal, the latest first."""
    return list(DryRun.objects.for_school(school).filter(proposal=proposal).order_by("-asked_at", "-pk"))


def _people(school: School, now: datetime) -> People:
    estate, day = whole_estate(school, now), now.astimezone(ZoneInfo(school.time_zone)).date()
    years: defaultdict[str, set[int]] = defaultdict(set)
    for row in placed(school, day):
        if row.year is not None:
            years[row.person].add(row.year)
    known = {person: tuple(sorted(found)) for person, found in years.items()}
    return People(
        years={**known, **years_of_classes(school, day)},
        roles={ref: tuple(sorted(roles)) for ref, roles in roles_held(school, on=day).items()},
        kinds={device.ref: device.kind for device in estate.devices.values()},
        within=dict(estate.places),
    )


def _lessons(school: School, draft: Setting, rules: Rules, lists: Categories, now: datetime) -> list[Lesson]:
    """Sites that somebody found suitable for a lesson, and that the draft would not open for those it is for."""
    rows = CheckedSite.objects.for_school(school).filter(state=CheckedSite.State.SUITABLE, check_of__until__gt=now)
    years, found = years_of_classes(school, today(school)), dict[tuple[str, str], Lesson]()
    for row in rows.select_related("check_of"):
        try:
            address = one_address(row.address)
        except UnreadableError:
            continue
        check = row.check_of
        groups = (check.group,) if check.group else ()
        level = level_of(draft, Known(groups=groups, years=years.get(check.group, ()))).level if groups else check.level
        if level == CLOSED:
            found[address.host, level] = Lesson(address.host, level, "Everything is closed for them.")
            continue
        who = Who(level, frozenset(groups))
        decision = decide(Request(address.host, who, now.timestamp(), Asked.CONNECT), rules, lists)
        if decision.verdict in (Verdict.BLOCK, Verdict.HOLD):
            found[address.host, level] = Lesson(address.host, level, decision.because)
    return sorted(found.values(), key=lambda one: (one.host, one.level))
