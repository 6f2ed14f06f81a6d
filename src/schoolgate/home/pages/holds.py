"""What we hold of a school, in numbers, and what leaves: one sheet to print and keep."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schoolgate.estate import queries as estate
from schoolgate.estate.models import Device
from schoolgate.frame.pages import page
from schoolgate.home.first.steps import steps
from schoolgate.intake import queries as intake
from schoolgate.intake.models import Delivery
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import length
from schoolgate.notices import queries as notices
from schoolgate.notices.models import Notice
from schoolgate.people import directory
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.people.circles import LEADERS, OVERSEERS
from schoolgate.people.classes.queries import pupils_on_roll
from schoolgate.people.models import Particulars, Person, School
from schoolgate.policy import queries as policies

_MANY = 10_000


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing we hold: how many, what of it, how long."""

    what: str
    count: int
    of_it: str
    kept: str


@at_school(*LEADERS, *OVERSEERS, shows=Shows.RECORD)
@require_safe
def holds(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    context = {
        "school_ref": school,
        "school_name": here.school.name,
        "day": today(here.school),
        "steps": steps(here.school, "living"),
        "holdings": holdings(here.school),
        "letters_leave": "file_path" not in settings.MAILERS["default"].get("OPTIONS", {}),
    }
    return page(request, "home/first/holds.html", context, here="record")


def holdings(school: School) -> tuple[Holding, ...]:
    """Counted now; nobody is named."""
    day = today(school)
    newest = policies.newest(school)
    letters = len(notices.waiting(school)) + len(notices.in_line(school)) + len(notices.gone(school, _MANY))
    left, always = Person.retention.words, _("for as long as the school uses Schoolgate")
    return (
        Holding(
            _("Policies you gave us"), newest.number if newest else 0, _("The file and what we read in it."), always
        ),
        Holding(
            _("Adults"),
            len(directory.adults(school, day)),
            _("Name, roles and days; an email address to sign in."),
            left,
        ),
        Holding(
            _("Children on the roll"),
            pupils_on_roll(school, day),
            _("Name, birthday, class and the office’s number."),
            Particulars.retention.words,
        ),
        Holding(
            _("Devices"), len(estate.devices(school, on=day)), _("Its tag and what it is."), Device.retention.words
        ),
        Holding(
            _("Files you gave us"),
            len(intake.deliveries(school, at_most=_MANY)),
            _("Locked, as they came."),
            Delivery.retention.words,
        ),
        Holding(_("Letters"), letters, _("To whom, which, when; not its words once it went."), Notice.retention.words),
        Holding(
            _("Lines of the permanent record"),
            length(school_chain(school.ref)),
            _("Who did what, when; no names."),
            always,
        ),
    )
