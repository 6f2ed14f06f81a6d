"""What the pages of the agreement show, in words: versions, changes, who signed and for whom one waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from schoolgate.filtering.access import SIGNING
from schoolgate.filtering.actions import may_sign
from schoolgate.filtering.agreed.comparing import Difference, differences, state
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.agreed.wording import YOUTUBE_WORDS
from schoolgate.filtering.models import Proposal, SettingSignature
from schoolgate.filtering.queries import (
    InForce,
    SingleNames,
    proposed_setting,
    setting_in_force,
    single_names,
    things,
    versions,
)
from schoolgate.gates.web.categories import CATALOGUE, CATEGORIES, Kind
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.serving import Mode
from schoolgate.gates.web.ways import WAYS
from schoolgate.people.access import Visit, today
from schoolgate.people.circles import ROLL
from schoolgate.people.models import School
from schoolgate.people.queries import names
from schoolgate.policy.queries import in_force
from schoolgate.vocabulary.roles import POSTS


@dataclass(frozen=True, slots=True)
class Signed:
    name: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A proposal. ``waits_for`` are names of whom it waits for now, ``mine`` whether whoever looks may sign it."""

    ref: str
    status: str
    reason: str
    by: str
    proposed_at: datetime
    on: int
    said: str
    closed_by: str
    closed_at: datetime | None
    digest: str
    signed: tuple[Signed, ...]
    waits_for: str
    mine: bool
    by_me: bool


