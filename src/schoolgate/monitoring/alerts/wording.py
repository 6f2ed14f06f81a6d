"""What an alert is called on a page: its heading, and one sentence that holds no word a child typed."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.gates.web.categories import CATEGORIES as SITES

# By what it is about: the heading it stands under, and the words that end "A search about ...".
# The order of headings is the order of harm.
HEADINGS: Final[dict[str, str]] = {
    "help": "Children who asked for help",
    "found": "Found on a screen",
    "law": "Against the law",
    "life": "Self-harm and death",
    "abuse": "Abuse and exploitation",
    "hate": "Hate and extremism",
    "violence": "Violence",
    "adult": "Adult content",
    "bullying": "Bullying and swearing",
    "substances": "Drugs and gambling",
    "bypass": "Getting round the web filter",
    "tools": "New tools",
    "games": "Games",
    "machines": "Devices and log-ins",
    "other": "Something else",
}
ORDER: Final = tuple(HEADINGS)
_ABOUT: Final[dict[str, tuple[str, str]]] = {
    "help": ("help", ""),
    "found": ("found", ""),
    "suicide": ("life", "death"),
    "self-harm": ("life", "self-harm"),
    "wellbeing": ("life", "distress"),
    "eating": ("life", "eating"),
    "abuse": ("abuse", "being hurt"),
    "grooming": ("abuse", "a stranger"),
    "exploitation": ("abuse", "exploitation"),
    "csam": ("law", "something against the law"),
    "image-abuse": ("abuse", "pictures of somebody"),
    "running-away": ("abuse", "running away"),
    "honour": ("abuse", "forced marriage"),
    "fgm": ("abuse", "harm to girls"),
    "discrimination": ("hate", "hatred"),
    "extremism": ("hate", "extremism"),
    "hatred": ("hate", "hatred"),
    "violence": ("violence", "violence"),
    "weapons": ("violence", "weapons"),
    "gore": ("violence", "gore"),
    "pornography": ("adult", "adult content"),
    "adult": ("adult", "adult content"),
    "bullying": ("bullying", "bullying"),
    "language": ("bullying", "swear words"),
    "drugs": ("substances", "drugs"),
    "gambling": ("substances", "gambling"),
    "fraud": ("other", "scams"),
    "hacking": ("bypass", "breaking into computers"),
    "bypass": ("bypass", "getting round the web filter"),
    "ai-chat": ("tools", "an AI tool"),
    "games": ("games", "games"),
    "at-night": ("machines", ""),
    "two-places": ("machines", ""),
    "device-of-nobody": ("machines", ""),
    "silent-device": ("machines", ""),
    "silent-class": ("machines", ""),
    "silent-log-in": ("machines", ""),
}
# What fell silent: one device, a class, or one log-in.
_SILENT: Final = {
    "silent-device": "It is seen all through its lessons, and suddenly nothing came of it",
    "silent-class": "A class is seen all through its lessons, and suddenly nothing came of it",
    "silent-log-in": "A log-in was suddenly not seen, while its device was",
}
# Rules that notice less than what their category is called.
_MILDER: Final = {"pornography.words": "the body or sex"}
_NUMBERS: Final = ("", "once", "twice", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Rules that are no search: the sentence of each.
_SENTENCES: Final = {
    "bypass": "A site that leads round the web filter was asked for",
    "new-ai-tool": "An AI tool that was not seen here before",
    "at-night": "A pupil’s device was used at night",
    "two-places": "One log-in was used in two places at once",
    "device-of-nobody": "A device that is nobody’s was used",
    "illegal-site": "A site on a list of illegal content was asked for",
    "found": "An adult pressed “Found something” in a classroom",
}


def heading_of(category: str, *, illegal: bool = False) -> str:
    """The key of the heading."""
    return "law" if illegal else _ABOUT.get(category, ("other", ""))[0]


def about(category: str) -> str:
    """The words that end "A search about ..."; empty where there are none."""
    return _ABOUT.get(category, ("", ""))[1]


def sentence_of_rule(rule: str) -> str:
    """Of a rule that is no search, what it notices; else empty."""
    return _SENTENCES.get(rule, "")


def sentence(rule: str, category: str, *, count: int, minutes: int, blocked: bool) -> str:
    """What happened, in a sentence or two, and nothing that was typed."""
    if rule == "blocked-again" and count < 2:  # of many together
        what = f"{_site(category)} asked for again and again"
    elif rule == "blocked-again":
        what = f"{_site(category)} asked for {_times(count)} in {_minutes(minutes)}"
    elif category in _SILENT:
        what = _SILENT[category] + (f" for {_minutes(minutes)}" if minutes > 1 else "")
    elif rule in _SENTENCES:
        what = _SENTENCES[rule]
    else:
        about = _MILDER.get(rule) or _ABOUT.get(category, ("", ""))[1] or "something that may harm"
        what = f"A search about {about}" if rule != "address" else f"An address about {about}"
        what += f", {_times(count)}" if count > 1 else ""
    return f"{what}. {'Blocked.' if blocked else ''}".strip()


def before(decided: int, nothing: int) -> str:
    """What was decided of those like it: "Five of the last six like this: no concern." Empty where there is too few."""
    if decided < 2:
        return ""
    how_many = "None" if not nothing else "All" if nothing == decided else number(nothing).capitalize()
    return f"{how_many} of the last {number(decided)} like this: no concern."


def spoken(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """ "Today 10:42", "Monday 15:30", and the date where it is longer ago."""
    local, days = at.astimezone(zone), (now.astimezone(zone).date() - at.astimezone(zone).date()).days
    if days == 0:
        return f"Today {local:%H:%M}"
    return f"{local:%A} {local:%H:%M}" if 0 < days < 7 else f"{local:%-d %B} {local:%H:%M}"


def number(count: int) -> str:
    """As words up to ten."""
    return ("no", "one", "two", *_NUMBERS[3:])[count] if count <= 10 else str(count)


def _times(count: int) -> str:
    return _NUMBERS[count] if 0 < count < 3 else f"{number(count)} times"


def _minutes(minutes: int) -> str:
    if minutes > 90:
        return f"{round(minutes / 60)} hours"
    return "a minute" if minutes <= 1 else f"{number(minutes)} minutes"


def _site(category: str) -> str:
    known = SITES.get(category)
    if category == "games":
        return "A games site"
    return f"A site on the list of {known.words}" if known else "A closed site"
