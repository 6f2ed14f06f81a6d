"""What the answers of a child's carers come to for one place on one day.

- No answer is a no, and no decision of the head makes a yes of it.
- A carer's last word counts. One yes is enough where nobody says no; one no is enough until the head decides.
- Who is known to have no parental responsibility cannot say yes. Their no counts until the head decides.
- An answer that names no carer (a list from the school's system) counts until a carer of the child has answered since.
- Where something protects the child, the head decides first, and the reason does not say that there is something.
- The head's decision counts over what was said before it. A no that came later counts over it, at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from schoolgate.kernel.verdicts import Verdict


class Answer(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"


class Reason(StrEnum):
    SILENCE = "silence"
    LAPSED = "lapsed"
    NOT_THEIRS = "not-theirs"
    REFUSED = "refused"
    DISAGREE = "disagree"
    HEAD_FIRST = "head-first"
    RULED_NO = "ruled-no"
    NO_SINCE = "no-since"
    GRANTED = "granted"
    RULED_YES = "ruled-yes"
    CHECK_RESPONSIBILITY = "check-responsibility"  # beside a yes


WORDS: Final[dict[Reason, str]] = {
    Reason.SILENCE: "Nobody has answered, and no answer is a no.",
    Reason.LAPSED: "The answer was for an earlier school year, and no answer is a no.",
    Reason.NOT_THEIRS: "The yes is of somebody without parental responsibility.",
    Reason.REFUSED: "The family said no.",
    Reason.DISAGREE: "The carers do not agree, so it is a no until the headteacher decides.",
    Reason.HEAD_FIRST: "Ask the headteacher first.",
    Reason.RULED_NO: "The headteacher decided that it is a no.",
    Reason.NO_SINCE: "A carer has said no since the headteacher decided.",
    Reason.GRANTED: "The family said yes.",
    Reason.RULED_YES: "The headteacher decided that the yes counts.",
    Reason.CHECK_RESPONSIBILITY: "Whether they have parental responsibility is not known: please check.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One answer. It holds from ``first`` to ``last`` (none: no end); ``moment`` is when it was recorded, with a zone.
    ``carer`` is a ref, empty where none is named; ``responsibility`` is "yes", "no" or "not-known"."""

    carer: str
    answer: Answer
    first: date
    last: date | None
    moment: datetime
    responsibility: str = "not-known"

    def holds(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the head decided; it holds as an answer does."""

    answer: Answer
    first: date
    last: date | None
    moment: datetime

    def holds(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class Resolved:
    """``answered`` is whether anybody's answer holds; ``waits`` that the head must decide; ``reason`` is why, and
    ``notes`` what to look at beside."""

    verdict: Verdict
    reason: Reason
    answered: bool = False
    waits: bool = False
    notes: tuple[Reason, ...] = ()

    @property
    def yes(self) -> bool:
        return self.verdict is Verdict.ALLOW

    @property
    def words(self) -> str:
        return " ".join(WORDS[reason] for reason in (self.reason, *self.notes))


def resolve(
    said: Iterable[Said], on: date, *, rulings: Iterable[Ruling] = (), protected: datetime | None = None
) -> Resolved:
    """What the answers come to on a day. ``protected`` is the moment since which something protects the child; a
    decision of the head from before it does not count.
    """
    everything = list(said)
    live = _last_words(one for one in everything if one.holds(on))
    grants = [one for one in live if one.answer is Answer.GRANTED and one.responsibility != "no"]
    refusals = [one for one in live if one.answer is Answer.REFUSED]
    if not grants:
        return Resolved(Verdict.BLOCK, _why_not(everything, live, refusals), answered=bool(live))
    ruling = max((one for one in rulings if one.holds(on)), key=_weight, default=None)
    if ruling is not None and protected is not None and ruling.moment < protected:
        ruling = None
    if ruling is None:
        if refusals or protected is not None:
            reason = Reason.DISAGREE if refusals else Reason.HEAD_FIRST
            return Resolved(Verdict.BLOCK, reason, answered=True, waits=True)
        return _granted(Reason.GRANTED, grants)
    if ruling.answer is Answer.REFUSED:
        return Resolved(Verdict.BLOCK, Reason.RULED_NO, answered=True)
    if any(one.moment > ruling.moment for one in refusals):
        return Resolved(Verdict.BLOCK, Reason.NO_SINCE, answered=True, waits=True)
    return _granted(Reason.RULED_YES, grants)


def _last_words(live: Iterable[Said]) -> list[Said]:
    """The last word of each carer; that of nobody in particular only while no carer has answered since."""
    last: dict[str, Said] = {}
    for one in sorted(live, key=_weight):
        last[one.carer] = one
    nobody = last.pop("", None)
    if nobody is not None and all(one.moment < nobody.moment for one in last.values()):
        last[""] = nobody
    return list(last.values())


def _weight(one: Said | Ruling) -> tuple[datetime, bool]:
    """Later counts for more; of two in one moment, a no."""
    return one.moment, one.answer is Answer.REFUSED


def _why_not(everything: list[Said], live: list[Said], refusals: list[Said]) -> Reason:
    if refusals:
        return Reason.REFUSED
    if live:
        return Reason.NOT_THEIRS
    return Reason.LAPSED if everything else Reason.SILENCE


def _granted(reason: Reason, grants: list[Said]) -> Resolved:
    known = any(one.responsibility == "yes" for one in grants)
    notes = () if known else (Reason.CHECK_RESPONSIBILITY,)
    return Resolved(Verdict.ALLOW, reason, answered=True, notes=notes)
