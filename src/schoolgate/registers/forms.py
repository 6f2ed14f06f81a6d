"""The registers' forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.registers.models import Agency
from schoolgate.vocabulary.roles import ROLES

_LIKELY = (
    (1, _("1, hardly ever")),
    (2, _("2, seldom")),
    (3, _("3, now and then")),
    (4, _("4, likely")),
    (5, _("5, sure")),
)
_BAD = (
    (1, _("1, a nuisance")),
    (2, _("2, some harm")),
    (3, _("3, harm")),
    (4, _("4, great harm")),
    (5, _("5, the worst")),
)
# To whom something read is passed on.
CIRCLES = ("staff", "teachers", "governors", "parents", "pupils", "it-lead", "computing-lead", "safeguarding-team")


class RiskForm(forms.Form):
    words = forms.CharField(
        label=_("What could go wrong?"),
        help_text=_("One sentence, and no child’s name."),
        max_length=400,
        error_messages={"required": _("Say what could go wrong.")},
    )
    likelihood = forms.TypedChoiceField(
        label=_("How likely?"), choices=_LIKELY, coerce=int, error_messages={"required": _("Choose how likely it is.")}
    )
    impact = forms.TypedChoiceField(
        label=_("How bad would it be?"), choices=_BAD, coerce=int, error_messages={"required": _("Choose how bad.")}
    )
    owner = forms.ChoiceField(label=_("Who looks after it?"), required=False)
    mitigation = forms.CharField(
        label=_("What keeps it down?"),
        help_text=_("In words, or tick promises of our policy below."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    promises = forms.MultipleChoiceField(
        label=_("Which promises of our policy keep it down?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    review_on = DayField(label=_("When do we look again?"), error_messages={"required": _("Give a day.")})

    def __init__(self, *args: Any, people: list[tuple[str, str]], policy: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner, promises = self.fields["owner"], self.fields["promises"]
        assert isinstance(owner, forms.ChoiceField)
        assert isinstance(promises, forms.MultipleChoiceField)
        owner.choices = [("", _("Nobody yet")), *people]
        promises.choices = policy


class AgencyForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), choices=Agency.Kind.choices)
    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Give the name it is known by.")}
    )
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        error_messages={"invalid": _("Write the address like name@council.example.")},
    )
    hours = forms.CharField(
        label=_("When they answer, and whom to ask for"), max_length=300, required=False, help_text=_("If you know.")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (given.get("telephone") or given.get("email") or self.errors.get("email")):
            self.add_error("telephone", _("Give a telephone number or an email address."))
        return given


class ContactForm(forms.Form):
    agency = forms.ChoiceField(label=_("Who was contacted?"), error_messages={"required": _("Choose who.")})
    on = DayField(label=_("On which day?"), error_messages={"required": _("Give the day.")})
    at = forms.TimeField(
        label=_("At what time?"),
        help_text=_("Like 14:05."),
        error_messages={"required": _("Give the time."), "invalid": _("Write the time like 14:05.")},
    )
    about = forms.CharField(
        label=_("About what?"),
        help_text=_("The number of the case in the system you keep cases in, or of the incident. No name."),
        max_length=80,
        error_messages={"required": _("Give the number of the case.")},
    )
    words = forms.CharField(
        label=_("What was said and agreed"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is kept locked, and only the safeguarding leads and the head read it."),
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ChoiceField)
        agency.choices = [("", ""), *agencies]


class ReadForm(forms.Form):
    source = forms.CharField(
        label=_("What did you read?"),
        help_text=_("The bulletin, page or letter."),
        max_length=200,
        error_messages={"required": _("Say what you read.")},
    )
    words = forms.CharField(
        label=_("What is new in it for us?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    to = forms.MultipleChoiceField(
        label=_("Whom did you pass it on to?"),
        choices=[(role, ROLES[role]) for role in CIRCLES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
