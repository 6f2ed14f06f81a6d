"""A policy in force, as other rooms see it: plain frozen values, with people's answers about our reading applied."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from schoolgate.reading.model import Clause, Nature, Polarity, Reading, Strength, When

# Words that leave a time open on purpose and can still be late: "immediately" is not vague in the way "regularly" is.
_AT_ONCE: Final = ("immediate", "at once", "straight away", "straightaway", "without delay", "promptly")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed about our reading of one sentence; None leaves that part as it was read.

    The school's sentence itself is never touched.
    """

    promises: bool = True  # False: the sentence promises nothing
    who: tuple[str, ...] | None = None
    strength: Strength | None = None
    polarity: Polarity | None = None
    when: When | None = None

    def applied(self, clause: Clause) -> Clause:
        # A sentence we took for none, and a person says is a promise, is theirs to confirm: nothing measures it yet.
        nature = clause.nature if clause.promises else Nature.DECLARED
        return replace(
            clause,
            nature=nature if self.promises else Nature.CONTEXT,
            who=clause.who if self.who is None else self.who,
            strength=self.strength or clause.strength,
            polarity=self.polarity or clause.polarity,
            when=self.when or clause.when,
        )


@dataclass(frozen=True, slots=True)
class AdoptionRecord:
    ref: str
    version: str
    body: str
    ratified_on: date
    minute: str
    on_behalf_of: str
    by: str  # the name of who entered it, or "operator"
    in_force_from: date
    recorded_at: datetime
    present: int | None = None  # members at the meeting, and how many it needs, where both were entered
    quorum: int | None = None
    pending: bool = False  # in use, and not ratified yet


@dataclass(frozen=True, slots=True)
class PromiseInForce:
    """One promise of the policy in force. ``clause`` is our reading with a person's correction applied."""

    ref: str
    number: int  # its place in the document, from 1
    clause: Clause
    confirmed: bool
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def vague_clock(self) -> str:
        """The words of a clock that gives no number ("regularly"), or nothing."""
        when = self.clause.when
        if when is None or when.n is not None or any(word in when.text.lower() for word in _AT_ONCE):
            return ""
        return when.text if not when.anchor else ""


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    school: str
    version: str
    number: int
    filename: str
    reading: Reading
    promises: tuple[PromiseInForce, ...]
    adoption: AdoptionRecord

    def promise(self, ref: str) -> PromiseInForce | None:
        return next((promise for promise in self.promises if promise.ref == ref), None)
