"""An answer as a page shows it: words for columns and keys, and no small count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from schoolgate.activity.noticing import rule_called
from schoolgate.activity.questions.saying import Wording
from schoolgate.gates.web.categories import CATALOGUE, CATEGORIES
from schoolgate.kernel.small_counts import SMALL

if TYPE_CHECKING:
    from schoolgate.activity.asking import Answer

MOST: Final = 100  # rows of a page
HIDDEN: Final = "fewer than 5"


@dataclass(frozen=True, slots=True)
class Shown:
    """``rows`` hold a pair of heading and text for each column. ``hidden`` is whether a count was, ``more`` how many
    rows there are beyond those told."""

    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]
    hidden: bool
    more: int


def headings() -> Mapping[str, str]:
    """What a column is called on a page. A column that is not here is on none."""
    return {
        "level": _("For whom"),
        "category": _("Category"),
        "rows": _("Requests"),
        "asked": _("Asked for altogether"),
        "alarm": _("About"),
        "severity": _("How grave"),
        "shared": _("On a shared device"),
        "blocked": _("Blocked"),
        "days": _("Days"),
        "first_day": _("First"),
        "last_day": _("Last"),
        "hosts": _("Addresses"),
        "sites": _("Sites"),
        "sites_blocked": _("Sites blocked"),
        "site": _("Site"),
        "classes": _("Classes at once"),
        "asked_for": _("Somebody asked"),
        "let_through": _("Let through"),
        "devices": _("Devices"),
        "when": _("When"),
        "hour": _("From"),
        "alarms": _("Noticed"),
        "group": _("Class"),
        "hours": _("Hours"),
        "period": _("Half term"),
        "place": _("Place"),
    }


def shown(answer: "Answer", levels: Mapping[str, str], classes: Mapping[str, str]) -> Shown:
    """The first rows of an answer, in its own order. A row whose main count is small is left out whole."""
    called, question = headings(), answer.question
    names = [name for name in answer.table.column_names if name in called]
    rows = answer.table.to_pylist()
    whole = [row for row in rows if not question.counts or row[question.counts[0]] not in SMALL]
    words = {"level": levels, "group": classes, "when": _when(), "severity": _severities()}
    told = tuple(
        tuple((called[name], _text(name, row[name], words, name in question.counts)) for name in names)
        for row in whole[:MOST]
    )
    hidden = len(whole) < len(rows) or any(text == _(HIDDEN) for row in told for _heading, text in row)
    return Shown(tuple(called[name] for name in names), told, hidden, max(0, len(whole) - MOST))


def may_be_told(answer: "Answer") -> list[dict[str, Any]]:
    """All its rows, without those whose main count is small, and with every other small count hidden (None)."""
    counts = answer.question.counts
    rows = answer.table.to_pylist()
    whole = [row for row in rows if not counts or row[counts[0]] not in SMALL]
    return [
        {name: None if name in counts and value in SMALL else value for name, value in row.items()} for row in whole
    ]


def said(answer: "Answer", levels: Mapping[str, str], classes: Mapping[str, str], on: date) -> str:
    """The answer as a sentence, of what may be told; empty where nothing may."""
    rows = may_be_told(answer)
    words = Wording(levels, {each.key: each.words for each in CATALOGUE}, classes, answer.values, on, rule_called)
    return answer.question.says(rows, words) if rows else ""


def _text(name: str, value: object, words: Mapping[str, Mapping[str, str]], counted: bool) -> str:
    if name in words:
        return words[name].get(str(value), str(value)) or _("not known")
    if name == "category":
        return CATEGORIES[str(value)].words if str(value) in CATEGORIES else _("none of ours")
    if name == "alarm":
        return rule_called(str(value))
    if name == "hour":
        return f"{value}:00"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return _(HIDDEN) if counted and value in SMALL else f"{value:,}"
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)


def _when() -> Mapping[str, str]:
    return {"weekend": _("weekend"), "closed": _("no school that day"), "early": _("early"), "late": _("late")}


def _severities() -> Mapping[str, str]:
    return {"low": _("low"), "medium": _("medium"), "high": _("high")}
