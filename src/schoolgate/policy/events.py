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


@event("policy.review-triggered")
@dataclass(frozen=True, slots=True)
class ReviewTriggered:
    """Something calls for a review before the policy's date; ``kind`` is a key of ``vocabulary.reviews.TRIGGERS``."""

    school: str
    kind: str
    reason_ref: str


@event("policy.readings-confirmed")
@dataclass(frozen=True, slots=True)
class ReadingsConfirmed:
    """Many sentences of a version were said at once to be read rightly."""

    school: str
    version: str
