"""What a school says of itself that is true for a time: its settings, in the words of the page that asks for them.

Each is one line of text kept with two times, so that a year later one can say what was answered on a day and by whom.
Keys are stored; words are shown. Nothing here names a child.
"""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["line", "lines", "choice", "email", "hidden"]


@dataclass(frozen=True, slots=True)
class SettingName:
    """``kind`` is how it is asked for: ``lines`` holds one thing a line, ``choice`` one key of ``choices``."""

    key: str
    words: str
    hint: str = ""
    kind: Kind = "line"
    choices: tuple[tuple[str, str], ...] = ()
    group: str = ""

    def shown(self, value: str) -> str:
        """The value as a page says it: a choice by its words, several lines with commas."""
        if self.kind == "choice":
            return dict(self.choices).get(value, value)
        return ", ".join(line for line in value.splitlines() if line.strip())


WEEKDAYS: Final = tuple((day.lower(), day) for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))
NOBODY: Final = "nobody"
OUT_OF_HOURS: Final = (
    ("dsl", "The safeguarding lead"),
    ("head", "The head"),
    (NOBODY, "Nobody until the next school morning"),
)
_COMPUTERS, _ALERTS, _USED, _LETTERS = "Computers and web filter", "Alerts", "What the school uses", "Where letters go"

_ALL: Final = (
    SettingName("it.support", "Who looks after our computers", "A person or a company.", group=_COMPUTERS),
    SettingName("it.visit-day", "The day they visit", kind="choice", choices=WEEKDAYS, group=_COMPUTERS),
    SettingName(
        "filter.supplier", "Who supplies our web filter", "Ask your broadband provider if unsure.", group=_COMPUTERS
    ),
    SettingName(
        "alerts.out-of-hours",
        "Who reads alerts when school is closed",
        "“Nobody” is an honest answer.",
        "choice",
        OUT_OF_HOURS,
        _ALERTS,
    ),
    SettingName("used.systems", "Systems", "One a line. We read the first list from the policy.", "lines", (), _USED),
    SettingName("used.suppliers", "Suppliers", "One a line.", "lines", (), _USED),
    SettingName("used.software", "Software", "One a line.", "lines", (), _USED),
    SettingName("letters.languages", "Languages families read", "One a line, English aside.", "lines", (), _LETTERS),
    SettingName("letters.address", "The school’s postal address", "As it stands on a letter.", "lines", (), _LETTERS),
    SettingName("letters.office", "The office’s email address", "", "email", (), _LETTERS),
    SettingName("letters.it-support", "IT support’s email address", "", "email", (), _LETTERS),
    # How far the first minutes have come; asked for on no page.
    SettingName("set-up.questions", "The six questions", kind="hidden"),
    SettingName("set-up.finished", "The first minutes", kind="hidden"),
)
SETTINGS: Final[dict[str, SettingName]] = {one.key: one for one in _ALL}


def groups() -> tuple[tuple[str, tuple[SettingName, ...]], ...]:
    """The settings a page asks for, group by group, in order."""
    names = dict.fromkeys(one.group for one in _ALL if one.kind != "hidden")
    return tuple((name, tuple(one for one in _ALL if one.group == name)) for name in names)
