"""What the access gate says: one sentence a reason, each with a key for machines."""

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from schoolgate.gates.access.inputs import Ruling, Signed
from schoolgate.gates.access.rules import Needed
from schoolgate.gates.access.things import THINGS


class Reason(NamedTuple):
    """``about`` is the key of the agreement it is about, where it is about one."""

    key: str
    words: str
    about: str = ""


LEFT: Final = Reason("left", "They are not at the school any more.")
UNREADABLE: Final = Reason("unreadable", "It could not be worked out, so it stays closed.")
AT_LESSONS: Final = Reason("at-lessons", "Until then they use a class device in lessons that an adult leads.")
# Nothing is awaited where one of these is a reason.
FINAL: Final = frozenset({"not-for-them", "nothing-agreed"})


def not_there(needed: Needed, ran_out: date | None) -> Reason:
    name = _named(needed)
    if not needed.asked:
        return Reason("not-asked", f"{name} has no approved words yet, so nobody can sign it.", needed.key)
    if ran_out is not None:
        return Reason("ran-out", f"{name} ran out on {_day(ran_out)}.", needed.key)
    if needed.for_days is not None:
        return Reason("not-shown", f"{name} is not there: they have not yet shown that they understood.", needed.key)
    return Reason("not-back", f"{name} is not signed.", needed.key)


def held(needed: Needed, signed: Signed, until: date | None) -> Reason:
    ends = f", and holds until {_day(until)}" if until is not None else ""
    done = "passed" if needed.for_days is not None else "signed"
    return Reason("signed", f"{_named(needed)} was {done} on {_day(signed.on)}{ends}.", needed.key)


def not_for_them(thing: str) -> Reason:
    return Reason("not-for-them", f"Nobody with their place at the school has {THINGS[thing].words}.")


def nothing_agreed(thing: str) -> Reason:
    return Reason("nothing-agreed", f"No agreement opens {THINGS[thing].words} for them.")


def no_days(thing: str, ended: date | None) -> Reason:
    words = THINGS[thing].words
    if ended is not None:
        return Reason("days-over", f"The days on which they had {words} ended on {_day(ended)}.")
    return Reason("no-days", f"The headteacher has not said from when until when they may have {words}.")


def has_days(ruling: Ruling) -> Reason:
    return Reason("has-days", f"The headteacher gave it from {_day(ruling.first)} to {_day(ruling.last)}: {ruling.why}")


def excepted(ruling: Ruling) -> Reason:
    return Reason("exception", f"The headteacher made an exception until {_day(ruling.last)}: {ruling.why}")


def taken_away(ruling: Ruling) -> Reason:
    return Reason("taken-away", f"The headteacher took it away until {_day(ruling.last)}: {ruling.why}")


def _named(needed: Needed) -> str:
    return f"“{needed.title}”"


@lru_cache(maxsize=4096)  # a trust's signatures are of a few hundred days
def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
