"""The retention schedule: everything that is kept, how long, and why, as the tables themselves declare it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.people.models import School
from schoolgate.reports import protecting
from schoolgate.reports.contract import Report
from schoolgate.reports.paper import Paper, Section, Text


def write(school: School, on: date) -> Paper:
    words = _(
        "Erasing happens by itself once a day. What is held for a court or an inquiry stays until the hold "
        "ends, and the permanent record tells of each erasing."
    )
    sections = (
        *(protecting.kept(lines, purpose) for purpose, lines in protecting.by_purpose()),
        Section(_("How it is erased"), (Text(words),)),
    )
    answer = _("Everything Schoolgate keeps has an end, or a reason to have none.")
    return Paper(
        _("Retention schedule"), school.name, _("A draft for the data protection officer"), on, answer, sections
    )


REPORT = Report(
    key="retention",
    title=gettext_lazy("Retention schedule"),
    whom=gettext_lazy("the data protection officer"),
    words=gettext_lazy("Everything that is kept, for how long, and why."),
    write=write,
)
