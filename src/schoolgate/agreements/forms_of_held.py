"""The office's forms of what it holds already: a class, a paper, and whose is there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.agreements.contract import Answers, Kind
from schoolgate.frame.dayfield import DayField
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.people.classes.queries import ClassRow

PLACE = "place:"  # and the key of a place where a picture may be used


class WhichForm(forms.Form):
    group = forms.ChoiceField(label=_("Class"), error_messages={"required": _("Choose a class.")})
    what = forms.ChoiceField(label=_("Which paper?"), error_messages={"required": _("Choose which paper.")})

    def __init__(self, data: Mapping[str, Any] | None, *, groups: Sequence[ClassRow], kinds: Sequence[Kind]) -> None:
        super().__init__(data)
        self.choose("group", [(one.ref, one.name) for one in groups])
        papers = [(one.key, one.title) for one in kinds if one.answers is Answers.AGREE]
        if any(one.answers is Answers.CHANNELS for one in kinds):
            papers += [
                (f"{PLACE}{key}", _("Pictures: %(place)s") % {"place": words}) for key, words in CHANNELS.items()
            ]
        self.choose("what", papers)

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *choices]


class HeldForm(forms.Form):
    """``there`` are those whose paper is there (of pictures: with a yes), ``no`` those whose paper says no."""

    on = DayField(label=_("Signed on"), error_messages={"required": _("Give the day.")})
    there = forms.MultipleChoiceField(
        label=_("Whose paper is there?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    no = forms.MultipleChoiceField(label=_("Whose paper says no?"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, people: list[tuple[str, str]], pictures: bool, **more: Any
    ) -> None:
        super().__init__(data, **more)
        for name in ("there", "no"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = people
        if pictures:
            self.fields["there"].label = _("Whose paper says yes?")
        else:
            del self.fields["no"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("there") and not said.get("no"):
            self.add_error("there", _("Tick at least one."))
        return said
