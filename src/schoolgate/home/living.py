"""The forms of what happens between two versions: a review called for or held, people asked, what governors said."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.home.amending import MEETS
from schoolgate.vocabulary.reviews import AUDIENCES, OUTCOMES, TRIGGERS, WAYS, WORKS

_SHORT: Final = forms.Textarea(attrs={"rows": 3})
# Statutory guidance is noticed by itself, by its date.
_BY_HAND: Final = [(key, words) for key, words in TRIGGERS.items() if key != "statutory-pack"]


class CallForReview(forms.Form):
    kind = forms.ChoiceField(
        label=_("What calls for a review?"),
        choices=_BY_HAND,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what calls for a review.")},
    )
    words = forms.CharField(
        label=_("In a sentence"),
        help_text=_("What it means for the policy. Name no child and no adult."),
        max_length=1000,
        widget=_SHORT,
        error_messages={"required": _("Say in a sentence what happened.")},
    )


class ReviewHeld(forms.Form):
    held_on = DayField(label=_("When was it held?"), error_messages={"required": _("Give the day of the review.")})
    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it ended.")},
    )
    next_due = DayField(
        label=_("When is the next?"), help_text=_("Leave it empty to go by the policy’s own date."), required=False
    )
    note = forms.CharField(label=_("What was said, in short"), required=False, max_length=2000, widget=_SHORT)


class HowWell(forms.Form):
    works = forms.ChoiceField(
        label=_("How well does the policy work?"),
        choices=list(WORKS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how well it works.")},
    )
    said = forms.CharField(label=_("Why governors say so"), required=False, max_length=2000, widget=_SHORT)
    body = forms.ChoiceField(
        label=_("Who said it?"),
        choices=MEETS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who said it.")},
    )


class PeopleAsked(forms.Form):
    """Somebody was asked about the policy. ``sure`` is ticked where a theme seems to name a child, and does not."""

    held_on = DayField(label=_("When?"), error_messages={"required": _("Give the day.")})
    way = forms.ChoiceField(
        label=_("How were they asked?"),
        choices=list(WAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how they were asked.")},
    )
    audiences = forms.MultipleChoiceField(
        label=_("Who was asked?"),
        choices=list(AUDIENCES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say who was asked.")},
    )
    people = forms.IntegerField(
        label=_("How many answered?"),
        help_text=_("Leave it empty if nobody counted."),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    themes = forms.CharField(
        label=_("What came up, a theme a line"),
        help_text=_("Themes and no names, such as: games at night; phones in clubs."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write at least one theme.")},
    )
    changed = forms.CharField(
        label=_("What changed because of it?"),
        help_text=_("Leave it empty if nothing has yet."),
        required=False,
        max_length=2000,
        widget=_SHORT,
    )
    sure = forms.BooleanField(label=_("I have looked: no child is named"), required=False, widget=forms.HiddenInput)

    def ask_to_look(self) -> None:
        """Say that a child seems to be named, and offer the tick that says otherwise."""
        self.fields["sure"].widget = forms.CheckboxInput()
        self.add_error("themes", _("One of these lines seems to name a child of the school. Put the theme without it."))

    def words(self) -> str:
        given: dict[str, Any] = self.cleaned_data
        return f"{given['themes']}\n{given['changed']}"
