"""The record of processing activities that article 30 of the UK GDPR asks for, drafted."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.people.models import School
from schoolgate.reports import protecting
from schoolgate.reports.contract import Report
from schoolgate.reports.holdings import Kept
from schoolgate.reports.paper import Pairs, Paper, Section


def write(school: School, on: date) -> Paper:
    rows = (
        (_("Controller"), school.name),
        (_("Data protection officer"), protecting.DECIDE),
        (_("Processors"), _("None. Schoolgate runs on the school’s own computer.")),
        (
            _("Outside the United Kingdom"),
            _(
                "Nothing is sent by Schoolgate. A provider of sign-ins, where one is used, says for itself "
                "where it works."
            ),
        ),
    )
    activities = (_activity(purpose, lines) for purpose, lines in protecting.by_purpose() if _whose(lines))
    sections = (Section(_("Who is responsible"), (Pairs(rows),)), *activities, protecting.leaves(), protecting.guards())
    answer = _("What Schoolgate does with personal data at this school, activity by activity.")
    return Paper(
        _("Record of processing"), school.name, _("A draft for the data protection officer"), on, answer, sections
    )


def _activity(purpose: str, lines: tuple[Kept, ...]) -> Section:
    personal = [line for line in lines if line.whose]
    rows = (
        (_("About whom"), ", ".join(_whose(lines)).capitalize()),
        (_("What"), "; ".join(line.words for line in personal)),
        (
            _("How long"),
            "; ".join(dict.fromkeys(line.kept for line in personal if not line.kept.startswith("as long"))),
        ),
        (_("Lawful basis"), _("Proposed: public task (article 6(1)(e)). %(decide)s") % {"decide": protecting.DECIDE}),
    )
    return Section(purpose, (Pairs(tuple(row for row in rows if row[1])),))


def _whose(lines: tuple[Kept, ...]) -> list[str]:
    return list(dict.fromkeys(who for line in lines for who in line.whose))


REPORT = Report(
    key="processing",
    title=gettext_lazy("Record of processing"),
    whom=gettext_lazy("the data protection officer"),
    words=gettext_lazy("What is done with personal data, about whom, why and how long: what article 30 asks for."),
    write=write,
)
