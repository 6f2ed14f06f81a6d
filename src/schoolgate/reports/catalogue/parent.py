"""The pack for a parent: what the school promises and how it stands, with no member of staff named."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.evidence import queries as evidence
from schoolgate.people.models import School
from schoolgate.reports import standings
from schoolgate.reports.contract import Report
from schoolgate.reports.paper import Paper, Section, Text


def write(school: School, on: date) -> Paper | None:
    found = evidence.standing(school, on=on)
    if found is None:
        return None
    ask = _(
        "If something here worries you, ask the headteacher. You may ask in writing, and the school answers in writing."
    )
    sections = (
        standings.policy(found),
        standings.counts(found),
        standings.promises(found, heading=_("What we promise, and how it stands"), why=False),
        standings.unknown(found),
        Section(_("Whom to ask"), (Text(ask),)),
    )
    title = _("Online safety at our school")
    return Paper(title, school.name, _("For a parent or carer"), on, standings.answer(found), sections)


REPORT = Report(
    key="parent",
    title=gettext_lazy("The parent’s pack"),
    whom=gettext_lazy("a parent"),
    words=gettext_lazy(
        "What the school promises, and how each promise stands. No child and no member of staff is named."
    ),
    write=write,
    asked=True,
)
