"""The forms of the block lists."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.filtering.models import ChosenList
from schoolgate.gates.web.categories import CATALOGUE, LOCKED

_RHYTHMS: Final = (
    (ChosenList.Rhythm.DAILY, _("Every day")),
    (ChosenList.Rhythm.WEEKLY, _("Every week")),
    (ChosenList.Rhythm.MONTHLY, _("Every month")),
)
_MANY: Final = ("", _("Many lists in one archive, each in a folder of its own"))
_OPEN: Final = [(each.key, each.words.capitalize()) for each in CATALOGUE if not each.locked]
_SLOTS: Final = [(each.key, each.words.capitalize()) for each in LOCKED]


class ChooseList(forms.Form):
    """A list that is fetched from an address."""

    name = forms.CharField(
        label=_("What do you call it?"), max_length=80, error_messages={"required": _("Give the list a name.")}
    )
    address = forms.CharField(
        label=_("Its address"),
        help_text=_("It begins with https:// and leads to the file itself, packed or not."),
        max_length=2000,
        error_messages={"required": _("Give the address of the list.")},
    )
    category = forms.ChoiceField(label=_("What is on it?"), choices=[_MANY, *_OPEN], required=False)
    rhythm = forms.ChoiceField(label=_("How often is it fetched?"), choices=_RHYTHMS, initial=ChosenList.Rhythm.DAILY)
    checksum = forms.CharField(
        label=_("Address of its checksum (if one is published)"), max_length=2000, required=False
    )
    digest = forms.CharField(
        label=_("Its checksum (if you were given one)"),
        help_text=_("Only for a list that never changes: any other copy is refused."),
        max_length=128,
        required=False,
    )
    oldest_days = forms.IntegerField(
        label=_("Refuse a new copy older than so many days (if you like)"),
        min_value=1,
        max_value=3650,
        required=False,
    )
    licence = forms.CharField(
        label=_("What its maker allows (if you noted it)"),
        help_text=_("For example: free for schools."),
        max_length=200,
        required=False,
    )


class GiveList(forms.Form):
    """A list of which the school gives copies by hand."""

    name = forms.CharField(
        label=_("What do you call it?"), max_length=80, error_messages={"required": _("Give the list a name.")}
    )
    category = forms.ChoiceField(
        label=_("What is on it?"),
        choices=[(_("Illegal content, from those who keep such lists"), _SLOTS), (_("Anything else"), _OPEN)],
    )
    rhythm = forms.ChoiceField(
        label=_("How often will you give a new copy?"), choices=_RHYTHMS, initial=ChosenList.Rhythm.WEEKLY
    )
    file = forms.FileField(label=_("The file"), error_messages={"required": _("Choose the file.")})
    licence = forms.CharField(label=_("What its maker allows (if you noted it)"), max_length=200, required=False)


class GiveCopy(forms.Form):
    """A new copy of such a list."""

    file = forms.FileField(label=_("A new copy"), error_messages={"required": _("Choose the file.")})


class FollowKnown(forms.Form):
    """Whether what Schoolgate knows of sites is worked in."""

    followed = forms.BooleanField(label=_("Set right what lists have wrongly"), required=False)
    left_out = forms.CharField(
        label=_("But go by the lists for these sites"),
        help_text=_("One a line, such as games.example."),
        widget=forms.Textarea,
        required=False,
        max_length=5000,
    )
