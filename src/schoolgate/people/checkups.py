"""People: that somebody looks after Schoolgate at each school, and that its year is its own."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schoolgate.frame.doctor import Finding, Severity, checks
from schoolgate.kernel.clocks.terms import academic_year_of
from schoolgate.people import queries, terms
from schoolgate.people.access import today
from schoolgate.people.circles import MANAGERS
from schoolgate.people.models import RoleAssignment


@checks("people.managed", _("Somebody who signs in looks after each school"))
def managed() -> Iterator[Finding]:
    for school in queries.schools():
        rows = RoleAssignment.objects.for_school(school).as_of(today(school)).filter(role__in=MANAGERS)
        if not rows.filter(person__account__is_active=True).exists():
            cause = _("No head or administrator of it can sign in.")
            yield Finding(school.name, cause, f"schoolgate --school {school.ref} account add --email ... --name ...")


@checks("people.term-dates", _("Term dates are the schools’ own"))
def own_term_dates() -> Iterator[Finding]:
    for school in queries.schools():
        year = terms.year(school, academic_year_of(today(school)))
        if any(assumed for _term, assumed in year.terms):
            cause = _("Term dates of %(year)s are assumed: nobody has given them all.") % {"year": year.name}
            fix = _("Give them on the page Term dates, or with: schoolgate school calendar set FILE")
            yield Finding(school.name, cause, fix, Severity.NOTICE)
