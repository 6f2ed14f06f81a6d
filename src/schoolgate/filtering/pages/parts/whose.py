"""Who has which level: by role, year, class, network and place; and what holds where nobody is known."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.queries import Things
from schoolgate.vocabulary.roles import POSTS

_ELSE: Final = "-"  # no level of its own
_NONE: Final = (_ELSE, gettext_lazy("No level of its own"))
_SHUT: Final = "*"
_CLOSED: Final = (_SHUT, gettext_lazy("Everything closed"))
# Who signs in to a school's machines.
_ROLES: Final = (
    "pupils",
    "teachers",
    "support-staff",
    "office",
    "head",
    "slt",
    "it-lead",
    "governors",
    "visitors",
    "volunteers",
)
_MAPS: Final = ("roles", "years", "groups", "networks", "places", "unknown_at")


class WhoseForm(forms.Form):
    """``MAP.KEY`` is a level's key, ``*`` for "everything closed", or ``-`` for no level of its own."""

    def __init__(self, data: Any, setting: Setting, known: Things) -> None:
        super().__init__(data)
        self.named = _named(known)
        levels = tuple((level.key, level.words[:1].upper() + level.words[1:]) for level in setting.levels)
        self.fields["unknown"] = forms.ChoiceField(
            label=gettext_lazy("Where nobody is known"),
            help_text=gettext_lazy("The youngest level, or nothing at all."),
            choices=(*levels, _CLOSED),
            initial=setting.unknown or _SHUT,
        )
        for name in _MAPS:
            now = getattr(setting, name)
            for key, words in self.named[name]:
                self.fields[f"{name}.{key}"] = forms.ChoiceField(
                    label=words, choices=(_NONE, *levels, _CLOSED), initial=(now[key] or _SHUT) if key in now else _ELSE
                )

    def sections(self) -> list[tuple[Any, list[Any]]]:
        words = {
            "roles": gettext_lazy("By role"),
            "years": gettext_lazy("By year group"),
            "groups": gettext_lazy("By class"),
            "networks": gettext_lazy("By network"),
            "places": gettext_lazy("By place"),
            "unknown_at": gettext_lazy("Where nobody is known, at one place or network"),
        }
        maps = [(words[name], [self[f"{name}.{key}"] for key, _ in self.named[name]]) for name in _MAPS]
        return [("", [self["unknown"]]), *maps]

    def applied(self, setting: Setting) -> Setting:
        given = self.cleaned_data
        made: dict[str, Any] = {"unknown": _level(given["unknown"])}
        for name in _MAPS:
            shown = {key for key, _ in self.named[name]}
            kept = {key: level for key, level in getattr(setting, name).items() if key not in shown}
            said = {key: _level(given[f"{name}.{key}"]) for key in shown if given[f"{name}.{key}"] != _ELSE}
            made[name] = kept | said
        return replace(setting, **made)


def _level(said: str) -> str:
    return "" if said == _SHUT else said


def _named(known: Things) -> dict[str, tuple[tuple[str, str], ...]]:
    both = (*known.places, *known.networks)
    years = known.years or tuple((str(year), f"year {year}") for year in range(1, 7))
    return {
        "roles": tuple((role, POSTS[role]) for role in _ROLES),
        "years": tuple((key, words[:1].upper() + words[1:]) for key, words in years),
        "groups": known.classes,
        "networks": known.networks,
        "places": known.places,
        "unknown_at": both,
    }
