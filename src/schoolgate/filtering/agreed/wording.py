"""The words in which a setting is read: keys of code never reach a page."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.gates.web.safe_search import Restricted
from schoolgate.gates.web.serving import Mode
from schoolgate.gates.web.windows import EVERY_DAY, Window
from schoolgate.vocabulary.roles import POSTS

if TYPE_CHECKING:
    from schoolgate.filtering.agreed.setting import Decider, Setting

MODE_WORDS: Final = {
    Mode.OFF: "off: Schoolgate proves the filter you have",
    Mode.WATCHING: "only watching: nothing is closed but what is locked",
    Mode.ON: "on",
}
YOUTUBE_WORDS: Final = {Restricted.OFF: "off", Restricted.MODERATE: "moderate", Restricted.STRICT: "strict"}
LONGEST_WORDS: Final = {"lesson": "for the lesson", "day": "for the day", "term": "for the term", "always": "for good"}
# A setting's maps, in the order in which they are asked, with who each speaks of.
LEVEL_BY: Final = {
    "persons": "{}",
    "groups": "the class {}",
    "years": "year group {}",
    "roles": "{}",
    "devices": "the device {}",
    "networks": "the network {}",
    "places": "the place {}",
    "unknown_at": "whoever is not known at {}",
}
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def level_words(setting: "Setting") -> dict[str, str]:
    """The words of each level by its key."""
    return {level.key: level.words for level in setting.levels}


def hours_of(window: Window, levels: Mapping[str, str]) -> str:
    """``08:30 to 15:15, Mon, Tue, school days: closes games``."""
    spans = ", ".join(f"{hours.starts:%H:%M} to {hours.ends:%H:%M}" for hours in window.hours)
    days = "every day" if window.weekdays == EVERY_DAY else ", ".join(_DAYS[day] for day in sorted(window.weekdays))
    which = {None: "", True: ", on school days", False: ", on other days"}[window.school_days]
    whom = f", for {_levels(window.scope.levels, levels)}" if window.scope.levels else ""
    return f"{spans}, {days}{which}{whom}: {_does(window)}"


def decider_words(one: "Decider", levels: Mapping[str, str]) -> str:
    """``Teacher may open games for key stage 2, for the lesson at most``."""
    what = joined(sorted(CATEGORIES[key].words for key in one.categories)) or "any site that is not locked"
    whom = f" for {_levels(one.levels, levels)}" if one.levels else ""
    return f"{POSTS[one.role]} may open {what}{whom}, {LONGEST_WORDS[one.longest]} at most"


def _levels(keys: Collection[str], words: Mapping[str, str]) -> str:
    return joined(sorted(words.get(key, key) for key in keys))


def _does(window: Window) -> str:
    if window.closes_everything:
        return "closes everything"
    verb, keys = ("closes", window.closes) if window.closes else ("opens", window.opens)
    return f"{verb} {joined(sorted(CATEGORIES[key].words for key in keys))}"


def joined(words: Sequence[str]) -> str:
    """``a, b and c``; nothing for none."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
