"""The forms of a school's own pages, in the words of whoever fills them in."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.people.models import ADMINISTRATOR
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.roles import POSTS

_NAME: Final = 200
# Pupils come by the school's own lists, with the numbers they are known by.
GIVEN_BY_HAND: Final = {role: words for role, words in POSTS.items() if role != "pupils"}


class AddPerson(forms.Form):
    name = forms.CharField(
        label=_("Their name"),
        help_text=_("As the school writes it."),
        max_length=_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give their name.")},
    )
    role = forms.ChoiceField(
        label=_("Their role"),
        help_text=_("One now; more on their own page."),
        choices=[("", ""), *GIVEN_BY_HAND.items()],
        required=False,
    )
    email = forms.EmailField(
        label=_("Their email address"),
        help_text=_("Only if they are to sign in. You are shown a password to tell them."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Write the address like name@school.example.")},
    )


class Days(forms.Form):
    """From a first day to a last."""

    first = DayField(label=_("From"), error_messages={"required": _("Give the first day.")})
    last = DayField(label=_("To"), help_text=_("Their last day. Leave it empty if it is not known."), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("It is before the first day."))
        return given


class GiveRole(Days):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", ""), *GIVEN_BY_HAND.items()],
        error_messages={"required": _("Choose the role.")},
    )
    deputy = forms.BooleanField(label=_("As a deputy, in the stead of whoever holds it"), required=False)
    company = forms.CharField(
        label=_("If from outside: which company?"),
        help_text=_("A supplier’s technician, for one. Then give the contract’s last day."),
        max_length=_NAME,
        required=False,
    )
    field_order = ("role", "deputy", "first", "last", "company")


class SignIn(forms.Form):
    email = forms.EmailField(
        label=_("The address they will sign in by"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Give the address."),
            "invalid": _("Write the address like name@school.example."),
        },
    )


class LastDay(forms.Form):
    last = DayField(label=_("The last day"), error_messages={"required": _("Give the last day.")})


class GoAway(forms.Form):
    first = DayField(label=_("Away from"), error_messages={"required": _("Give the first day away.")})
    back = DayField(label=_("Back on"), error_messages={"required": _("Give the day back.")})


class PassOn(Days):
    """Work passed to somebody: always to a last day."""

    work = forms.ChoiceField(label=_("Which work?"), error_messages={"required": _("Choose the work.")})
    area = forms.ChoiceField(
        label=_("All of it, or one part?"), choices=[("", _("All of it")), *AREAS.items()], required=False
    )
    to = forms.ChoiceField(label=_("To whom?"), error_messages={"required": _("Choose somebody.")})
    last = DayField(label=_("To"), help_text=_("It always ends; this is the end of term unless you say otherwise."))
    field_order = ("work", "area", "to", "first", "last")

    def __init__(self, *args: Any, roles: list[str], people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        work, to = self.fields["work"], self.fields["to"]
        assert isinstance(work, forms.ChoiceField)
        assert isinstance(to, forms.ChoiceField)
        work.choices = [(role, POSTS[role]) for role in roles if role in POSTS and role != ADMINISTRATOR]
        to.choices = [("", ""), *people]
        self.fields["last"].error_messages["required"] = _("Give the last day: it always ends.")


class SchoolDetails(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Give the school’s name.")})
    nation = forms.ChoiceField(label=_("Nation"), help_text=_("It decides whose guidance and bank holidays count."))
    time_zone = forms.CharField(
        label=_("Time zone"),
        help_text=_("Europe/London, unless you are abroad."),
        max_length=40,
        error_messages={"required": _("Give the time zone: Europe/London, for one.")},
    )
    age_from = forms.IntegerField(
        label=_("Youngest pupils, in years"), min_value=2, max_value=19, required=False, widget=forms.TextInput
    )
    age_to = forms.IntegerField(
        label=_("Oldest pupils, in years"), min_value=2, max_value=20, required=False, widget=forms.TextInput
    )
    website = forms.URLField(
        label=_("Website"),
        help_text=_("With https:// in front."),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write it like https://www.school.example.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        youngest, oldest = given.get("age_from"), given.get("age_to")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_to", _("The oldest cannot be younger than the youngest."))
        return given
