"""Bank holidays of the four nations, substitute days and one-off holidays included, from the ``holidays`` library.

Kept in a module of its own because that library takes a quarter of a second to import.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Final

import holidays


class Nation(StrEnum):
    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


_SUBDIVISIONS: Final = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@cache
def bank_holidays(nation: Nation, year: int) -> dict[date, str]:
    """The nation's bank holidays in a calendar year, each with its name. Do not change what is returned."""
    found = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year, language="en_GB")
    return {day: found[day] for day in sorted(found) if day.year == year}


def is_bank_holiday(day: date, nation: Nation) -> bool:
    return day in bank_holidays(nation, day.year)


@cache
def easter(year: int) -> date:
    """Easter Sunday, read off England's Easter Monday."""
    named = {name: day for day, name in bank_holidays(Nation.ENGLAND, year).items()}
    return named["Easter Monday"] - timedelta(days=1)
