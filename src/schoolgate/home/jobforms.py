"""The forms of jobs: what was done, what is being done about a promise, who takes a job on, a note after a visit."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from schoolgate.evidence.actions.duties import BIGGEST_FILE
from schoolgate.frame.dayfield import DayField

ANSWERS: Final = [("yes", _("Yes")), ("no", _("Not so")), ("na", _("Doesn’t apply here"))]


class DoJob(forms.Form):
    """A note and a file, both as the person likes."""

    note = forms.CharField(
        label=_("A note"),
        help_text=_("If you like. No child’s name, please."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("That is more than 2,000 letters. Attach it as a file.")},
    )
    file = forms.FileField(
        label=_("Attach a file"),
        help_text=_("What shows that it was done, if there is something. At most 10 megabytes. It is kept locked."),
        required=False,
        widget=forms.FileInput(),
        error_messages={"empty": _("That file has nothing in it. Choose the file again.")},
    )

    def given(self) -> list[tuple[str, bytes]]:
        """The file, one byte past the limit read at most: more is refused, and never fills the memory."""
        file = self.cleaned_data.get("file")
        return [(str(file.name or _("file")), file.read(BIGGEST_FILE + 1))] if isinstance(file, UploadedFile) else []


class PutRight(forms.Form):
    """What, who, by when. Never a mark alone."""

    what = forms.CharField(
        label=_("What are we doing?"),
        help_text=_("It is shown wherever the mark is shown. No child’s name, please."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Say what is being done about it."),
            "max_length": _("That is more than 500 letters. Say it in a sentence or two."),
        },
    )
    who = forms.CharField(
        label=_("Who?"), max_length=120, error_messages={"required": _("Say who is putting it right.")}
    )
    by_when = DayField(label=_("By when?"), error_messages={"required": _("Give the day it is to be done by.")})


class PassOn(forms.Form):
    """To whom a job goes."""

    to = forms.ChoiceField(label=_("Pass it to"), error_messages={"required": _("Choose who takes it on.")})

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ChoiceField(
            label=_("Pass it to"),
            choices=[("", ""), *people],
            error_messages={
                "required": _("Choose who takes it on."),
                "invalid_choice": _("Choose somebody from the list."),
            },
        )


class LeaveNote(forms.Form):
    """What IT support leaves for the head."""

    words = forms.CharField(
        label=_("What could not be done, and why"),
        help_text=_("The head is told by letter that there is a note. What it says stays here."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
