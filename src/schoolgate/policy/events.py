"""What the policy room tells other rooms."""

from dataclasses import dataclass

from schoolgate.frame.outbox import event


@event("policy.put-in-force")
@dataclass(frozen=True, slots=True)
class PutInForce:
    school: str
    adoption: str


@event("policy.reading-answered")
@dataclass(frozen=True, slots=True)
class ReadingAnswered:
    school: str
    promise: str


@event("policy.lineage-answered")
@dataclass(frozen=True, slots=True)
class LineageAnswered:
    school: str
    promise: str
