"""The first administrator's form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.vocabulary.roles import POSTS


class SetUpForm(forms.Form):
    """What a new installation asks before anything else: nothing that can be read from the policy later."""

    school_name = forms.CharField(
        label=_("The school’s name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Give the school’s name.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As the school writes it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give your name.")},
    )
    post = forms.ChoiceField(
        label=_("What you do at the school"),
        help_text=_("Looking after Schoolgate shows you no child. What you do decides what else you see."),
        choices=[
            ("head", POSTS["head"]),
            ("office", POSTS["office"]),
            ("it-lead", POSTS["it-lead"]),
            ("", _("Something else")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("You will sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": _("Give your email address."),
            "invalid": _("Write the address like name@school.example."),
        },
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=_("At least 12 characters. Three words that you will remember do well."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )


class RegisteredSetUpForm(SetUpForm):
    """The same, for a school that was chosen from the register."""

    school_name = None  # type: ignore[assignment]  # Django's way to leave out an inherited question
    urn = forms.CharField(widget=forms.HiddenInput, max_length=7)
