"""Everybody at the school who is no pupil, and adding somebody."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions, directory, opening, queries
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import MANAGERS, PEOPLE, READERS
from schoolgate.people.desk.forms import AddPerson
from schoolgate.people.models import Person
from schoolgate.vocabulary.roles import POSTS


@at_school(*PEOPLE, shows=Shows.PEOPLE)
def everyone(request: HttpRequest, school: str) -> HttpResponse:
    """``?role=dsl`` shows those who hold it today."""
    here = visit(request)
    day = today(here.school)
    role = request.GET.get("role", "")
    role = role if role in POSTS and role != "pupils" else ""
    everybody = directory.adults(here.school, day)
    passed = directory.passed_on(here.school, day)
    context = {
        "school_ref": school,
        "visit": here,
        "day": day,
        "role": role,
        "posts": [(key, words) for key, words in POSTS.items() if key != "pupils"],
        "people": directory.adults(here.school, day, role=role) if role else everybody,
        "unfilled": directory.unfilled(here.school, everybody, day),
        "no_role": [adult for adult in everybody if not adult.now],
        "no_sign_in": [adult for adult in everybody if not adult.signs_in and _reads(adult)],
        "waiting": [(adult, held) for adult in everybody for held in adult.roles if held.waits],
        "ending": [
            (adult, held)
            for adult in everybody
            for held in adult.now
            if held.valid_to and held.valid_to <= day + directory.SOON
        ],
        "soon": [one for one in passed if one.soon],
        "lapsed": [one for one in passed if one.lapsed],
    }
    return page(request, "people/everyone.html", context, here="people")


@at_school(*MANAGERS, shows=Shows.PEOPLE)
def add(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    form = AddPerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, password = _add(here, **form.cleaned_data)
        except BadInputError as refused:
            form.add_error("email" if form.cleaned_data["email"] else None, f"{refused.cause} {refused.next_step}")
        else:
            if password:
                context = {"school_ref": school, "person": person, "password": password}
                return page(request, "people/sign_in_given.html", context, here="people")
            return redirect("people.person", school=school, person=person.ref)
    context = {"school_ref": school, "form": form}
    return page(request, "people/add.html", context, status=400 if form.errors else 200, here="people")


def give_sign_in(here: Visit, person: Person, email: str) -> str:
    """Let the person sign in by an address; the password to tell them once, empty where they have one already."""
    account = queries.account(email)
    password = "" if account else opening.new_password()
    with transaction.atomic():
        account = account or opening.add_account(email, password, actor=here.actor)
        actions.give_sign_in(person, account, actor=here.actor)
    return password


def _add(here: Visit, name: str, role: str, email: str) -> tuple[Person, str]:
    with transaction.atomic():
        person = actions.add_person(here.school, name, actor=here.actor)
        if role:
            actions.give_role(person, role, actor=here.actor, valid_from=today(here.school))
        password = give_sign_in(here, person, email) if email else ""
    return person, password


def _reads(adult: directory.Adult) -> bool:
    return bool({held.role for held in adult.now} & set(READERS))
