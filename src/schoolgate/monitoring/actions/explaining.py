"""Saying why nothing is seen of a class or a kind of device."""

import re
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.access import EXPLAINERS
from schoolgate.monitoring.coverage.explaining import NOTED
from schoolgate.monitoring.models import CoverageNote
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import School
from schoolgate.people.queries import person

# A key of the coverage map: a class's ref, or a kind of device and the ref of a place.
_PIECE: Final = re.compile(r"(?:class:|devices:\w+:)[\w-]{0,40}", re.ASCII).fullmatch
LONGEST: Final = timedelta(days=42)  # half a term: then it is asked again


@transaction.atomic
def note_silence(
    school: School, piece: str, reason: str, until: date, *, actor: Actor, words: str = ""
) -> CoverageNote:
    """Say why ``piece`` (a key of the coverage map) is quiet, until a day, in one's own name.

    Raises ``BadInputError`` for a reason there is not and for a day that is over or more than half a term on;
    ``DeniedError`` for one who may not say.
    """
    if not actor.signs:
        raise DeniedError("Saying why", "only a person who is signed in can.", "Sign in, and use the page.")
    who = person(school, actor.ref)
    require(roles_of(who, today(school)), *EXPLAINERS)
    if reason not in NOTED:
        raise BadInputError("the reason", f"{reason!r} is none.", f"Known: {', '.join(NOTED)}.")
    if not _PIECE(piece):  # it goes into the permanent record, which holds no words of anybody's
        raise BadInputError("the class or kind of device", "is none that is known.", "Choose one on the page.")
    if not today(school) <= until <= today(school) + LONGEST:
        raise BadInputError("the last day", "is over, or more than six weeks on.", "Choose one within six weeks.")
    hold(school)
    row = CoverageNote(school=school, piece=piece, reason=reason, until=until, words=words.strip()[:500])
    row.by, row.at = who.ref, timezone.now()
    row.save()
    details = {"piece": row.piece, "reason": reason, "until": until.isoformat()}
    append(school_chain(school.ref), kinds.COVERAGE_NOTED, actor=actor, subject=row.ref, details=details)
    return row
