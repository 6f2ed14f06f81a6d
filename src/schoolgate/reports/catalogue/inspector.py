"""The pack for an inspector: everything the school can show for its policy, and what it cannot."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.evidence import queries as evidence
from schoolgate.people.models import School
from schoolgate.reports import filtering, indexing, mending, standings
from schoolgate.reports.contract import Report
from schoolgate.reports.paper import Paper


def write(school: School, on: date) -> Paper | None:
    found = evidence.standing(school, on=on)
    if found is None:
        return None
    sections = (
        standings.policy(found),
        standings.counts(found),
        mending.section(school, found),
        standings.unknown(found),
        standings.promises(found, heading=_("Every promise, with its reason")),
        filtering.section(school, on),
        indexing.section(school, found),
        standings.sign_offs(found),
        standings.reviews(school, on),
    )
    title = _("Online safety: how we keep our policy")
    return Paper(title, school.name, _("For an inspector"), on, standings.answer(found), sections)


REPORT = Report(
    key="inspector",
    title=gettext_lazy("The inspector’s pack"),
    whom=gettext_lazy("an inspector"),
    words=gettext_lazy("The policy, every promise with its reason, the evidence, who signed, and what is not known."),
    write=write,
    record=True,
    asked=True,
)
