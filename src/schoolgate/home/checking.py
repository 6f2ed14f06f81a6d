"""Which sentences to ask a person about first: those whose answer changes a mark, then the rest, then the confident."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from schoolgate.evidence.judging import PromiseStanding
from schoolgate.kernel.digests import digest
from schoolgate.kernel.standings import Standing

CONFIDENT: Final = 0.9  # the reader's own measured sureness, at and over which a person may say yes to all at once


@dataclass(frozen=True, slots=True)
class ToCheck:
    """Promises that nobody has answered for, in three parts, each in the document's order."""

    matters: tuple[PromiseStanding, ...]
    unsure: tuple[PromiseStanding, ...]
    confident: tuple[PromiseStanding, ...]

    @property
    def seal(self) -> str:
        """Over what "confirm all" would confirm, so that nothing is confirmed that was not shown."""
        return digest([one.promise.ref for one in self.confident])


def to_check(promises: Iterable[PromiseStanding]) -> ToCheck:
    waiting = [one for one in promises if not one.promise.confirmed]
    matters = tuple(one for one in waiting if changes_its_mark(one))
    rest = [one for one in waiting if one not in matters]
    return ToCheck(
        matters,
        tuple(one for one in rest if one.promise.clause.confidence < CONFIDENT),
        tuple(one for one in rest if one.promise.clause.confidence >= CONFIDENT),
    )


def changes_its_mark(one: PromiseStanding) -> bool:
    """A check finds fault, and we do not say so while we may have misread the sentence."""
    held_back = not one.promise.confirmed and one.standing is not Standing.BROKEN
    return held_back and any(finding.standing is Standing.BROKEN for _key, finding in one.checks)
