"""A checkpoint each day of every chain that grew, on the first round of the clock after midnight (UTC)."""

import logging
from datetime import UTC, datetime
from typing import Final

from schoolgate.frame.actor import system
from schoolgate.frame.keyring import KeyRingError
from schoolgate.frame.rounds import each_round
from schoolgate.ledger.actions.checkpoints import make_checkpoint
from schoolgate.ledger.models import Chain, Checkpoint

CLOCK: Final = system("clock")
_log = logging.getLogger(__name__)


@each_round("ledger.checkpoint-each-day")
def checkpoint_each_day(now: datetime) -> int:
    """A signing key that is lost stops no clock: the check of the installation says what to do about it."""
    done = 0
    for chain in Chain.objects.filter(length__gt=0):
        last = Checkpoint.objects.filter(chain=chain).order_by("-number").first()
        if last is not None and (last.length == chain.length or last.at.date() >= now.astimezone(UTC).date()):
            continue
        try:
            make_checkpoint(chain.key, actor=CLOCK, at=now)
        except KeyRingError as error:
            _log.error("no checkpoint could be made: %s", error)
            return done
        done += 1
    return done
