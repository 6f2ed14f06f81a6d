"""One school as its trust may see it: its promises with their marks, dates and posts, and no person, case or word of
theirs (decision 0145)."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.across import Marked, Stood
from schoolgate.frame.pages import page
from schoolgate.frame.scoped import scope
from schoolgate.home import schools
from schoolgate.home.boards import in_words
from schoolgate.kernel.standings import Standing
from schoolgate.people.access import Shows
from schoolgate.people.models import School
from schoolgate.people.trusts import at_trust, school_in, trust_today, trust_visit
from schoolgate.policy import queries as policies
from schoolgate.policy.promises import PolicyInForce
from schoolgate.vocabulary.screens import MARKS, Mark, mark_for


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its mark. ``by_when`` is the day it is to be right, None where nobody has said."""

    text: str
    mark: Mark
    since: date
    by_when: date | None
    late: bool


@at_trust(shows=Shows.POLICY)
def school(request: HttpRequest, trust: str, member: str) -> HttpResponse:  # noqa: ARG001  (the address says it)
    """``?only=MARK`` shows the sentences that stand so; left out, those that need putting right."""
    here, on = trust_visit(request), trust_today()
    one = school_in(here.trust, member)
    (stood,) = evidence.across([one], on)
    row = schools.row(stood, on)
    asked = schools.Asked.of(request.GET).mark or Standing.BROKEN
    with scope(one):
        policy, marked = policies.in_force(one, on=on), evidence.marked(one, on)
        waiting = evidence.waiting_by_role(one, on)
    context = {
        "trust": here.trust,
        "school": one,
        "day": on,
        "row": row,
        "heading": _heading(one, row),
        "lines": _lines(policy, marked, stood, asked, on) if policy else [],
        "asked": MARKS[asked],
        "key": [(MARKS[name], stood.counts.get(name, 0)) for name in schools.COLUMNS],
        "waiting": waiting,
        "policy": policy,
    }
    return page(request, "home/trust_school.html", context, here="trust")


def _heading(one: School, row: schools.Row) -> str:
    broken = len(row.stood.broken)
    if not row.stood.in_force:
        return _("%(school)s has no policy in force here.") % {"school": one.name}
    if not broken:
        return _("Nothing needs putting right at %(school)s.") % {"school": one.name}
    words = ngettext(
        "%(n)s promise needs putting right at %(school)s.", "%(n)s promises need putting right at %(school)s.", broken
    )
    return words % {"n": in_words(broken).capitalize(), "school": one.name}


def _lines(policy: PolicyInForce, marked: dict[str, Marked], stood: Stood, asked: Standing, on: date) -> list[Line]:
    """The sentences that stand as asked for, in the policy's order; those late to be put right first."""
    lines = []
    for promise in policy.promises:
        found = marked.get(promise.ref)
        if found is not None and found.standing is asked:
            by_when = stood.mending.get(promise.ref) if asked is Standing.BROKEN else None
            mark = mark_for(found.standing, stale=found.stale)
            late = by_when is not None and by_when < on
            lines.append(Line(promise.clause.text, mark, found.since, by_when, late))
    return sorted(lines, key=lambda line: not line.late)
