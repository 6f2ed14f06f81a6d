"""What is filled in to check a lesson's sites, and after something was found."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField


class SitesForm(forms.Form):
    """``group`` is a class's ref, or ``level:KEY`` for everybody at a level."""

    sites = forms.CharField(
        label=_("The lesson’s sites"),
        help_text=_("Paste them as you have them: one a line, or with words between. At most forty."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
    )
    group = forms.ChoiceField(label=_("Who is the lesson for?"))
    until = DayField(label=_("The last day they are needed"))
    lesson = forms.CharField(
        label=_("What is the lesson?"), help_text=_("You can leave this empty."), required=False, max_length=120
    )

    def __init__(self, data: Any, *, whom: Iterable[tuple[str, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(whom)


class MoreForm(forms.Form):
    words = forms.CharField(
        label=_("Anything to add?"),
        help_text=_("You need not. The safeguarding lead reads it; nobody else does."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
