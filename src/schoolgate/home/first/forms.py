"""The few questions of the first minutes, and the letters that ask. Any question may be left blank."""

from typing import Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.vocabulary.settings import OUT_OF_HOURS, WEEKDAYS

LONGEST_NAME: Final = 120
type Words = str | Promise

# By question: its words, what is said where we know nothing, and its boxes.
QUESTIONS: Final[dict[str, tuple[Words, Words, tuple[str, ...]]]] = {
    "leads": (
        _("Who is the safeguarding lead, and who is the deputy?"),
        _("Your policy does not say."),
        ("dsl", "deputy"),
    ),
    "computers": (
        _("Who looks after your computers, and on which day?"),
        _("Your policy does not say."),
        ("support", "visit_day"),
    ),
    "governor": (_("Who is the governor for online safety?"), _("Your policy does not say."), ("governor",)),
    "filter": (
        _("Who supplies your web filter?"),
        _("Ask your broadband provider if you are not sure."),
        ("supplier",),
    ),
    "terms": (_("What are your term dates?"), _("We need them to count school days."), ("terms", "calendar")),
    "alerts": (
        _("Who reads alerts when school is closed?"),
        _("Saying “nobody” is an honest answer. The policy page will say so."),
        ("alerts",),
    ),
}


class Questions(forms.Form):
    """Every box there may be; a page shows those of the questions worth asking, and the others are not read."""

    dsl = forms.CharField(label=_("Safeguarding lead"), max_length=LONGEST_NAME, required=False)
    deputy = forms.CharField(label=_("Deputy"), max_length=LONGEST_NAME, required=False)
    support = forms.CharField(label=_("Person or company"), max_length=LONGEST_NAME, required=False)
    visit_day = forms.ChoiceField(
        label=_("The day they visit"), choices=WEEKDAYS, widget=forms.RadioSelect, required=False
    )
    governor = forms.CharField(label=_("Governor"), max_length=LONGEST_NAME, required=False)
    supplier = forms.CharField(label=_("Supplier"), max_length=LONGEST_NAME, required=False)
    terms = forms.CharField(
        label=_("Paste them here, just as they are on your website"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    calendar = forms.FileField(
        label=_("Or choose a calendar file (.ics)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={"empty": _("That file has nothing in it. Choose it again.")},
    )
    alerts = forms.ChoiceField(
        label=_("Who reads alerts when school is closed?"),
        choices=OUT_OF_HOURS,
        widget=forms.RadioSelect,
        required=False,
    )


class SendAsk(forms.Form):
    """To whom a letter goes that asks for files."""

    name = forms.CharField(
        label=_("Their name"), max_length=120, error_messages={"required": _("Give the name of who is written to.")}
    )
    email = forms.EmailField(
        label=_("Their email address"),
        error_messages={
            "required": _("Give the address they are to sign in by."),
            "invalid": _("Write the address like name@school.example."),
        },
    )
