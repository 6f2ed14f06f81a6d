"""The forms by which other words for the policy are proposed and taken to a meeting."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.vocabulary.bodies import BODIES

MEETS: Final = [(key, words) for key, words in BODIES.items() if key != "head"]


class Propose(forms.Form):
    """A sentence proposed for one that stands, or a new one; to take a sentence out, leave it empty and say so."""

    proposed = forms.CharField(
        label=_("What it should say"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    out = forms.BooleanField(label=_("Take this sentence out altogether"), required=False)
    why = forms.CharField(
        label=_("Why"),
        help_text=_("For the governors’ paper. No names."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a sentence why governors should agree.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given.get("proposed")) == bool(given.get("out")):
            self.add_error("proposed", _("Write what it should say, or take it out: one of the two."))
        return given


class TakeToMeeting(forms.Form):
    body = forms.ChoiceField(
        label=_("Who meets?"),
        choices=MEETS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who meets.")},
    )
    on = DayField(label=_("On which day?"), error_messages={"required": _("Give the day of the meeting.")})
