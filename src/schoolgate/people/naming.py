"""Whether words meant to name nobody seem to name a pupil. It says so of the words, never which pupil."""

import re
from datetime import date
from typing import Final

from schoolgate.kernel.names import unaccented
from schoolgate.people.models import Particulars, RoleAssignment, School

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def seems_to_name_a_pupil(school: School, text: str, *, on: date) -> bool:
    """A pupil's first name written with a capital anywhere but at the start of a line, or first and family name side
    by side. Meant to warn: it takes "May" for a girl, and lets a nickname by.
    """
    words = [word for line in text.splitlines() for word in _WORD.findall(line.strip())[1:] if word[0].isupper()]
    capitals = {_plain(word) for word in words}
    said = _plain(text)
    held = RoleAssignment.objects.for_school(school).as_of(on).filter(role="pupils").values_list("person")
    rows = Particulars.objects.for_school(school).as_of(on).filter(person__in=held)
    return any(
        row.given_name
        and (_plain(row.given_name) in capitals or f"{_plain(row.given_name)} {_plain(row.family_name)}" in said)
        for row in rows.iterator(500)
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(unaccented(text.replace("’", "'"))))