@dataclass(frozen=True, slots=True)
class About:
    """Differences that are for the same people; how many of them open something and how many close."""

    who: str
    lines: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class LevelShown:
    key: str
    words: str
    closed: tuple[str, ...]
    held: tuple[str, ...]
    warned: tuple[str, ...]
    garden: tuple[str, ...]
    open_ways: tuple[str, ...]
    safe_search: bool
    youtube: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version, who agreed it and why, newest first in a list."""

    number: int
    since: datetime
    until: datetime | None
    reason: str
    signed: tuple[Signed, ...]
    changes: int


def change(row: Proposal, me: str) -> Change:
    school = row.school
    able = may_sign(row) if row.status == Proposal.Status.WAITING else ()
    signed = _signed(school, row)
    known = names(school, {row.by, row.closed_by})
    return Change(
        row.ref,
        row.status,
        row.reason,
        known.get(row.by, _("Whoever looks after Schoolgate")),
        row.proposed_at,
        row.on_version.number if row.on_version else 0,
        row.said,
        known.get(row.closed_by, ""),
        row.closed_at,
        row.digest,
        signed,
        _(" or ").join(dict.fromkeys(one.name for one in able)) if len(signed) else _both(able),
        any(one.person == me for one in able),
        row.by == me,
    )


def _both(able: Iterable[object]) -> str:
    """The two it waits for: those who may sign as the one, and those who may as the other."""
    by_role: dict[str, list[str]] = {}
    for one in able:
        by_role.setdefault(getattr(one, "role", ""), []).append(getattr(one, "name", ""))
    return _(" and ").join(_(" or ").join(dict.fromkeys(by_role[role])) for role in SIGNING if role in by_role)


def names_for(here: Visit, *settings: Setting) -> SingleNames:
    """What single devices and persons of some settings are called, to whoever visits."""
    return single_names(here.school, settings, sees_people=bool(here.roles & set(ROLL)))


def changes_of(row: Proposal, here: Visit) -> tuple[About, ...]:
    """What would be otherwise than in the version it was made from, by whom it is for."""
    before, wanted = setting_before(row), proposed_setting(row)
    names = things(row.school).names | names_for(here, before, wanted).by_ref
    return grouped(differences(before, wanted, names))


def setting_before(row: Proposal) -> Setting:
    """What it was made from: a version, or for the first of all the setting as it ships."""
    version = row.on_version
    found = next((one for one in versions(row.school) if version and one.ref == version.ref), None)
    return found.setting if found else Setting()


def grouped(found: Iterable[Difference]) -> tuple[About, ...]:
    by_who: dict[str, list[Difference]] = {}
    for one in found:
        by_who.setdefault(one.who, []).append(one)
    return tuple(About(who[:1].upper() + who[1:], tuple(lines)) for who, lines in by_who.items())


def level_shown(level: Level) -> LevelShown:
    openable = [one for one in CATALOGUE if not one.locked and one.kind is not Kind.GARDEN]
    by_state: dict[str, list[str]] = {}
    for one in openable:
        by_state.setdefault(state(level, one.key), []).append(one.words)
    return LevelShown(
        level.key,
        level.words[:1].upper() + level.words[1:],
        tuple(by_state.get("closed", ())),
        tuple(by_state.get("held for an adult", ())),
        tuple(by_state.get("open with a warning", ())),
        tuple(CATEGORIES[key].words for key in sorted(level.garden)),
        tuple(way.words for key, way in WAYS.items() if key not in level.closed_ways),
        level.safe_search,
        YOUTUBE_WORDS[level.youtube],
    )


def versions_shown(school: School) -> list[VersionShown]:
    rows = {row.version.number: row for row in _agreed(school) if row.version is not None}
    known = versions(school)
    before = {one.number: one.setting for one in known}
    return [
        VersionShown(
            one.number,
            one.since,
            one.until,
            rows[one.number].reason if one.number in rows else "",
            _signed(school, rows[one.number]) if one.number in rows else (),
            len(differences(before.get(one.number - 1, Setting()), one.setting)),
        )
        for one in known
    ]


def _agreed(school: School) -> list[Proposal]:
    return list(Proposal.objects.for_school(school).filter(version__isnull=False).select_related("version"))


def _signed(school: School, row: Proposal) -> tuple[Signed, ...]:
    rows = list(SettingSignature.objects.for_school(school).filter(proposal=row).order_by("signed_at"))
    known = names(school, {one.person for one in rows})
    return tuple(Signed(known.get(one.person, ""), POSTS[one.role], one.signed_at) for one in rows)


def sentences(school: School) -> list[str]:
    """What the policy in force itself says of filtering by age and of who changes it, in its own words."""
    policy = in_force(school, on=today(school))
    wanted = (
        "web-filtering.age-levels",
        "web-filtering.in-place",
        "filter-change.two-person",
        "web-filtering.illegal-content",
    )
    found: dict[str, None] = {}
    for topic in wanted:
        for promise in policy.promises if policy else ():
            if any(one.key == topic for one in promise.clause.topics):
                found.setdefault(f"{promise.clause.stem} {promise.clause.text}".strip())
                break
    return list(found)


def first_line(now: InForce | None) -> tuple[str, str]:
    """How the filter stands, and what follows from it."""
    if now is None:
        return (
            _("Nothing is agreed about the web filter yet."),
            _("Schoolgate does not filter here: it proves your filter. Nothing changes unless two people agree."),
        )
    serving = now.setting.serving
    if serving.mode is Mode.ON:
        return _("The filter is on."), _some(now.setting)
    if serving.acts:
        return _("The filter is on for part of the school."), _some(now.setting)
    if serving.runs:
        return (
            _("The filter only watches."),
            _("It says what it would close, and closes nothing but what is locked: illegal content."),
        )
    whose = now.setting.supplier
    return (
        _("Schoolgate does not filter here."),
        _("It proves the filter you have, from %(whose)s.") % {"whose": whose}
        if whose
        else _("It proves the filter you have."),
    )


def _some(setting: Setting) -> str:
    others = sum(mode is not Mode.ON for mode in (*setting.serving.groups.values(), *setting.serving.places.values()))
    ons = sum(mode is Mode.ON for mode in (*setting.serving.groups.values(), *setting.serving.places.values()))
    if setting.serving.mode is Mode.ON and others:
        return _("But not for %(n)s classes or places, which have an answer of their own.") % {"n": others}
    if setting.serving.mode is not Mode.ON:
        return _("It is on for %(n)s classes or places. Elsewhere it closes nothing but what is locked.") % {"n": ons}
    return _("What was agreed is closed for everybody, and what is locked is closed always.")


def current(school: School) -> Setting:
    now = setting_in_force(school)
    return now.setting if now else Setting()
