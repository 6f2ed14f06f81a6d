"""The office's forms of the September round."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField


class OpenForm(forms.Form):
    opens_on = DayField(
        label=_("From which day?"),
        help_text=_("In June or July for the school year to come, or a day of this school year."),
        error_messages={"required": _("Give the day.")},
    )


class PauseForm(forms.Form):
    carer = forms.ChoiceField(label=_("Which family?"), error_messages={"required": _("Choose a family.")})
    reason = forms.CharField(
        label=_("Why? In a few words"), max_length=200, error_messages={"required": _("Say in a few words why.")}
    )
    until = DayField(label=_("Until"), error_messages={"required": _("Give the last day.")})
