"""The forms of the pages on paper slips, and the words of each doubt."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.agreements.models import SlipSeen
from schoolgate.agreements.queries.slips import Asked, looked
from schoolgate.frame.dayfield import DayField
from schoolgate.people.classes.queries import class_list, classes
from schoolgate.people.models import School

_DOUBTS: Final[dict[str, str | Promise]] = {
    "no-code": gettext_lazy("The square code could not be read."),
    "unknown": gettext_lazy("The code is not of a slip that this school printed."),
    "name": gettext_lazy("The printed name looks changed or written over: is it this child’s slip?"),
    "marks": gettext_lazy("A box has more or less than a plain tick."),
    "both": gettext_lazy("Yes and no are both ticked."),
    "not-agreed": gettext_lazy("An agreement is not ticked."),
    "unsigned": gettext_lazy("There is no clear signature."),
    "blank": gettext_lazy("Nothing is filled in."),
    "small": gettext_lazy("The picture is too small to be sure."),
    "boxes": gettext_lazy("A box could not be found."),
    "written": gettext_lazy("Something is written beside the questions: does it change an answer?"),
    "differs": gettext_lazy("Another slip of this child says otherwise."),
    "last-year": gettext_lazy("The slip is of an earlier school year."),
    "old-words": gettext_lazy("Words have changed since it was printed. What changed is not noted from it."),
    "left": gettext_lazy("The child is not on the roll."),
    "corners": gettext_lazy("The black corners of the slip are not all in the picture."),
    "nothing": gettext_lazy("There is no slip on this page."),
    "damaged": gettext_lazy("The page is damaged."),
    "large": gettext_lazy("The picture is too large."),
    "stopped": gettext_lazy("Reading the page took too long or too much, and was stopped."),
}


def doubt_words(doubt: str) -> str:
    """Why a person is asked, in a sentence."""
    if doubt.startswith("refused: "):
        return doubt.removeprefix("refused: ").capitalize()
    return str(_DOUBTS.get(doubt, _("The page could not be read.")))


class _Files(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file or several. Cleaned to a list."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        several = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(_FilesField, self).clean(one, initial) for one in several]


class GivenForm(forms.Form):
    """Scans or photos, and the day the answers count from."""

    given = _FilesField(
        label=gettext_lazy("Scan or photos"),
        help_text=gettext_lazy(
            "PDF, JPEG, PNG or TIFF, up to 60 MB; several at once. On a phone you can photograph them."
        ),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("That file is empty.")},
        widget=_Files(attrs={"accept": "application/pdf,image/jpeg,image/png,image/tiff"}),
    )
    on = DayField(
        label=gettext_lazy("The day they came back"),
        error_messages={"required": gettext_lazy("Give the day."), "invalid": gettext_lazy("Give a day: 1/9/2026.")},
    )


class PrintForm(forms.Form):
    """Of which class."""

    group = forms.ChoiceField(label=gettext_lazy("Class"), required=False)

    def __init__(self, school: School, on: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        rows = [(one.ref, one.name) for one in classes(school, on) if one.kind == "class"]
        field.choices = [("", _("The whole school, class by class")), *rows]


class WhoseForm(forms.Form):
    """The number under the square code, or the child."""

    number = forms.CharField(label=gettext_lazy("The number under the square code"), required=False, max_length=24)
    child = forms.ChoiceField(label=gettext_lazy("Or choose the child"), required=False)

    def __init__(self, school: School, on: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        field = self.fields["child"]
        assert isinstance(field, forms.ChoiceField)
        some = [one for one in classes(school, on) if one.kind == "class"]
        field.choices = [
            ("", _("Nobody chosen")),
            *(
                (one.name, [(pupil.ref, pupil.name) for pupil in class_list(school, one.ref, on).pupils])
                for one in some
            ),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("number") and not said.get("child") and not self.errors:
            self.add_error("number", _("Type the number, or choose the child."))
        return said


def look_form(slip: SlipSeen | None, data: Mapping[str, Any] | None) -> forms.Form:
    """A choice for each line of a slip, chosen already where it was plain."""
    lines: tuple[Asked, ...] = looked(slip).lines if slip else ()
    form = forms.Form(data)
    for line in lines:
        form.fields[line.field] = _choice(line)
    if lines and slip is not None:
        form.fields["signed"] = forms.ChoiceField(
            label=_("Is it signed?"),
            choices=[("yes", _("Yes")), ("no", _("No"))],
            widget=forms.RadioSelect,
            initial="yes" if slip.signed else None,
            error_messages={"required": _("Say whether it is signed.")},
        )
    return form


def _choice(line: Asked) -> forms.ChoiceField:
    agreement = [("agreed", _("Ticked")), ("none", _("Not ticked"))]
    place = [("granted", _("Yes")), ("refused", _("No")), ("none", _("No answer"))]
    return forms.ChoiceField(
        label=line.words[:1].upper() + line.words[1:],
        choices=agreement if line.agreement else place,
        widget=forms.RadioSelect,
        initial=line.said if line.said != "ask" else None,
        error_messages={"required": _("Say what is on the slip for %(line)s.") % {"line": line.words}},
    )
