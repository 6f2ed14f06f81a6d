"""That somebody who leads looked at the filter's report: what a check asks for each half term."""

from typing import Final

from django.db import transaction

from schoolgate.evidence.actions import put_fact
from schoolgate.evidence.queries import facts
from schoolgate.evidence.rhythms import good_until
from schoolgate.filtering import kinds
from schoolgate.filtering.access import LOOKERS
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import calendar
from schoolgate.vocabulary.facts import Looked

_SOURCE: Final = "filter-report"


@transaction.atomic
def look_at_report(school: School, *, by: Person, actor: Actor) -> bool:
    """Enter that it was looked at today; False where that was said today already. It holds until the next is due.

    Raises ``DeniedError`` for one who does not lead.
    """
    day = today(school)
    require(roles_of(by, day), *LOOKERS)
    hold(school)
    looked = Looked(day, good_until(calendar(school), "half-termly", day))
    if facts(school, day).get("filtering.report_looked") == looked:
        return False
    put_fact(school, "filtering.report_looked", looked, actor=actor, true_from=day, source=_SOURCE)
    details = {"on": day.isoformat()}
    append(school_chain(school.ref), kinds.REPORT_LOOKED_AT, actor=actor, subject=school.ref, details=details)
    return True
