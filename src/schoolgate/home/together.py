"""Which sentences of a job may be answered together, and which are asked one by one. Pure.

Together go only those we are sure we read rightly (a person said so, or the reader's own measure does), in which no
check finds fault, and whose mark rests on a person's word: a yes gives or renews that mark, and changes no other.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from schoolgate.evidence.judging import PromiseStanding
from schoolgate.home.checking import CONFIDENT
from schoolgate.kernel.digests import digest
from schoolgate.kernel.standings import Standing

_BY_WORD = (Standing.NOT_KNOWN, Standing.DECLARED)


@dataclass(frozen=True, slots=True)
class Together:
    """The sentences that one press answers with yes, in the document's order."""

    promises: tuple[PromiseStanding, ...] = ()

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(one.promise.ref for one in self.promises)

    @property
    def seal(self) -> str:
        """Over what the press would answer, so that nothing is said of a sentence that was not shown."""
        return digest(list(self.refs))


def together(promises: Iterable[PromiseStanding], unanswered: Collection[str]) -> Together:
    return Together(tuple(one for one in promises if one.promise.ref in unanswered and _sure(one)))


def _sure(one: PromiseStanding) -> bool:
    read = one.promise.confirmed or one.promise.clause.confidence >= CONFIDENT
    faulted = any(finding.standing is Standing.BROKEN for _key, finding in one.checks)
    return read and not faulted and one.standing in _BY_WORD
