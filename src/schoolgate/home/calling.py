"""What the school is waiting for that is nobody's job alone: a review that is called for."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.home.boards import written
from schoolgate.ledger.queries import kept
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.policy.kinds import REVIEWS


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the first page: what is waited for, and where it is answered."""

    words: str
    act: str
    href: str


def calling(school: School, on: date) -> tuple[Line, ...]:
    """The soonest first; one query, where a review was called for or held since."""
    return kept(school.ref, ("called for", on), lambda: _reviews(school, on), rests_on=REVIEWS)


def _reviews(school: School, on: date) -> tuple[Line, ...]:
    """Each trigger that no review has answered."""
    still = [one for one in policies.triggers(school, on) if one.answered_on is None]
    found = []
    for one in sorted(still, key=lambda trigger: (trigger.due, trigger.raised_on)):
        late = _("A review was due by %(due)s") if one.due < on else _("A review is called for by %(due)s")
        why = one.title[:1].lower() + one.title[1:]
        since = _("%(why)s, on %(since)s") % {"why": why, "since": written(one.raised_on)}
        words = f"{late % {'due': written(one.due)}}: {since}."
        found.append(Line(words, _("See the review"), reverse("home.review", args=[school.ref])))
    return tuple(found)
