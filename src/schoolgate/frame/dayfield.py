"""A date as people write it: day, month and year in three boxes."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

# A year written short is one of the first centuries to a calendar: "26" would be kept, for ever, as the year 26.
_FIRST_YEAR: Final = 1900

PARTS: Final = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))


class DayWidget(forms.Widget):
    """Three boxes named ``<name>-day``, ``<name>-month`` and ``<name>-year``; drawn by the ``field`` template tag."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str, str]:  # noqa: ARG002
        day, month, year = (str(data.get(f"{name}-{part}", "")).strip() for part, _, _ in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        return not any(f"{name}-{part}" in data for part, _, _ in PARTS)

    def id_for_label(self, id_: str, index: str = "0") -> str:  # noqa: ARG002
        return f"{id_}-day" if id_ else id_


class DayField(forms.Field):
    """A real calendar date. Errors say what is missing, not which pattern failed."""

    widget = DayWidget
    default_error_messages = {  # noqa: RUF012 (Django's own form)
        "missing": _("Give the day, the month and the year."),
        "not_a_date": _("That is not a date in the calendar. Write it like 30 11 2026."),
        "short_year": _("Give the year in full, like 2026."),
    }

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values or not isinstance(value, tuple | list) or not any(value):
            return None
        if not all(value):
            raise forms.ValidationError(self.error_messages["missing"], code="missing")
        try:
            day, month, year = (int(part) for part in value)
            given = date(year, month, day)
        except (ValueError, OverflowError):
            raise forms.ValidationError(self.error_messages["not_a_date"], code="not_a_date") from None
        if given.year < _FIRST_YEAR:
            raise forms.ValidationError(self.error_messages["short_year"], code="short_year")
        return given


def boxes(value: object) -> tuple[str, str, str]:
    """What to write in the three boxes for a date, for what was typed, or for nothing."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    if isinstance(value, tuple | list) and len(value) == len(PARTS):
        day, month, year = (str(part) for part in value)
        return day, month, year
    return "", "", ""
