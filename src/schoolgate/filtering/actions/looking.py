"""That somebody who leads looked at the filter's report: what a check asks for each half term."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from schoolgate.evidence.actions import put_fact
from schoolgate.evidence.queries import facts
from schoolgate.evidence.rhythms import good_until
from schoolgate.filtering import kinds
from schoolgate.filtering.access import LOOKERS
from schoolgate.filtering.queries.usage import days_counted
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import calendar
from schoolgate.vocabulary.facts import Looked

_SOURCE: Final = "filter-report"
_REACH: Final = timedelta(weeks=13)  # as far back as the report shows


@transaction.atomic
def look_at_report(school: School, *, by: Person, actor: Actor) -> bool:
    """Enter that it was looked at today; False where that was said today already. It holds until the next is due.

    Raises ``DeniedError`` for one who does not lead, ``BadInputError`` where there was nothing to look at.
    """
    day = today(school)
    require(roles_of(by, day), *LOOKERS)
    if not days_counted(school, day - _REACH, day):
        raise BadInputError(
            _("The report"),
            _("is empty: no decision of the filter was counted in these weeks."),
            _("Look again once the filter runs here, or watches."),
        )
    hold(school)
    looked = Looked(day, good_until(calendar(school), "half-termly", day))
    if facts(school, day).get("filtering.report_looked") == looked:
        return False
    put_fact(school, "filtering.report_looked", looked, actor=actor, true_from=day, source=_SOURCE)
    details = {"on": day.isoformat()}
    append(school_chain(school.ref), kinds.REPORT_LOOKED_AT, actor=actor, subject=school.ref, details=details)
    return True
