"""What the page of a closed site says, by whom it is for: few words for a child, the reason and rule for an adult."""

from dataclasses import dataclass
from typing import Final

from schoolgate.gates.web.levels import GUEST, STAFF
from schoolgate.kernel.verdicts import Verdict
from schoolgate.vocabulary.schools import INFANT, JUNIOR

# What the recording beside this file says: made again (see docs/how-to/open-a-site-for-a-lesson.md) when it changes.
HEARD: Final = "This page isn’t for us. You’re not in trouble. Show your grown-up."
NEVER: Final = "Pages on the national lists of illegal material can never be opened, by anyone."
RECORDED: Final = "The address, the time and this device."
GENERIC: Final = (
    "This page is closed.",
    "You did nothing wrong. What stood at this address is no longer known: it was too long ago, or the address was cut "
    "short on the way. Go back and open the site again; if it is still closed, the page will say why.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """``lines`` stand under the heading. ``child``: a picture and few words, with the reason for adults apart."""

    heading: str
    lines: tuple[str, ...]
    child: bool = False
    ask: str = "Ask for this site"
    need: str = "Need it for a lesson?"


_INFANT: Final = Said("This page isn’t for us.", ("You’re not in trouble.", "Show your grown-up."), child=True)
_INFANT_HOLD: Final = Said("Wait a moment.", ("A grown-up opens this page.", "Show your grown-up."), child=True)
_INFANT_WARN: Final = Said("Stop and think.", ("Show your grown-up first.",), child=True)
_JUNIOR: Final = "Ask my teacher to open it"


def said(verdict: Verdict, level: str, because: str) -> Said:
    """The words for a level. One that a school made itself has the words of juniors, which everybody can read; where
    nobody is known, those of the youngest."""
    if level in ("", INFANT):
        return {Verdict.HOLD: _INFANT_HOLD, Verdict.WARN: _INFANT_WARN}.get(verdict, _INFANT)
    if level in (STAFF, GUEST):
        return _grown_up(verdict, level, because)
    return _junior(verdict, because)


_RULES: Final = {
    "level": "What is agreed for this level",
    "locked": "Closed for everyone, always",
    "exception": "Opened for a time",
    "closure": "Closed at once by an adult",
    "window": "The hours that are agreed",
    "pause": "The internet is paused",
    "way": "Ways round the filter are closed",
    "garden": "Only the sites chosen for this level",
    "nobody-known": "Nobody knows who is asking",
    "unreadable": "The address cannot be read",
}


def of_rule(rule: str) -> str:
    """What decided, in words; a rule this page does not know yet, as it is."""
    return _RULES.get(rule.partition(":")[0], rule)


def heard(words: Said) -> str:
    return " ".join((words.heading, *words.lines))


def of_level(level: str) -> str:
    """As it ends "closed for"."""
    return {STAFF: "staff", GUEST: "guests", INFANT: "the youngest", JUNIOR: "juniors", "": "the youngest"}.get(
        level, "you"
    )


def _junior(verdict: Verdict, because: str) -> Said:
    if verdict is Verdict.WARN:
        return Said("Stop and think first.", (because, "Not sure? Show your teacher."), ask=_JUNIOR, need="Not sure?")
    if verdict is Verdict.HOLD:
        first = "An adult opens this page."
        return Said(first, ("You’re not in trouble.", because), ask=_JUNIOR, need="Need it for your work?")
    lines = ("You’re not in trouble.", because)
    return Said("This page is closed.", lines, ask=_JUNIOR, need="Need it for your work?")


def _grown_up(verdict: Verdict, level: str, because: str) -> Said:
    need = "Need it for a lesson?" if level == STAFF else "Need it while you are here?"
    if verdict is Verdict.WARN:
        return Said("Think first about this page.", (because,), need="Not sure about it?")
    if verdict is Verdict.HOLD:
        return Said("This page waits for a yes.", (because,), need=need)
    return Said(f"This page is closed for {of_level(level)}.", (because,), need=need)
