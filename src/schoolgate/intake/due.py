"""What the clock does here: files left in quarantine are taken up."""

from datetime import datetime, timedelta
from typing import Final

from schoolgate.frame.rounds import each_round, for_each
from schoolgate.frame.scoped import unscoped
from schoolgate.intake.actions import advance
from schoolgate.intake.models import Delivery

# A file that is being looked at by the page that took it is left to that page for so long.
_GRACE: Final = timedelta(seconds=45)


@each_round("intake.quarantine")
def take_up(now: datetime) -> int:
    """Look at files that nobody has finished looking at: large ones, and those whose process was stopped."""
    with unscoped("files of every school wait in one quarantine"):
        rows = Delivery.objects.filter(state=Delivery.State.QUARANTINED, received_at__lte=now - _GRACE)
        waiting = list(rows.select_related("school", "mapping").order_by("received_at")[:50])
    return sum(for_each(waiting, lambda delivery: int(advance(delivery).state != Delivery.State.QUARANTINED)))
