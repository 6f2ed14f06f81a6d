"""What is filled in about how long web activity is kept, and the assessment that allows it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.activity.actions.assessing import MOST_DAYS, MOST_YEARS
from schoolgate.frame.dayfield import DayField


class AssessmentForm(forms.Form):
    made_on = DayField(label=_("The day the assessment was signed"))
    review_on = DayField(label=_("The day it is looked at again"), help_text=_("At most three years later."))
    days = forms.IntegerField(
        label=_("For how many days may rows be kept?"),
        help_text=_("As few as do: a month is usual. Counts, in which nobody is, are kept for years."),
        min_value=1,
        max_value=MOST_DAYS,
    )
    words = forms.CharField(
        label=_("What is to be minded"),
        help_text=_("You can leave this empty."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KeepingForm(forms.Form):
    days = forms.IntegerField(label=_("Days that rows are kept"), min_value=1, max_value=MOST_DAYS)
    years = forms.IntegerField(label=_("Years that counts are kept"), min_value=1, max_value=MOST_YEARS)
