"""What the estate's pages ask."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.estate import scopes
from schoolgate.estate.actions import REASONS
from schoolgate.estate.models import Device, DirectoryAccount, Network, Place
from schoolgate.estate.pushing.contract import Way
from schoolgate.frame.dayfield import DayField

_TIME = {"invalid": _("Write the time like 10:42."), "required": _("Give the time of day.")}


class AskWhere(forms.Form):
    """Of which address, and of which moment by the school's clock; and why, where a person may be named."""

    address = forms.CharField(
        label=_("The address"),
        help_text=_("As the filter or the alert gives it: 10.4.2.17, or 2001:db8::17."),
        max_length=60,
        error_messages={"required": _("Give the address.")},
    )
    day = DayField(label=_("The day"), error_messages={"required": _("Give the day.")})
    time = forms.TimeField(
        label=_("The time of day"),
        help_text=_("By the school’s clock, like 10:42 or 10:42:30."),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages=_TIME,
    )


class AskWho(AskWhere):
    reason = forms.ChoiceField(
        label=_("Why do you ask?"),
        help_text=_("It is entered in the record when the answer names a person."),
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why you ask.")},
    )


class DeviceForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[pair for pair in Device.Kind.choices if pair[0] != "unknown"]
    )
    label = forms.CharField(
        label=_("Its tag"), help_text=_("What is stuck on it. Never a person’s name."), max_length=80, required=False
    )
    serial = forms.CharField(label=_("Its serial number"), max_length=80, required=False)
    mac = forms.CharField(
        label=_("Its hardware address"),
        help_text=_("On the box or in its settings: 02:00:5e:10:00:01."),
        max_length=40,
        required=False,
    )


class HolderForm(forms.Form):
    """Who shares a device and where it is kept. The choices are the school's own."""

    group = forms.ChoiceField(label=_("Shared by the class"), required=False)
    place = forms.ChoiceField(label=_("Kept in"), required=False)

    def __init__(self, *args: Any, groups: list[tuple[str, str]], places: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        for name, choices in (("group", groups), ("place", places)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Nothing to say")), *choices]


class PlaceForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=list(reversed(Place.Kind.choices)))
    name = forms.CharField(label=_("Its name"), max_length=80, error_messages={"required": _("Give the place’s name.")})
    within = forms.ChoiceField(label=_("Within"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["within"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nothing larger")), *places]


class NetworkForm(forms.Form):
    name = forms.CharField(label=_("Its name"), max_length=80, error_messages={"required": _("Give its name.")})
    purpose = forms.ChoiceField(label=_("Who it is for"), choices=Network.Purpose.choices)
    ranges = forms.CharField(
        label=_("Its addresses"),
        help_text=_("Ranges like 10.4.0.0/22 or 2001:db8:4::/64, with spaces between."),
        error_messages={"required": _("Give at least one range.")},
    )
    vlan = forms.IntegerField(
        label=_("Its VLAN, if it has one"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Give a number, or leave it empty.")},
    )


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Which machine is it for?"),
        help_text=_("Like “The web filter”. Never a person’s name."),
        max_length=80,
        error_messages={"required": _("Name the machine.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        help_text=_("Tick no more than it needs."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what it may do.")},
    )
    ends_on = DayField(
        label=_("The first day it no longer works"),
        help_text=_("It always ends; make another then. At most 400 days from now."),
        error_messages={"required": _("Say when it ends.")},
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **{"initial": {"ends_on": today + timedelta(days=90)}, **more})
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)
        rights = [scope for key, scope in scopes.everything().items() if not key.startswith("test.")]
        field.choices = [(scope.key, f"{scope.words[0].upper()}{scope.words[1:]}") for scope in rights]


class OwnerForm(forms.Form):
    who = forms.CharField(
        label=_("Their number or school e-mail address"),
        help_text=_("A UPN, pupil number, staff code or address as the office has it. Never a name."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AccountIsForm(forms.Form):
    kind = forms.ChoiceField(label=_("Its sort"), widget=forms.RadioSelect)
    group = forms.ChoiceField(label=_("The class, if one shares it"), required=False)

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        kind, group = self.fields["kind"], self.fields["group"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(group, forms.ChoiceField)
        kind.choices = [(key, str(words).replace("'", "’")) for key, words in DirectoryAccount.Kind.choices]
        group.choices = [("", _("None")), *groups]


class PushWayForm(forms.Form):
    """How a way to a directory is set up. A way that makes a file asks whose accounts only."""

    provider = forms.ChoiceField(label=_("Whose accounts"), widget=forms.RadioSelect)
    server = forms.CharField(label=_("The directory’s address"), max_length=300, required=False)
    bind = forms.CharField(
        label=_("The account to sign in with"), help_text=_("Its distinguished name."), max_length=300, required=False
    )
    base = forms.CharField(label=_("Below which it looks for accounts and groups"), max_length=300, required=False)
    ca = forms.CharField(
        label=_("A file on this server with the authority that vouches for it"),
        help_text=_("In PEM. Leave it empty where this server knows that authority."),
        max_length=300,
        required=False,
    )
    password = forms.CharField(
        label=_("Its password or token"),
        help_text=_("It is kept locked and never shown. Leave it empty to keep the one there is."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, way: Way, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["provider"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [pair for pair in DirectoryAccount.Provider.choices if pair[0] in way.providers]
        for name in set(self.fields) - {"provider", *way.asks}:
            del self.fields[name]
        if "server" in self.fields:
            self.fields["server"].help_text = way.example
