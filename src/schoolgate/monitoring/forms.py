"""What is filled in to propose a permission to look, and to look."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.monitoring.permissions.reports import MAY_BE_GIVEN, REASONS, REPORTS
from schoolgate.vocabulary.roles import ROLES


class GrantForm(forms.Form):
    report = forms.ChoiceField(
        label=_("What may be looked at?"),
        widget=forms.RadioSelect,
        choices=[(one.key, one.words) for one in REPORTS.values()],
    )
    role = forms.ChoiceField(
        label=_("Who may look?"),
        help_text=_("Whoever holds the role. It cannot be given to IT support, the office, teachers or governors."),
        choices=[(role, ROLES[role]) for role in MAY_BE_GIVEN],
    )
    purpose = forms.CharField(
        label=_("What is it needed for?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    until = DayField(label=_("The last day"), help_text=_("At most a year on: it is gone over with the policy."))


class LookForm(forms.Form):
    """One look. What an alert knows of it is filled in beforehand and can be changed."""

    person = forms.ChoiceField(label=_("Whose activity?"))
    on = DayField(label=_("On which day?"))
    at = forms.TimeField(
        label=_("Around what time?"),
        help_text=_("Such as 10:42. Half an hour before it and half an hour after are shown."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    why = forms.ChoiceField(label=_("Why?"), widget=forms.RadioSelect, choices=[*REASONS.items()])
    words = forms.CharField(
        label=_("The reason, in a sentence"),
        help_text=_("It is kept with this look. The data protection officer reads it with every name covered."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
    alert = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, persons: list[tuple[str, Any]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose somebody")), *persons]
