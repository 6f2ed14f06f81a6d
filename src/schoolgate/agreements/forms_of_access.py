"""What the head fills in to rule for one person by name."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.gates.access.inputs import LONGEST, Verb
from schoolgate.gates.access.rules import ON_DAYS
from schoolgate.gates.access.things import THINGS

_CHOOSE: Final = ("", _("Choose"))
_VERBS: Final[tuple[tuple[str, Promise], ...]] = (
    (Verb.OPENS.value, _("Open it although something is missing")),
    (Verb.SHUTS.value, _("Take it away")),
    (Verb.GIVES_DAYS.value, _("Give it for these days (school systems from home)")),
)


class RulingForm(forms.Form):
    """Nothing is chosen beforehand, so that nobody is ruled on by a slip. Of children (not ``adults``) nothing is given
    for some days: what is given so is for staff."""

    person = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose who it is for.")})
    thing = forms.ChoiceField(
        label=_("What?"),
        choices=[_CHOOSE, *((key, thing.words[0].upper() + thing.words[1:]) for key, thing in THINGS.items())],
        error_messages={"required": _("Choose what it is about.")},
    )
    verb = forms.ChoiceField(label=_("What do you rule?"), error_messages={"required": _("Choose what you rule.")})
    first = DayField(label=_("From"), error_messages={"required": _("Give the first day.")})
    last = DayField(label=_("The last day"), error_messages={"required": _("Give the last day: it always ends.")})
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("A sentence that the family or the member of staff could be shown."),
        max_length=300,
        error_messages={"required": _("Say why, in a sentence.")},
    )

    def __init__(
        self, data: Any, *, people: Iterable[tuple[str, str]], initial: dict[str, Any], on: date, adults: bool
    ) -> None:
        super().__init__(data, initial=initial)
        self.on = on
        self._offer("person", people)
        self._offer("verb", (one for one in _VERBS if adults or one[0] != Verb.GIVES_DAYS))

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_CHOOSE, *choices]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if last is not None and last < self.on:
            self.add_error("last", _("That day is past. Give today or a later day."))
        elif first is not None and last is not None and last < first:
            self.add_error("last", _("It would end before it begins. Give a later day, or an earlier first day."))
        elif first is not None and last is not None and last - first > LONGEST:
            self.add_error("last", _("That is more than a year. Give an earlier day: it can be ruled again then."))
        if said.get("verb") == Verb.GIVES_DAYS and said.get("thing") and said["thing"] not in ON_DAYS:
            self.add_error("verb", _("Only school systems from home are given for days. Open it, or take it away."))
        return said
