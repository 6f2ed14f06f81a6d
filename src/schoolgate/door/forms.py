"""What the office types: a sheet of paper, a door's name, and what the tablet says."""

import re
from datetime import time
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.door.actions import Line
from schoolgate.door.entries import KINDS
from schoolgate.frame.dayfield import DayField
from schoolgate.kernel.errors import BadInputError

_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
_YES: Final = {"yes": True, "y": True, "accepted": True, "no": False, "n": False, "refused": False}


class PaperForm(forms.Form):
    on = DayField(label=_("The day on the sheet"), error_messages={"required": _("Give the day.")})
    lines = forms.CharField(
        label=_("One line for each visitor"),
        help_text=_(
            "Came, left, name, who they are, where from, accepted the rule: 09:10, 11:30, Jo Finch, helper, , yes"
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
    )


class TabletForm(forms.Form):
    name = forms.CharField(label=_("Which door does it stand at?"), max_length=80)


class SaysForm(forms.Form):
    worry = forms.CharField(
        label=_("Whom to tell of a worry about a child"),
        help_text=_("With their role: every visitor should know it."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    fire = forms.CharField(
        label=_("Where to go in a fire"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def lines_of(sheet: str) -> list[Line]:
    """The lines of a sheet. Raises ``BadInputError`` naming the line that cannot be read."""
    return [_line(number, row) for number, row in enumerate(sheet.splitlines(), 1) if row.strip()]


def _line(number: int, row: str) -> Line:
    parts = [" ".join(part.split()) for part in row.split(",")] + [""] * 6
    came, left, name, kind, whence, accepted = parts[:6]
    start, end = _time(came), _time(left)
    if start is None or (left and end is None) or not name or (kind and kind.lower() not in KINDS):
        cause = f"line {number} of the sheet cannot be read."
        raise BadInputError("the sheet", cause, f"Write: 09:10, 11:30, name, one of {', '.join(KINDS)}, from, yes.")
    return Line(name[:120], start, end, kind.lower() or "visitor", whence[:120], _YES.get(accepted.lower()))


def _time(said: str) -> time | None:
    found = _TIME.fullmatch(said)
    return time(int(found[1]), int(found[2])) if found else None
