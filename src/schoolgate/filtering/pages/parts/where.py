"""Where the filter is off, only watches, or is on; and whose filter it is."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.queries import Things
from schoolgate.gates.web.serving import Mode, Serving

_MODES = (
    (Mode.OFF.value, gettext_lazy("Off: Schoolgate does not filter here. It proves the filter we have")),
    (Mode.WATCHING.value, gettext_lazy("Watch: say what would be closed, and close nothing but what is locked")),
    (Mode.ON.value, gettext_lazy("On: close what we agreed")),
)
_AS_SCHOOL = ("", gettext_lazy("As the rest of the school"))
_SHORT = (
    (Mode.OFF.value, gettext_lazy("Off")),
    (Mode.WATCHING.value, gettext_lazy("Watch")),
    (Mode.ON.value, gettext_lazy("On")),
)


class WhereForm(forms.Form):
    """``mode`` for the school; ``g-REF`` and ``p-REF`` for a class or place of its own."""

    mode = forms.ChoiceField(label=gettext_lazy("Schoolgate’s own filter"), choices=_MODES, widget=forms.RadioSelect)
    supplier = forms.CharField(
        label=gettext_lazy("Whose filter do you have beside it?"),
        help_text=gettext_lazy("Its name, or leave it empty. What the levels say is then what you agreed with them."),
        required=False,
        max_length=80,
    )

    def __init__(self, data: Any, setting: Setting, known: Things) -> None:
        self.known = known
        serving = setting.serving
        parts = {f"g-{ref}": mode.value for ref, mode in serving.groups.items()}
        parts |= {f"p-{ref}": mode.value for ref, mode in serving.places.items()}
        super().__init__(data, initial={"mode": serving.mode.value, "supplier": setting.supplier, **parts})
        for prefix, named in (("g", known.classes), ("p", known.places)):
            for ref, words in named:
                field = forms.ChoiceField(label=words, choices=(_AS_SCHOOL, *_SHORT), required=False)
                self.fields[f"{prefix}-{ref}"] = field

    def sections(self) -> list[tuple[Any, list[Any]]]:
        return [
            ("", [self["mode"], self["supplier"]]),
            (gettext_lazy("By class"), [self[f"g-{ref}"] for ref, _ in self.known.classes]),
            (gettext_lazy("By place"), [self[f"p-{ref}"] for ref, _ in self.known.places]),
        ]

    def applied(self, setting: Setting) -> Setting:
        given = self.cleaned_data
        groups = {ref: Mode(said) for ref, _ in self.known.classes if (said := given[f"g-{ref}"])}
        places = {ref: Mode(said) for ref, _ in self.known.places if (said := given[f"p-{ref}"])}
        serving = Serving(Mode(given["mode"]), groups, places)
        return replace(setting, serving=serving, supplier=" ".join(given["supplier"].split()))
