"""The filter's report: how much was used and what was blocked, by level and category. Nobody is in it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.evidence import queries as evidence
from schoolgate.filtering import actions
from schoolgate.filtering.access import LOOKERS, READERS
from schoolgate.filtering.queries import setting_in_force
from schoolgate.filtering.queries.usage import days_counted, use_of
from schoolgate.filtering.usage.telling import LevelUse, Use, telling
from schoolgate.frame.pages import page
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, at_school, require, today, visit
from schoolgate.people.models import School

WEEKS: Final = (1, 4, 13)
_USUAL: Final = 4


@at_school(*READERS, shows=Shows.POLICY)
def report(request: HttpRequest, school: str) -> HttpResponse:
    """``?weeks=N`` chooses how far back. POST, from somebody who leads, says that they looked at it."""
    here = visit(request)
    if request.method == "POST":
        require(here.roles, *LOOKERS)
        try:
            new = actions.look_at_report(here.school, by=here.person, actor=here.actor)
        except BadInputError as error:
            messages.error(request, f"{error.thing} {error.cause} {error.next_step}")
        else:
            messages.success(request, _("Kept: you looked at it today.") if new else _("You said so today already."))
        return redirect("filtering.report", school=school)
    asked = request.GET.get("weeks", "")
    weeks = int(asked) if asked.isdecimal() and int(asked) in WEEKS else _USUAL
    last = today(here.school) - timedelta(days=1)
    first = last - timedelta(days=7 * weeks - 1)
    day = use_of(here.school, first, last)
    use = telling(day) if day else None
    words = _level_words(here.school)
    looked = evidence.facts(here.school, today(here.school)).get("filtering.report_looked")
    context = {
        "school_ref": school,
        "first": first,
        "last": last,
        "weeks": weeks,
        "choices": WEEKS,
        "days": days_counted(here.school, first, last),
        "use": use,
        "levels": [_level(one, words) for one in use.levels] if use else [],
        "categories": _categories(use, words) if use else [],
        "asked": f"{use.asked:,}" if use else "",
        "blocked": f"{use.blocked:,}" if use else "",
        "may_look": use is not None and bool(here.roles & set(LOOKERS)),
        "looked": looked,
    }
    return page(request, "filtering/report.html", context, here="filter-report")


def _level_words(school: School) -> dict[str, str]:
    """Levels as the setting in force calls them; those of before as they ship."""
    version = setting_in_force(school)
    levels = (*SHIPPED, *(version.setting.levels if version else ()))
    return {level.key: level.words for level in levels}


def _level(one: LevelUse, words: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """A row: whose requests, and each number with its heading."""
    cells = [
        (_("Requests"), f"{one.asked:,}"),
        (_("Blocked"), f"{one.blocked:,}"),
        (_("Of a hundred"), f"{one.share:.1f}"),
        (_("Opened with a warning"), f"{one.warned:,}"),
        (_("Waiting for an adult"), f"{one.held:,}"),
        (_("Only watched"), f"{one.would:,}"),
    ]
    return _named(one.level, words), cells


def _categories(use: Use, words: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    heads = [_named(one.level, words) for one in use.levels]
    return [
        (_closed_by(one.category), [(head, f"{count:,}") for head, count in zip(heads, one.counts, strict=True)])
        for one in use.categories
    ]


def _named(level: str, words: Mapping[str, str]) -> str:
    said = words.get(level, level) if level else _("nobody the filter knew")
    return said[:1].upper() + said[1:]


def _closed_by(category: str) -> str:
    if category in CATEGORIES:
        words = CATEGORIES[category].words
        return words[:1].upper() + words[1:]
    return _("No list: not in the walled garden, out of hours, or a way round the filter")
