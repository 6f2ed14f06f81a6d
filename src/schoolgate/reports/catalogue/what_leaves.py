"""What we hold, what leaves: one paper to print on the first day and pin to the office wall."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.people.models import School
from schoolgate.reports import holdings, leaving, protecting
from schoolgate.reports.contract import Report
from schoolgate.reports.paper import Paper


def write(school: School, on: date) -> Paper:
    people = holdings.about(holdings.EVERYBODY)
    sections = (
        protecting.leaves(),
        protecting.kept(people, _("What we hold about people, and for how long")),
        protecting.guards(),
    )
    return Paper(_("What we hold, what leaves"), school.name, _("For anyone"), on, leaving.answer(), sections)


REPORT = Report(
    key="what-leaves",
    title=gettext_lazy("What we hold, what leaves"),
    whom=gettext_lazy("anyone"),
    words=gettext_lazy("What goes out of this building, from the settings as they are; what is kept, and how long."),
    write=write,
)
