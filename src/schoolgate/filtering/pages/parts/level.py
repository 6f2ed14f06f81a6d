"""One level: each category in its group, with words and why; ways round; safe search and YouTube."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.filtering.agreed.comparing import CLOSED, HELD, OPEN, WARNED, state
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.gates.web.categories import CATALOGUE, CATEGORIES, Category, Kind
from schoolgate.gates.web.levels import SHIPPED, Level
from schoolgate.gates.web.safe_search import Restricted
from schoolgate.gates.web.ways import WAYS

_STATES: Final = {"closed": CLOSED, "held": HELD, "warned": WARNED, "open": OPEN}
_CHOICES: Final = (
    ("closed", gettext_lazy("Closed")),
    ("held", gettext_lazy("An adult must open it")),
    ("warned", gettext_lazy("Open, with a warning")),
    ("open", gettext_lazy("Open")),
)
_YOUTUBE: Final = (
    (Restricted.STRICT.value, gettext_lazy("Strict")),
    (Restricted.MODERATE.value, gettext_lazy("Moderate")),
    (Restricted.OFF.value, gettext_lazy("Off")),
)
_CLOSED_TO_ALL: Final = frozenset.intersection(*(level.block for level in SHIPPED))
_CLOSED_TO_SOME: Final = frozenset.union(*(level.block for level in SHIPPED))


@dataclass(frozen=True, slots=True)
class Row:
    field: BoundField
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    words: str
    rows: tuple[Row, ...]
    closed: int  # of them now


class LevelForm(forms.Form):
    """``c-KEY`` is what is done with a category; ``garden``, ``ways`` and the two switches stand beside."""

    words = forms.CharField(label=gettext_lazy("What this level is called"), max_length=60)
    garden = forms.MultipleChoiceField(
        label=gettext_lazy("Only these are open"),
        help_text=gettext_lazy(
            "Tick none, and whatever is not closed is open. Ticked, all the rest of the web is closed."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.key, one.words.capitalize()) for one in CATALOGUE if one.kind is Kind.GARDEN],
    )
    ways = forms.MultipleChoiceField(
        label=gettext_lazy("Ways round the filter that are closed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(way.key, way.words) for way in WAYS.values()],
    )
    safe_search = forms.BooleanField(
        label=gettext_lazy("Search engines answer with their safe setting"), required=False
    )
    youtube = forms.ChoiceField(
        label=gettext_lazy("YouTube’s restricted mode"), choices=_YOUTUBE, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, level: Level) -> None:
        super().__init__(data, initial=_now(level))
        self.level = level
        for one in _openable():
            self.fields[f"c-{one.key}"] = forms.ChoiceField(label=one.words.capitalize(), choices=_CHOICES)

    def groups(self) -> Iterator[Group]:
        """What is closed to everybody as it ships first, then what is closed to some, and the rest."""
        for words, wanted in _groups():
            rows = tuple(
                Row(self[f"c-{one.key}"], one.words.capitalize(), one.why) for one in _openable() if wanted(one)
            )
            yield Group(words, rows, sum(row.field.value() == "closed" for row in rows))

    def applied(self, setting: Setting) -> Setting:
        """The setting with this level as it was answered."""
        given = self.cleaned_data
        level = replace(
            self.level,
            words=given["words"].strip(),
            garden=frozenset(given["garden"]),
            closed_ways=frozenset(given["ways"]),
            safe_search=given["safe_search"],
            youtube=Restricted(given["youtube"]),
            block=frozenset(_in(given, "closed")),
            hold=frozenset(_in(given, "held")),
            warn=frozenset(_in(given, "warned")),
        )
        return setting.with_level(level)


def _now(level: Level) -> dict[str, Any]:
    words = {said: key for key, said in _STATES.items()}
    return {f"c-{one.key}": words[state(level, one.key)] for one in _openable()} | {
        "words": level.words,
        "garden": sorted(level.garden),
        "ways": sorted(level.closed_ways),
        "safe_search": level.safe_search,
        "youtube": level.youtube.value,
    }


def _openable() -> list[Category]:
    return [one for one in CATALOGUE if not one.locked and one.kind is not Kind.GARDEN]


def _groups() -> list[tuple[str, Any]]:
    return [
        (_("Harm"), lambda one: one.kind is Kind.CONTENT and one.key in _CLOSED_TO_ALL),
        (_("Not for children"), lambda one: one.kind is Kind.CONTENT and one.key in _CLOSED_TO_SOME - _CLOSED_TO_ALL),
        (_("Things done on the web"), lambda one: one.kind is Kind.TOOL),
        (_("Ways round the filter"), lambda one: one.kind is Kind.BYPASS),
        (_("Other subjects"), lambda one: one.kind is Kind.CONTENT and one.key not in _CLOSED_TO_SOME),
    ]


def _in(given: dict[str, Any], wanted: str) -> Iterator[str]:
    return (one.key for one in _openable() if given[f"c-{one.key}"] == wanted)


def locked_words() -> list[str]:
    """What is closed at every level and stands in no form."""
    return [one.words for one in CATEGORIES.values() if one.locked]
