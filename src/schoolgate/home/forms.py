"""The forms of these pages. Their errors are in the words of whoever fills them in."""

from dataclasses import replace
from typing import Any, Final, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.policy.promises import Correction
from schoolgate.reading.model import Clause, ClockName, Polarity, Strength, Unit, When
from schoolgate.vocabulary.bodies import BODIES
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import POLARITIES, STRENGTHS

_KINDS: Final = ".docx,.odt,.pdf,.txt,.md,.html,.htm"


_FIGURES: Final = forms.TextInput(attrs={"inputmode": "numeric"})

# A unit of time and the clock it is counted on, as one choice.
_TIMES: Final[dict[str, tuple[Unit, ClockName]]] = {
    "hours": ("hour", "wall"),
    "working days": ("day", "working"),
    "school days": ("day", "school"),
    "days": ("day", "calendar"),
    "weeks": ("week", "calendar"),
    "months": ("month", "calendar"),
    "half-terms": ("half_term", "school"),
    "terms": ("term", "school"),
    "years": ("year", "calendar"),
}


class AnotherDay(forms.Form):
    """A past day to see the policy on. Asked for by address, so that it can be kept and sent."""

    on = DayField(label=_("On another day"), required=False)


class GivePolicy(forms.Form):
    """A file, or its words. One of the two, never both."""

    file = forms.FileField(
        label=_("The policy file"),
        help_text=_("Word, OpenDocument, PDF with text, plain text, Markdown or a saved web page."),
        required=False,
        widget=forms.FileInput(attrs={"accept": _KINDS}),
        error_messages={"empty": _("That file has nothing in it. Choose the file again.")},
    )
    words = forms.CharField(
        label=_("Or paste its words here"),
        required=False,
        strip=True,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": _("That is more than a million letters. Paste the policy alone.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        if not given.get("file") and not given.get("words"):
            self.add_error("file", _("Choose the policy file, or paste its words below."))
        elif given.get("file") and given.get("words"):
            self.add_error("words", _("Give the file or its words, not both. Clear one of them."))
        return given


class PutInForce(forms.Form):
    """Who ratified it, when, and for whom whoever is signed in does this."""

    body = forms.ChoiceField(
        label=_("Who ratified it?"),
        choices=list(BODIES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who ratified the policy.")},
    )
    ratified_on = DayField(
        label=_("On which day?"), error_messages={"required": _("Give the day the policy was ratified.")}
    )
    on_behalf_of = forms.CharField(
        label=_("On whose behalf are you doing this?"),
        help_text=_("An office, such as the headteacher, and no name: it goes into the record. Empty: for yourself."),
        required=False,
        max_length=120,
    )
    minute = forms.CharField(
        label=_("Where is that written down?"),
        help_text=_("For example: governors’ minutes, item 7. Leave it empty if you do not know."),
        required=False,
        max_length=200,
    )
    present = forms.IntegerField(
        label=_("How many members were there?"), required=False, min_value=0, max_value=999, widget=_FIGURES
    )
    quorum = forms.IntegerField(
        label=_("How many does the meeting need?"),
        help_text=_(
            "Its quorum: for most maintained schools, half the governors. Leave both empty if you do not know."
        ),
        required=False,
        min_value=1,
        max_value=999,
        widget=_FIGURES,
    )
    pending = forms.BooleanField(
        label=_("Too few were there: use it all the same, as not ratified yet"), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    after = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class CorrectReading(forms.Form):
    """What a sentence should have been read as. The sentence itself is never changed."""

    promises = forms.ChoiceField(
        label=_("Does this sentence promise anything?"),
        choices=[("yes", _("Yes, it does")), ("no", _("No, it promises nothing"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the sentence promises anything.")},
    )
    strength = forms.ChoiceField(
        label=_("How strongly?"),
        choices=[(key, words) for key, words in STRENGTHS.items() if key != Strength.NONE],
        widget=forms.RadioSelect,
        required=False,
    )
    polarity = forms.ChoiceField(
        label=_("What does it promise?"), choices=list(POLARITIES.items()), widget=forms.RadioSelect, required=False
    )
    number = forms.IntegerField(
        label=_("How soon, or how often? A number"),
        help_text=_("For “every term” it is 1."),
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Give a whole number from 1 to 999, or leave it empty.")
        ),
    )
    unit = forms.ChoiceField(label=_("Of what?"), choices=[("", ""), *((key, key) for key in _TIMES)], required=False)
    who = forms.MultipleChoiceField(
        label=_("Who must act?"), choices=list(ROLES.items()), widget=forms.CheckboxSelectMultiple, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given.get("number")) != bool(given.get("unit")):
            self.add_error("unit" if given.get("number") else "number", _("Give the number and what it counts."))
        return given

    @classmethod
    def for_clause(cls, clause: Clause) -> Self:
        when = clause.when
        timed = next((key for key, (unit, _clock) in _TIMES.items() if when and unit == when.unit), "")
        exact = next((key for key, pair in _TIMES.items() if when and pair == (when.unit, when.clock)), timed)
        return cls(
            initial={
                "promises": "yes",
                "strength": clause.strength.value,
                "polarity": clause.polarity.value,
                "number": when.n if when else None,
                "unit": exact,
                "who": list(clause.who),
            }
        )

    def correction(self, clause: Clause) -> Correction:
        """What was answered; what was left empty stays as it was read."""
        given = self.cleaned_data
        if given["promises"] == "no":
            return Correction(promises=False)
        return Correction(
            who=tuple(given["who"]) or None,
            strength=Strength(given["strength"]) if given["strength"] else None,
            polarity=Polarity(given["polarity"]) if given["polarity"] else None,
            when=self._when(clause),
        )

    def _when(self, clause: Clause) -> When | None:
        """The time that was given, in the sentence's own words where it has some; None where it is as we read it."""
        number, key = self.cleaned_data["number"], self.cleaned_data["unit"]
        if not number:
            return None
        unit, clock = _TIMES[key]
        was = clause.when
        if was is not None and (was.n, was.unit) == (number, unit) and was.clock in (clock, None):
            return None
        if was is None:
            return When(f"{number} {key}", number, unit, clock)
        return replace(was, n=number, unit=unit, clock=clock)


class AddPromise(forms.Form):
    """What a sentence promises that we had read as promising nothing."""

    strength = forms.ChoiceField(
        label=_("How strongly?"),
        choices=[(key, words) for key, words in STRENGTHS.items() if key != Strength.NONE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how strongly it promises.")},
    )
    polarity = forms.ChoiceField(
        label=_("What does it promise?"),
        choices=list(POLARITIES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether something is done or not done.")},
    )
    who = forms.MultipleChoiceField(
        label=_("Who must act?"),
        choices=list(ROLES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say who must act.")},
    )

    def correction(self) -> Correction:
        given = self.cleaned_data
        return Correction(
            who=tuple(given["who"]), strength=Strength(given["strength"]), polarity=Polarity(given["polarity"])
        )
