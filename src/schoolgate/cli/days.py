"""A day as it is given on the command line."""

from datetime import date
from typing import Any, Final, override

import click


class Day(click.ParamType[date]):
    """``2026-11-12``. Whatever else is given is refused in words, with what to write instead."""

    name = "YYYY-MM-DD"

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a day we can read. Write the year, the month and the day: 2026-11-12.")

    @override
    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return self.name


DAY: Final = Day()
