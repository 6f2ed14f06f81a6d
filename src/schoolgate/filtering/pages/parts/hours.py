"""Hours at which something is closed, or open that is closed otherwise: one added at a time, and those taken out."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.agreed.wording import hours_of, level_words
from schoolgate.gates.web.categories import CATALOGUE, Kind
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.windows import Hours, Window
from schoolgate.kernel.refs import new_ref

_DAYS: Final = tuple(
    enumerate(
        (
            gettext_lazy("Monday"),
            gettext_lazy("Tuesday"),
            gettext_lazy("Wednesday"),
            gettext_lazy("Thursday"),
            gettext_lazy("Friday"),
            gettext_lazy("Saturday"),
            gettext_lazy("Sunday"),
        )
    )
)
_WHICH: Final = (
    ("", gettext_lazy("School days and others")),
    ("school", gettext_lazy("School days only")),
    ("other", gettext_lazy("Weekends and holidays only")),
)
_DOES: Final = (
    ("everything", gettext_lazy("Close everything")),
    ("closes", gettext_lazy("Close what is ticked below")),
    ("opens", gettext_lazy("Open what is ticked below")),
)
OPENABLE: Final = [
    (one.key, one.words.capitalize()) for one in CATALOGUE if not one.locked and one.kind is not Kind.GARDEN
]


def _clock(words: Any) -> forms.TimeField:
    return forms.TimeField(label=words, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class HoursForm(forms.Form):
    out = forms.MultipleChoiceField(
        label=gettext_lazy("Hours to take out"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=gettext_lazy("New hours"),
        help_text=gettext_lazy("What you call them, such as “golden time”. Leave it empty to add none."),
        required=False,
        max_length=60,
    )
    starts = _clock(gettext_lazy("From"))
    ends = _clock(gettext_lazy("Until"))
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On"), choices=_DAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    which = forms.ChoiceField(label=gettext_lazy("Of these"), choices=_WHICH, required=False)
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("For"),
        help_text=gettext_lazy("Tick none for everybody."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    does = forms.ChoiceField(label=gettext_lazy("Then"), choices=_DOES, widget=forms.RadioSelect, required=False)
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Which"), required=False, widget=forms.CheckboxSelectMultiple, choices=OPENABLE
    )

    def __init__(self, data: Any, setting: Setting) -> None:
        super().__init__(data, initial={"days": list(range(5)), "does": "opens"})
        self.setting = setting
        out, levels = self.fields["out"], self.fields["levels"]
        assert isinstance(out, forms.MultipleChoiceField)
        assert isinstance(levels, forms.MultipleChoiceField)
        out.choices = [
            (each.ref, f"“{each.words}”: {hours_of(each, level_words(setting))}") for each in setting.windows
        ]
        levels.choices = [(level.key, level.words.capitalize()) for level in setting.levels]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("words"):
            for name in ("starts", "ends", "days", "does"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Say this of the new hours."))
            if given.get("does") in ("closes", "opens") and not given.get("categories"):
                self.add_error("categories", _("Tick at least one."))
        return given

    def sections(self) -> list[tuple[Any, list[Any]]]:
        new = ("words", "starts", "ends", "days", "which", "levels", "does", "categories")
        out = [(gettext_lazy("Hours that are agreed"), [self["out"]])] if self.setting.windows else []
        return [*out, (gettext_lazy("Add hours"), [self[name] for name in new])]

    def applied(self, setting: Setting) -> Setting:
        given = self.cleaned_data
        kept = tuple(each for each in setting.windows if each.ref not in given["out"])
        return replace(setting, windows=(*kept, self._window()) if given["words"] else kept)

    def _window(self) -> Window:
        given, chosen = self.cleaned_data, frozenset(self.cleaned_data["categories"])
        return Window(
            new_ref("win"),
            given["words"].strip(),
            (Hours(given["starts"], given["ends"]),),
            Scope(levels=frozenset(given["levels"])),
            frozenset(given["days"]),
            {"": None, "school": True, "other": False}[given["which"]],
            closes_everything=given["does"] == "everything",
            closes=chosen if given["does"] == "closes" else frozenset(),
            opens=chosen if given["does"] == "opens" else frozenset(),
        )
