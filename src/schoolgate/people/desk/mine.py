"""The page about oneself: my roles, when I am away, what I passed on, what I may see. And a delegation's letter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people import actions, directory, queries
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import PEOPLE, READERS
from schoolgate.people.desk.changes import CHANGES, MINE, Asked
from schoolgate.people.desk.forms import GoAway
from schoolgate.people.desk.person import pass_on_form
from schoolgate.people.sight import sight


@at_school(shows=Shows.OWN)
def mine(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``do`` away, back or pass-on: what somebody says for themselves."""
    here = visit(request)
    asked, refused = None, ""
    do = request.POST.get("do", "")
    if request.method == "POST" and do in MINE:
        if not here.roles & set(READERS):
            raise DeniedError("What you asked for", "your role has no jobs to pass on.", "Ask the school office.")
        asked = Asked(here, here.person, request.POST)
        try:
            told = CHANGES[do](asked)
        except BadInputError as error:
            told, refused = None, f"{error.thing}: {error.cause} {error.next_step}"
        if told is not None:
            messages.success(request, told)
            return redirect("people.mine", school=school)
    return _shown(request, here, asked, refused)


def _shown(request: HttpRequest, here: Visit, asked: Asked | None, refused: str) -> HttpResponse:
    day = today(here.school)
    forms = {"away": GoAway(auto_id="away-%s", initial={"first": day}), "pass_on": pass_on_form(here, here.person)}
    if asked is not None and asked.form is not None and asked.key in forms:
        forms[asked.key] = asked.form
    pupil = "pupils" in here.roles
    context = {
        "school_ref": here.school.ref,
        "day": day,
        "adult": None if pupil else directory.one_adult(here.school, here.person.ref, day),
        "name": here.person.name,
        "works": bool(here.roles & set(READERS)),
        "sight": sight(here.roles),
        "acting": [queries.acting(here.school, role, day) for role in sorted(here.roles & set(directory.NEEDED))],
        "forms": forms,
        "open": asked.key if asked else "",
        "refused": refused,
    }
    status = 400 if refused or (asked and asked.form is not None and asked.form.errors) else 200
    return page(request, "people/mine.html", context, status=status, here="mine")


@at_school(*READERS, shows=Shows.PEOPLE)
def letter(request: HttpRequest, school: str, delegation: str) -> HttpResponse:
    """The letter of a delegation, to print: for the two whom it concerns and whoever sees the people of the school."""
    here = visit(request)
    found = directory.delegation(here.school, delegation, today(here.school))
    _concerns(here, found)
    context = {"school_ref": school, "visit": here, "one": found, "ends_it": _may_end(here, found)}
    return page(request, "people/letter.html", context, here="people")


@at_school(*READERS, shows=Shows.PEOPLE)
@require_POST
def end(request: HttpRequest, school: str, delegation: str) -> HttpResponse:
    """Ended early, today the last day of it past: by whoever passed it on, the head or an administrator."""
    here = visit(request)
    found = directory.delegation(here.school, delegation, today(here.school))
    _concerns(here, found)
    actions.end_delegation(here.school, delegation, actor=here.actor, valid_to=today(here.school))
    messages.success(request, _("It is over. That is in the permanent record."))
    if here.roles & set(PEOPLE):
        return redirect("people.person", school=school, person=found.giver)
    return redirect("people.mine", school=school)


def _concerns(here: Visit, found: directory.PassedOn) -> None:
    if here.person.ref not in (found.giver, found.to) and not here.roles & set(PEOPLE):
        raise NotFoundError("the letter", "there is none at this address for you.", "Check the address.")


def _may_end(here: Visit, found: directory.PassedOn) -> bool:
    return not found.lapsed and (here.manages or here.person.ref == found.giver)
