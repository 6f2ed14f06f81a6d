"""The rules that follow from all that is agreed at a school: what its file of rules should hold now."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.utils import timezone

from schoolgate.filtering.agreed.rules import Around, rules_of, school_days
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.models import FilterPause, SiteClosure, SiteOpening
from schoolgate.filtering.queries import agreed
from schoolgate.gates.web.exceptions import Closure, SiteException
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.sites import Site
from schoolgate.gates.web.windows import Pause
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.policy.queries import in_force

# Where a level closes something, the policy's sentence behind it is the first that promises this.
_TOPICS: Final = ("web-filtering.age-levels", "web-filtering.in-place")
_LOCKED_TOPICS: Final = ("web-filtering.illegal-content", *_TOPICS)


def rules_now(
    school: School, *, epoch: int = 0, at: datetime | None = None, draft: Setting | None = None
) -> Rules | None:
    """The rules of the setting in force (or of a ``draft``) with all that is open, closed and paused beside it.
    ``None`` where nothing was agreed and there is no draft.
    """
    moment = at or timezone.now()
    if draft is None:
        agreed_now = agreed.setting_in_force(school)
        if agreed_now is None:
            return None
        draft = agreed_now.setting
    around = Around(
        epoch=epoch,
        zone=school.time_zone,
        exceptions=tuple(exception_of(row) for row in agreed.open_sites(school, moment)),
        closures=tuple(closure_of(row) for row in agreed.closed_sites(school, moment)),
        pauses=tuple(pause_of(row) for row in agreed.pauses(school, moment)),
        school_days=school_days(calendar(school), today(school)),
        clauses=clauses(school, draft),
    )
    return rules_of(draft, around)


def clauses(school: School, setting: Setting) -> dict[str, str]:
    """The policy's clause for each level and for what is locked, where the policy in force promises it."""
    policy = in_force(school, on=today(school))
    if policy is None:
        return {}
    by_topic: dict[str, str] = {}
    for promise in policy.promises:
        for topic in promise.clause.topics:
            by_topic.setdefault(topic.key, promise.clause.ref)
    found = {level.key: ref for level in setting.levels if (ref := _first(by_topic, _TOPICS))}
    return found | ({"locked": ref} if (ref := _first(by_topic, _LOCKED_TOPICS)) else {})


def exception_of(row: SiteOpening) -> SiteException:
    return SiteException(
        row.ref,
        Site.read(row.site),
        row.since,
        row.until,
        (row.by,),
        row.why,
        scope_of(row.scope),
        frozenset(row.categories),
    )


def closure_of(row: SiteClosure) -> Closure:
    return Closure(row.ref, Site.read(row.site), row.since, row.until, row.by, row.why, scope_of(row.scope))


def pause_of(row: FilterPause) -> Pause:
    both = frozenset(row.windows), frozenset(row.categories)
    return Pause(row.ref, row.since, row.until, row.by, row.why, scope_of(row.scope), *both)


def scope_of(plain: dict[str, list[str]]) -> Scope:
    return replace(Scope(), **{name: frozenset(refs) for name, refs in plain.items()})


def plain_scope(scope: Scope) -> dict[str, list[str]]:
    """What of a scope names anybody, as a row keeps it."""
    parts: dict[str, Iterable[str]] = {
        "levels": scope.levels,
        "groups": scope.groups,
        "persons": scope.persons,
        "devices": scope.devices,
        "places": scope.places,
    }
    return {name: sorted(refs) for name, refs in parts.items() if refs}


def _first(by_topic: dict[str, str], topics: Iterable[str]) -> str:
    return next((by_topic[topic] for topic in topics if topic in by_topic), "")
