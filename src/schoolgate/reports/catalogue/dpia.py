"""A data protection impact assessment, drafted: what Schoolgate does is filled in, what the school decides marked."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.people.models import School
from schoolgate.reports import holdings, protecting
from schoolgate.reports.contract import Report
from schoolgate.reports.paper import Pairs, Paper, Section, Table, Text


def write(school: School, on: date) -> Paper:
    need = _(
        "Schoolgate keeps records about children, and may later decide whether a page is opened for them. "
        "Both are reasons to assess it before it is used."
    )
    what = _(
        "It reads the school’s online safety policy, asks people for what it promises, and keeps a record of "
        "what was done. It runs on the school’s own computer."
    )
    sections = (
        Section(_("Why assess it"), (Text(need),)),
        Section(_("What it does"), (Text(what),)),
        protecting.kept(holdings.about([holdings.PUPILS]), _("What is kept about pupils")),
        protecting.kept(
            holdings.about([holdings.STAFF, holdings.GOVERNORS]), _("What is kept about staff and governors")
        ),
        protecting.leaves(),
        _risks(),
        protecting.guards(),
        Section(_("Who was asked, and who decides"), (Pairs(_decided()),)),
    )
    answer = _("A draft. What only the school can say is marked “%(decide)s”.") % {"decide": protecting.DECIDE}
    return Paper(
        _("Data protection impact assessment"),
        school.name,
        _("A draft for the data protection officer"),
        on,
        answer,
        sections,
    )


def _risks() -> Section:
    head = (_("What could go wrong"), _("What is in place"), _("How likely, how bad"))
    rows = (
        (
            _("Somebody reads what is not theirs to read"),
            _("Each page is for named roles; a second step to sign in; every look at a person is entered"),
            protecting.DECIDE,
        ),
        (
            _("The computer is stolen"),
            _("Names, words and files are locked, with the keys kept apart; backups are locked"),
            protecting.DECIDE,
        ),
        (_("Records are lost"), _("Backups that are tried by restoring them"), protecting.DECIDE),
        (
            _("Something is kept too long"),
            _("Every kind of thing has its time and is erased by itself"),
            protecting.DECIDE,
        ),
        (
            _("A record is changed to hide a mistake"),
            _("A permanent record, sealed line to line, with signed notes kept elsewhere"),
            protecting.DECIDE,
        ),
        *_of_the_filter(),
        (
            _("A promise is shown as broken though it was misread"),
            _("Nothing is shown as broken until a person has confirmed how the sentence is read"),
            protecting.DECIDE,
        ),
    )
    return Section(_("Risks"), (Table(_("Risks, and what is in place against them"), head, rows),))


def _of_the_filter() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            _("What a child looked at is read by somebody who need not know"),
            _(
                "Decisions of the web filter are kept with refs and no names, for thirty days, in files that no page "
                "shows; reports hold counts without sites, and no count under five"
            ),
            protecting.DECIDE,
        ),
        (
            _("A child is refused help because the filter closes it"),
            _("Pages for health, faith, identity and support are tried each week; asking for a site takes two presses"),
            protecting.DECIDE,
        ),
    )


def _decided() -> tuple[tuple[str, str], ...]:
    who = (
        _("Parents and pupils asked"),
        _("Staff asked"),
        _("Data protection officer’s advice"),
        _("Accepted by, and when"),
        _("Looked at again on"),
    )
    return tuple((one, protecting.DECIDE) for one in who)


REPORT = Report(
    key="dpia",
    title=gettext_lazy("Data protection impact assessment"),
    whom=gettext_lazy("the data protection officer"),
    words=gettext_lazy("What Schoolgate does, what could go wrong, what is in place, and what the school must decide."),
    write=write,
)
