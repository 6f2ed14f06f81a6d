"""What the permanent record tells other rooms."""

from dataclasses import dataclass

from schoolgate.frame.outbox import event


@event("ledger.checkpointed")
@dataclass(frozen=True, slots=True)
class Checkpointed:
    """A checkpoint of a school's record was made: ``queries.checkpoint(checkpoint).text`` is the note to be kept by
    people of that school, apart from this machine. Other chains' checkpoints are not told: nobody at a school may read
    those."""

    school: str
    checkpoint: str
