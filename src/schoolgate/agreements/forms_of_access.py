"""What the head fills in to rule for one person by name."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.gates.access.inputs import Verb
from schoolgate.gates.access.things import THINGS

_VERBS = (
    (Verb.OPENS, _("Open it although something is missing")),
    (Verb.SHUTS, _("Take it away")),
    (Verb.GIVES_DAYS, _("Give it for these days (school systems from home)")),
)


class RulingForm(forms.Form):
    person = forms.ChoiceField(label=_("Who?"))
    thing = forms.ChoiceField(
        label=_("What?"), choices=[(key, thing.words[0].upper() + thing.words[1:]) for key, thing in THINGS.items()]
    )
    verb = forms.ChoiceField(label=_("What do you rule?"), choices=_VERBS)
    first = DayField(label=_("From"))
    last = DayField(label=_("The last day"), error_messages={"required": _("Give the last day: it always ends.")})
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("A sentence that the family or the member of staff could be shown."),
        max_length=300,
        error_messages={"required": _("Say why, in a sentence.")},
    )

    def __init__(self, data: Any, *, people: Iterable[tuple[str, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(people)
