"""The forms of these pages. Their errors are in the words of whoever fills them in."""

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from schoolgate.feeds.registry import FEEDS
from schoolgate.frame.dayfield import DayField
from schoolgate.intake.loads.registry import LOADS

_KINDS: Final = ".csv,.txt,.tsv,.xlsx,.xlsm,.zip,.leases"


class _Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several. Cleaned to a list."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        several = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several if one or len(several) == 1]


def kinds_for(roles: frozenset[str]) -> list[tuple[str, str]]:
    """What a file may be said to be, by those whose roles the load names: ``load/feed`` and its words."""
    return [
        (f"{load.key}/{feed}", f"{load.words}: {FEEDS.get(feed).words}" if len(load.feeds) > 1 else load.words)
        for load in LOADS
        if roles & set(load.roles)
        for feed in load.feeds
        if feed in FEEDS
    ]


class GiveFiles(forms.Form):
    """Files, and what whoever gives them knows of them."""

    given = FilesField(
        label=_("Files"),
        help_text=_("A list as CSV or Excel, or a zip of lists. They are read on this computer and go nowhere else."),
        widget=_Files(attrs={"accept": _KINDS, "multiple": True}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("That file has nothing in it. Choose the file again."),
        },
    )
    together = forms.BooleanField(
        label=_("These files belong together, as the parts of one list"),
        required=False,
    )
    true_on = DayField(label=_("Which day does it speak of? Leave it empty for today."), required=False)


class WhatItIs(forms.Form):
    """What a file is, where we could not tell or were wrong."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it is."), "invalid_choice": _("Say what it is.")},
    )

    def __init__(self, *args: Any, roles: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_for(roles)  # type: ignore[attr-defined]  # a field of choices, above
