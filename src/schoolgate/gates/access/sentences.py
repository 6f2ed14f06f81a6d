"""What the access gate says: one sentence a reason, with a key for machines, and as whom it is about reads it."""

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from schoolgate.gates.access.inputs import Ruling, Signed
from schoolgate.gates.access.rules import Needed
from schoolgate.gates.access.things import THINGS


class Reason(NamedTuple):
    """``about`` is the key of the agreement it is about, where it is about one; ``yours`` the sentence as the person
    themselves reads it, empty where it is the same."""

    key: str
    words: str
    about: str = ""
    yours: str = ""

    @property
    def to_you(self) -> str:
        return self.yours or self.words


LEFT: Final = Reason("left", "They are not at the school any more.", yours="You are not at the school any more.")
UNREADABLE: Final = Reason("unreadable", "It could not be worked out, so it stays closed.")
AT_LESSONS: Final = Reason(
    "at-lessons",
    "Until then they use a class device in lessons that an adult leads.",
    yours="Until then you use a class device in lessons that an adult leads.",
)
# Nothing is awaited where one of these is a reason.
FINAL: Final = frozenset({"not-for-them", "nothing-agreed"})


def not_there(needed: Needed, ran_out: date | None) -> Reason:
    name, key = _named(needed), needed.key
    if not needed.asked:
        words = f"{name} has no approved words yet, so nobody can sign it."
        return Reason("not-asked", words, key, f"{name} has no approved words yet, so you cannot sign it.")
    if ran_out is not None:
        done = _done(needed)
        yours = f"{name}, which you {done}, ran out on {_day(ran_out)}." if done else ""
        return Reason("ran-out", f"{name} ran out on {_day(ran_out)}.", key, yours)
    if needed.for_days is not None:
        words = f"{name} is not there: they have not yet shown that they understood."
        return Reason("not-shown", words, key, f"You have not passed {name} yet.")
    yours = f"You have not signed {name} yet." if _done(needed) else f"{name} is not signed for you."
    return Reason("not-back", f"{name} is not signed.", key, yours)


def held(needed: Needed, signed: Signed, until: date | None) -> Reason:
    ends = f", and holds until {_day(until)}" if until is not None else ""
    done = "passed" if needed.for_days is not None else "signed"
    said, name = f"{done} on {_day(signed.on)}", _named(needed)
    it_ends = f", and it holds until {_day(until)}" if until is not None else ""
    yours = (
        f"You {done} {name} on {_day(signed.on)}{it_ends}." if _done(needed) else f"{name} was {said} for you{ends}."
    )
    return Reason("signed", f"{name} was {said}{ends}.", needed.key, yours)


def not_for_them(thing: str) -> Reason:
    words = THINGS[thing].words
    yours = f"Nobody with your place at the school has {words}."
    return Reason("not-for-them", f"Nobody with their place at the school has {words}.", yours=yours)


def nothing_agreed(thing: str) -> Reason:
    words = THINGS[thing].words
    return Reason(
        "nothing-agreed", f"No agreement opens {words} for them.", yours=f"No agreement opens {words} for you."
    )


def no_days(thing: str, ended: date | None) -> Reason:
    words = THINGS[thing].words
    if ended is not None:
        over = f"had {words} ended on {_day(ended)}."
        return Reason("days-over", f"The days on which they {over}", yours=f"The days on which you {over}")
    said = "The headteacher has not said from when until when"
    return Reason("no-days", f"{said} they may have {words}.", yours=f"{said} you may have {words}.")


def has_days(ruling: Ruling) -> Reason:
    days = f"from {_day(ruling.first)} to {_day(ruling.last)}: {ruling.why}"
    return Reason("has-days", f"The headteacher gave it {days}", yours=f"The headteacher gave it to you {days}")


def excepted(ruling: Ruling) -> Reason:
    ends = f"until {_day(ruling.last)}: {ruling.why}"
    yours = f"The headteacher made an exception for you {ends}"
    return Reason("exception", f"The headteacher made an exception {ends}", yours=yours)


def taken_away(ruling: Ruling) -> Reason:
    ends = f"until {_day(ruling.last)}: {ruling.why}"
    return Reason(
        "taken-away", f"The headteacher took it away {ends}", yours=f"The headteacher took it from you {ends}"
    )


def _done(needed: Needed) -> str:
    """What somebody did with it themselves; nothing where a carer signs for a child."""
    if "pupils" in needed.roles:
        return ""
    return "passed" if needed.for_days is not None else "signed"


def _named(needed: Needed) -> str:
    return f"“{needed.title}”"


@lru_cache(maxsize=4096)  # a trust's signatures are of a few hundred days
def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
