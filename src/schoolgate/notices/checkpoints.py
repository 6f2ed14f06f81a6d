"""Letters to those who keep the checkpoints of the permanent record: the chair of governors and the data protection
officer, neither of whom can reach the machine it is on."""

from datetime import timedelta
from typing import Final

from schoolgate.frame.actor import system
from schoolgate.frame.outbox import handles
from schoolgate.ledger.due import CLOCK
from schoolgate.ledger.events import Checkpointed
from schoolgate.ledger.queries import checkpoint
from schoolgate.notices import actions
from schoolgate.notices.models import Notice
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import holders, school

KEEPERS: Final = ("chair", "dpo")
KIND: Final = "record.checkpoint"
# One is made every day that something was recorded. A letter a day would be thrown away unread.
_EVERY: Final = timedelta(days=6, hours=12)


@handles(Checkpointed, "notices.checkpoint-to-keep")
def _on_checkpointed(happened: Checkpointed) -> None:
    send_to_keepers(happened.school, happened.checkpoint)


def send_to_keepers(school_ref: str, ref: str) -> int:
    """Put a letter in line to each of them; one the clock made, only to those who had none this week. How many."""
    made, here = checkpoint(ref), school(school_ref)
    asked = 0
    for person in keepers(here):
        last = Notice.objects.for_school(here).filter(person__ref=person, kind=KIND).order_by("-id").first()
        if made.asked_by == CLOCK.ref and last is not None and made.at - checkpoint(last.about).at < _EVERY:
            continue
        actions.send(here, person, KIND, {"checkpoint": made.text}, actor=system("letters"), about=ref)
        asked += 1
    return asked


def keepers(here: School) -> list[str]:
    """Refs of those who hold one of the roles today, each once, deputies too."""
    found = [holder.ref for role in KEEPERS for holder in holders(here, role, on=today(here))]
    return list(dict.fromkeys(found))
