"""Bank holidays of the four nations, substitute days and one-off holidays included, from the ``holidays`` library.

Kept in a module of its own because that library takes long to import. Asked for one country by its name it imports
those of two hundred others, which takes longer than all that most commands do; so that module is loaded by itself.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final

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
    found = _united_kingdom()(subdiv=_SUBDIVISIONS[nation], years=year, language="en_GB")
    return {day: found[day] for day in sorted(found) if day.year == year}


@cache
def _united_kingdom() -> Any:
    """The library's class of the country's holidays."""
    file = Path(holidays.__file__).parent / "countries" / "united_kingdom.py"
    found = spec_from_file_location("holidays.countries.united_kingdom", file)
    assert found is not None
    assert found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module.UnitedKingdom


def is_bank_holiday(day: date, nation: Nation) -> bool:
    return day in bank_holidays(nation, day.year)


@cache
def easter(year: int) -> date:
    """Easter Sunday, read off England's Easter Monday."""
    named = {name: day for day, name in bank_holidays(Nation.ENGLAND, year).items()}
    return named["Easter Monday"] - timedelta(days=1)
