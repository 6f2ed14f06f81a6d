"""One person: what they hold and since when, whether they sign in, and what a head or administrator changes of it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people import actions, directory, queries
from schoolgate.people.access import Shows, Visit, at_school, roles_of, today, visit
from schoolgate.people.circles import LEADERS, MANAGERS, PEOPLE
from schoolgate.people.classes.queries import classes_of
from schoolgate.people.desk.changes import CHANGES, Asked
from schoolgate.people.desk.forms import GiveRole, GoAway, LastDay, PassOn, SignIn
from schoolgate.people.models import Person
from schoolgate.people.sight import sight
from schoolgate.people.telling import about
from schoolgate.people.terms import end_of_term


@at_school(*PEOPLE, shows=Shows.PEOPLE)
def person(request: HttpRequest, school: str, person: str) -> HttpResponse:  # noqa: ARG001  (the address names it)
    here = visit(request)
    return _shown(request, here, queries.person(here.school, person))


@at_school(*MANAGERS, shows=Shows.PEOPLE)
@require_POST
def change(request: HttpRequest, school: str, person: str) -> HttpResponse:
    """``do`` says which change; what was wrong is shown beside its own boxes, and nothing is changed."""
    here = visit(request)
    who = queries.person(here.school, person)
    directory.one_adult(here.school, person, today(here.school))  # a pupil has another page
    make = CHANGES.get(request.POST.get("do", ""))
    if make is None:
        return redirect("people.person", school=school, person=person)
    asked = Asked(here, who, request.POST)
    try:
        told = make(asked)
    except (BadInputError, DeniedError) as refused:
        return _shown(request, here, who, asked, f"{refused.thing}: {refused.cause} {refused.next_step}")
    if told is None:
        return _shown(request, here, who, asked)
    if asked.password:
        context = {"school_ref": school, "person": who, "password": asked.password}
        return page(request, "people/sign_in_given.html", context, here="people")
    if not request.session.exists(request.session.session_key or ""):  # they ended what they came in by
        logout(request)
        return redirect("account_login")
    messages.success(request, told)
    return redirect("people.person", school=school, person=person)


@at_school(*LEADERS, "chair", shows=Shows.PEOPLE)
@require_POST
def agree(request: HttpRequest, school: str, person: str) -> HttpResponse:
    """A second leader, or the chair, agrees to a role that somebody gave themselves."""
    here = visit(request)
    who = queries.person(here.school, person)
    deputy = request.POST.get("deputy") == "1"
    actions.agree_to_role(who, request.POST.get("role", ""), actor=here.actor, deputy=deputy)
    messages.success(request, _("You have agreed to it. That is in the permanent record."))
    return redirect("people.person", school=school, person=person)


def pass_on_form(here: Visit, who: Person) -> PassOn:
    """Work that ``who`` may pass on, to anybody else, until the end of term."""
    day = today(here.school)
    people = [(adult.ref, adult.name) for adult in directory.adults(here.school, day) if adult.ref != who.ref]
    last, _assumed = end_of_term(here.school, day)
    roles = sorted(roles_of(who, day))
    return PassOn(roles=roles, people=people, initial={"first": day, "last": last}, auto_id="pass-%s")


def _shown(
    request: HttpRequest, here: Visit, who: Person, asked: Asked | None = None, refused: str = ""
) -> HttpResponse:
    day = today(here.school)
    adult = directory.one_adult(here.school, who.ref, day)
    forms = {
        "give": GiveRole(auto_id="give-%s", initial={"first": day}),
        "sign_in": SignIn(auto_id="sign-in-%s"),
        "away": GoAway(auto_id="away-%s", initial={"first": day}),
        "pass_on": pass_on_form(here, who),
        "leave": LastDay(auto_id="leave-%s", initial={"last": day}),
    }
    if asked is not None and asked.form is not None and asked.key in forms:
        forms[asked.key] = asked.form
    context = {
        "school_ref": here.school.ref,
        "visit": here,
        "day": day,
        "adult": adult,
        "myself": here.person.ref == who.ref,
        "agrees": bool(here.roles & {*LEADERS, "chair"}) and here.person.ref != who.ref,
        "sight": sight(roles_of(who, day)),
        "classes": classes_of(here.school, who.ref),
        "done": about(here.school, who.ref),
        "forms": forms,
        "open": asked.key if asked else "",
        "refused": refused,
    }
    status = 400 if refused or (asked and asked.form is not None and asked.form.errors) else 200
    return page(request, "people/person.html", context, status=status, here="people")
