"""Whom we can turn to: each with its number, when it was last found right, and one press to say it still is."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import READERS
from schoolgate.registers import actions, queries
from schoolgate.registers.access import AGENCY_KEEPERS, SAFEGUARDERS
from schoolgate.registers.forms import AgencyForm, ContactForm
from schoolgate.registers.models import Agency


@at_school(*READERS, shows=Shows.POLICY)
def agencies(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    known = queries.agencies(here.school, on=today(here.school))
    context = {
        "school_ref": school,
        "agencies": known,
        "old": [one for one in known if one.state == "old"],
        "due": [one for one in known if one.state == "due"],
        "keeps": bool(here.roles & set(AGENCY_KEEPERS)),
        "logs": bool(here.roles & set(SAFEGUARDERS)),
    }
    return page(request, "registers/agencies.html", context, here="agencies")


@at_school(*AGENCY_KEEPERS, shows=Shows.POLICY)
def add(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_agency(here.school, **form.cleaned_data, actor=here.actor)
        messages.success(request, _("It is on the list."))
        return redirect("registers.agencies", school=school)
    context = {"school_ref": school, "form": form, "agency": None}
    return page(request, "registers/agency.html", context, status=422 if form.errors else 200, here="agencies")


@at_school(*AGENCY_KEEPERS, shows=Shows.POLICY)
def agency(request: HttpRequest, school: str, agency: str) -> HttpResponse:
    """POST with ``do`` right (one press), end, or nothing: then what is filled in takes the place of what was."""
    here = visit(request)
    row = _find(here, agency)
    form = AgencyForm(request.POST or None, initial={name: getattr(row, name) for name in AgencyForm.base_fields})
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "right":
        actions.still_right(row, actor=here.actor)
        messages.success(request, _("Noted: %(name)s was found right today.") % {"name": row.name})
    elif do == "end":
        actions.end_agency(row, actor=here.actor)
        messages.success(request, _("It is on the list no more."))
    elif request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "kind"}
        actions.change_agency(row, actor=here.actor, **given)
        messages.success(request, _("Kept."))
    else:
        context = {"school_ref": school, "form": form, "agency": row}
        return page(request, "registers/agency.html", context, status=422 if form.errors else 200, here="agencies")
    return redirect("registers.agencies", school=school)


@at_school(*SAFEGUARDERS, shows=Shows.CHILDREN)
def contacts(request: HttpRequest, school: str) -> HttpResponse:
    """The log of contacts with agencies. Words about a case may name a child, so only those who carry cases read it."""
    here = visit(request)
    zone = ZoneInfo(here.school.time_zone)
    now = timezone.now().astimezone(zone)
    listed = [(one.ref, one.name) for one in queries.agencies(here.school, on=now.date())]
    initial = {"on": now.date(), "at": f"{now:%H:%M}", "agency": request.GET.get("agency", "")}
    form = ContactForm(request.POST or None, initial=initial, agencies=listed)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        at = datetime.combine(given["on"], given["at"], zone)
        try:
            actions.note_contact(
                _find(here, given["agency"]),
                at=at,
                about=given["about"],
                words=given["words"],
                by=here.person,
                actor=here.actor,
            )
        except BadInputError as refused:
            form.add_error(None, f"{refused.cause} {refused.next_step}")
        else:
            messages.success(request, _("Noted."))
            return redirect("registers.contacts", school=school)
    context = {"school_ref": school, "contacts": queries.contacts(here.school), "form": form, "listed": listed}
    return page(request, "registers/contacts.html", context, status=422 if form.errors else 200, here="contacts")


def _find(here: Visit, ref: str) -> Agency:
    row: Agency | None = Agency.objects.for_school(here.school).filter(ref=ref, ended_on=None).first()
    if row is None:
        raise NotFoundError("the agency", "there is none such on the list.", "Look at the list.")
    return row
