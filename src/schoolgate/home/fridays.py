"""The Friday five: what to do this week, each thing with the sentence of the policy that it keeps. Pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Final

from django.utils.translation import gettext as _

from schoolgate.evidence.judging import PromiseStanding
from schoolgate.kernel.standings import Standing
from schoolgate.vocabulary.roles import ROLES

MOST: Final = 5
_SOON: Final = timedelta(weeks=6)  # a confirmation that lapses later than this is nothing for this week


class Kind(IntEnum):
    """Why a thing stands in the list; the lower the sooner."""

    LATE = 0
    UNANSWERED = 1  # needs putting right, and nobody has said what is done about it
    STALE = 2  # there was evidence, and it is out of date
    DUE = 3
    LAPSES = 4


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to do. ``promises`` are the refs of the sentences it keeps, in the policy's order; ``day`` is when it
    is due, lapses or went out of date, where one is known. Of two alike the one given first comes first.
    """

    what: str
    promises: tuple[str, ...]
    kind: Kind
    day: date | None = None
    who: str = ""
    minutes: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    thing: Thing
    promise: str


def five(things: Iterable[Thing]) -> tuple[Chosen, ...]:
    """At most five, the late first and the soonest before the later; never two for one sentence, and never one that
    keeps no sentence of the policy.
    """
    chosen: list[Chosen] = []
    for thing in sorted(things, key=_rank):
        taken = {promise for one in chosen for promise in one.thing.promises}
        if thing.promises and not taken & set(thing.promises):
            chosen.append(Chosen(thing, thing.promises[0]))
        if len(chosen) == MOST:
            break
    return tuple(chosen)


def from_promises(promises: Sequence[PromiseStanding], on: date, answered: Collection[str] = ()) -> Iterator[Thing]:
    """What the marks themselves ask for: saying what is done about what needs putting right, newer evidence, and
    confirming again what is about to lapse. Of those in ``answered`` it is known what is done.
    """
    for promise in promises:
        refs, finding, source = (promise.promise.ref,), promise.finding, promise.would_answer
        if promise.standing is Standing.BROKEN and promise.promise.ref not in answered:
            yield Thing(_("Say what we are doing about it"), refs, Kind.UNANSWERED, who=ROLES["head"])
        elif finding.stale and promise.standing is Standing.NOT_KNOWN:
            words = _("Get newer evidence: %(source)s") % {"source": source.words.lower()}
            yield Thing(words, refs, Kind.STALE, finding.until, ROLES[source.holder])
        elif promise.standing is Standing.DECLARED and finding.until and finding.until - on <= _SOON:
            yield Thing(_("Confirm it again"), refs, Kind.LAPSES, finding.until, finding.by)


def _rank(thing: Thing) -> tuple[IntEnum, date]:
    return thing.kind, thing.day or date.max
