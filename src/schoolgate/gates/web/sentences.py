"""Why the gate decided so, and what would make it otherwise: sentences in plain words, for staff and for the record.

The page an infant sees has words of its own; these are what an adult reads of it.
"""

from typing import Final

from schoolgate.gates.web.categories import Category
from schoolgate.gates.web.exceptions import Closure, SiteException
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.unreadable import WORDS, Reason
from schoolgate.gates.web.ways import Way
from schoolgate.gates.web.windows import Pause, Window
from schoolgate.kernel.verdicts import Verdict

ASK: Final = "Ask for it: it can be opened for a lesson, a day, a term or for good."
NEVER: Final = "Nobody can open it, and no school can switch this off."
SWITCH: Final = "Only a change of the filter's settings, which two people agree, would open it."
AS_SHOWN: Final = "Give the address as a browser shows it."
ASK_CLOSER: Final = "Ask those who look after safeguarding: it ends by itself unless they agree to keep it."
WAIT: Final = "Wait until then, or ask whoever paused it."
THEN: Final = {
    Verdict.HOLD: "Ask an adult: it opens as soon as one of those who decide says so.",
    Verdict.WARN: "It is open: think first about what it asks of you.",
}
CANNOT_DECIDE: Final = "The filter could not decide, and what it cannot decide stays closed."
MEND: Final = "Tell IT support: the filter's settings or lists cannot be read."
NOBODY_KNOWN: Final = "Nobody knows who is asking, and for those nobody knows everything is closed."
SAY_WHO: Final = "Sign in, or use a device the school knows."


def unreadable(reason: Reason) -> str:
    return f"The address cannot be read: {WORDS[reason]}"


def locked(category: Category) -> str:
    return f"It is on the list of {category.words}, which is closed for everyone, always."


def listed(category: Category, level: Level) -> str:
    return f"It is on the list of {category.words}, which is closed for {level.words}."


def held(category: Category, level: Level) -> str:
    return f"It is on the list of {category.words}, which an adult must open for {level.words}."


def warned(category: Category, level: Level) -> str:
    return f"It is on the list of {category.words}: open for {level.words}, with care."


def in_window(category: Category, window: Window) -> str:
    return f"It is on the list of {category.words}, which is closed at this time: {window.words}."


def nothing_closes(level: Level) -> str:
    if level.garden:
        return f"It is among the sites chosen for {level.words}."
    return f"Nothing closes it for {level.words}."


def outside_garden(level: Level) -> str:
    return f"It is not among the sites chosen for {level.words}."


def way(closed: Way) -> str:
    return f"{closed.words} is closed: {closed.why}"


def shut_by_window(window: Window) -> str:
    return f"The internet is closed at this time: {window.words}."


def paused(pause: Pause, until: str) -> str:
    return f"The internet is paused until {until}: {pause.why.rstrip('.')}."


def closed_at_once(closure: Closure, until: str) -> str:
    return f"An adult closed {closure.site} until {until}: {closure.why.rstrip('.')}."


def opened(exception: SiteException, until: str) -> str:
    ends = f"until {until}" if until else "until it is taken back"
    return f"{exception.site} was opened {ends}: {exception.why.rstrip('.')}."
