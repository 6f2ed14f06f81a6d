"""What a proposed change would have done in the last days: asked for here, worked out beside, shown when done."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.filtering import actions, queries
from schoolgate.filtering.access import PROPOSERS, SIGNERS
from schoolgate.filtering.models import DryRun, Proposal
from schoolgate.filtering.queries import proposed_setting, setting_in_force
from schoolgate.filtering.queries.dry_runs import dry_runs
from schoolgate.filtering.replaying.telling import Row, Site, Told, read
from schoolgate.frame.pages import page
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.classes.queries import classes

DAYS: Final = (1, 7, 28)
_USUAL: Final = 7
_UNTOLD: Final = {
    "networks": gettext_lazy(
        "A change of what a network’s devices get: a decision does not keep which network it came by."
    ),
    "entitlement": gettext_lazy("Who would have to agree first: nobody’s agreement is replayed."),
}


@at_school(*dict.fromkeys((*PROPOSERS, *SIGNERS)), shows=Shows.POLICY)
def dry_run(request: HttpRequest, school: str, proposal: str) -> HttpResponse:
    """POST with ``days`` asks for one; it is worked out by the worker and never here."""
    here = visit(request)
    row = queries.proposal(here.school, proposal)
    if request.method == "POST":
        asked = request.POST.get("days", "")
        days = int(asked) if asked.isdecimal() and int(asked) in DAYS else _USUAL
        now = timezone.now()
        actions.ask_dry_run(row, since=now - timedelta(days=days), until=now, actor=here.actor)
        return redirect("filtering.dry_run", school=school, proposal=proposal)
    found = dry_runs(here.school, row.ref)
    last = found[0] if found else None
    told = read(last.told) if last is not None and last.told is not None else None
    context = {
        "school_ref": school,
        "proposal": row.ref,
        "last": last,
        "running": last is not None and last.state in (DryRun.State.WAITING, DryRun.State.RUNNING),
        "failed": last is not None and last.state == DryRun.State.FAILED,
        "share": min(99, 100 * last.read // last.expected) if last is not None and last.expected else None,
        "choices": DAYS,
        "usual": _USUAL,
        **(_told(here, row, told) if told else {}),
    }
    return page(request, "filtering/dry_run.html", context, here="filter")


def _told(here: Visit, row: Proposal, told: Told) -> Mapping[str, object]:
    words, names = _level_words(here, row), {one.ref: one.name for one in classes(here.school, today(here.school))}
    tables = (
        (
            _("By level"),
            _("Level"),
            _table(told.levels, lambda key: words.get(key, key) or _("nobody the filter knew")),
        ),
        (_("By class"), _("Class"), _table(told.groups, lambda key: names.get(key, _("no class was known")))),
        (_("By category"), _("Category"), _table(told.categories, _category)),
    )
    zone = ZoneInfo(here.school.time_zone)
    return {
        "told": told,
        "judged": f"{told.judged:,}",
        "closing": f"{told.closing:,}",
        "opening": f"{told.opening:,}",
        "first": datetime.fromtimestamp(told.first, UTC).astimezone(zone) if told.judged else None,
        "until": datetime.fromtimestamp(told.last, UTC).astimezone(zone) if told.judged else None,
        "tables": [one for one in tables if one[2]],
        "sites": [
            (words, sites)
            for words, sites in (
                (_("Sites that would close"), _sites(told.sites_closing)),
                (_("Sites that would open"), _sites(told.sites_opening)),
            )
            if sites
        ],
        "lessons": [(one.host, words.get(one.level, one.level), one.because) for one in told.lessons],
        "already": f"{told.already:,}" if told.already else "",
        "unread": f"{told.unread:,}" if told.unread else "",
        "untold": [_UNTOLD[key] for key in told.untold if key in _UNTOLD],
    }


def _level_words(here: Visit, row: Proposal) -> dict[str, str]:
    agreed = setting_in_force(here.school)
    levels = (*(agreed.setting.levels if agreed else ()), *proposed_setting(row).levels)
    return {level.key: level.words[:1].upper() + level.words[1:] for level in levels}


def _table(rows: tuple[Row, ...], words: Callable[[str], str]) -> list[tuple[str, str, str, str]]:
    return [(words(one.key), f"{one.closing:,}", f"{one.opening:,}", f"{one.otherwise:,}") for one in rows]


def _sites(sites: tuple[Site, ...]) -> list[tuple[str, str, str]]:
    return [(one.host, _category(one.category), f"{one.count:,}") for one in sites]


def _category(key: str) -> str:
    if key in CATEGORIES:
        words = CATEGORIES[key].words
        return words[:1].upper() + words[1:]
    return _("On no list")
