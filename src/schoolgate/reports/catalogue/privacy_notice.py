"""A privacy notice for pupils, families and staff, drafted in words they can read."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.people.models import School
from schoolgate.reports import holdings, leaving, protecting
from schoolgate.reports.contract import Report
from schoolgate.reports.paper import Pairs, Paper, Points, Section, Text


def write(school: School, on: date) -> Paper:
    sections = (
        Section(_("Who we are"), (Pairs(_who(school)),)),
        Section(
            _("Why we keep it"),
            (
                Text(
                    _(
                        "To keep children safe online and to show that we do what our policy promises. The "
                        "law calls this a public task."
                    )
                ),
            ),
        ),
        protecting.kept(holdings.about([holdings.PUPILS]), _("What we keep about pupils")),
        protecting.kept(holdings.about([holdings.FAMILIES]), _("What we keep about parents and carers")),
        protecting.kept(
            holdings.about([holdings.STAFF, holdings.GOVERNORS]), _("What we keep about staff and governors")
        ),
        protecting.leaves(),
        Section(_("Your rights"), (Points(_rights()),)),
    )
    answer = leaving.answer() + " " + _("This is what we keep about you, why, and for how long.")
    return Paper(_("Privacy notice"), school.name, _("A draft for pupils, families and staff"), on, answer, sections)


def _who(school: School) -> tuple[tuple[str, str], ...]:
    return (
        (_("The school"), school.name),
        (_("Our data protection officer"), protecting.DECIDE),
        (_("How to reach us"), protecting.DECIDE),
    )


def _rights() -> tuple[str, ...]:
    return (
        _("You may ask to see what we keep about you, and to have it put right."),
        _(
            "You may object, and you may ask us to erase it or to stop using it. We say yes or no, and why, "
            "within a month."
        ),
        _("Nothing about you is decided by a machine alone."),
        _("If you are not content, you may complain to the Information Commissioner."),
    )


REPORT = Report(
    key="privacy-notice",
    title=gettext_lazy("Privacy notice"),
    whom=gettext_lazy("pupils, families and staff"),
    words=gettext_lazy("What is kept about them, why, how long, and their rights, in words they can read."),
    write=write,
)
