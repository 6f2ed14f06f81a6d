"""Who or what was at an address? A page for those who look after children, and one for those who do after machines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.estate import actions, queries
from schoolgate.estate.access import LOOKERS, TECHNICIANS
from schoolgate.estate.forms import AskWhere, AskWho
from schoolgate.estate.models import SOURCES, Device
from schoolgate.estate.pages.machines import group_names
from schoolgate.estate.whereabouts import Certainty, Claim, Whereabouts, Who
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import queries as people
from schoolgate.people.access import Shows, Visit, at_school, visit

_SURE = {
    Certainty.CERTAIN: gettext_lazy("Certain"),
    Certainty.LIKELY: gettext_lazy("Likely"),
    Certainty.SEVERAL: gettext_lazy("One of several"),
    Certainty.NOT_KNOWN: gettext_lazy("Not known"),
}


@dataclass(frozen=True, slots=True)
class Behind:
    who: str
    sure: str
    because: str


@dataclass(frozen=True, slots=True)
class Line:
    """One device of an answer, in words."""

    called: str
    kind: str
    place: str
    starts: datetime
    ends: datetime | None
    source: str
    behind: tuple[Behind, ...]


@at_school(*LOOKERS, shows=Shows.CHILDREN)
def who(request: HttpRequest, school: str) -> HttpResponse:
    """An answer that names a person is entered in the record before it is shown."""
    return _answer(request, school, persons=True)


@at_school(*TECHNICIANS, shows=Shows.MACHINERY)
def which(request: HttpRequest, school: str) -> HttpResponse:
    """The device and the class, and no person."""
    return _answer(request, school, persons=False)


def _answer(request: HttpRequest, school: str, *, persons: bool) -> HttpResponse:
    here = visit(request)
    form = (AskWho if persons else AskWhere)(request.POST or None)
    context: dict[str, Any] = {"school_ref": school, "form": form, "persons": persons}
    if request.method == "POST" and form.is_valid():
        try:
            found = _ask(here, form, persons=persons)
        except BadInputError as error:
            form.add_error("address", str(error))
        else:
            context |= {"found": found, "sure": _SURE[found.certainty], "lines": _lines(here, found)}
    status = 422 if form.errors else 200
    return page(request, "estate/whereabouts.html", context, status=status, here="address" if persons else "which")


def _ask(here: Visit, form: AskWhere, *, persons: bool) -> Whereabouts:
    given = form.cleaned_data
    zone = ZoneInfo(here.school.time_zone)
    moment = datetime.combine(given["day"], given["time"], tzinfo=zone)
    found = queries.at_address(here.school, given["address"], moment)
    if not persons:
        return found.without_persons()
    actions.note_look(here.school, found, reason=given["reason"], actor=here.actor)
    return found


def _lines(here: Visit, found: Whereabouts) -> list[Line]:
    refs = {one.person for claim in found.claims for one in claim.who if one.person}
    names = group_names(here) | people.names(here.school, refs)
    return [_line(claim, names) for claim in found.claims]


def _line(claim: Claim, names: dict[str, str]) -> Line:
    kind = str(Device.Kind(claim.kind).label)
    behind = tuple(Behind(_name(one, names), str(_SURE[one.certainty]), one.because) for one in claim.who)
    told = SOURCES.get(claim.source, claim.source)
    return Line(claim.label or kind, kind, claim.place, claim.lease.starts_at, claim.lease.ends_at, told, behind)


def _name(one: Who, names: dict[str, str]) -> str:
    if one.person or one.group:
        return names.get(one.person or one.group, _("Somebody who has left"))
    return _("One person") if one.account_kind or one.certainty is not Certainty.NOT_KNOWN else _("Nobody is known")
