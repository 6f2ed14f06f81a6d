"""A letter that asks the office or IT support for files: sent, or printed where there is no address."""

from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.evidence import queries as evidence
from schoolgate.frame.pages import page
from schoolgate.home.first import answers
from schoolgate.home.first.asks import ASKED, Ask, address_key, asks
from schoolgate.home.first.forms import SendAsk
from schoolgate.home.first.steps import steps
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import NotFoundError, SchoolgateError
from schoolgate.notices.actions import send
from schoolgate.people import actions, opening
from schoolgate.people import queries as people
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import MANAGERS
from schoolgate.people.models import Person


@at_school(*MANAGERS, shows=Shows.PEOPLE)
def ask(request: HttpRequest, school: str, post: str) -> HttpResponse:
    """GET shows the letter, fit to print; POST sends it to the name and address given. Asked twice, it goes once."""
    here = visit(request)
    if post not in ASKED:
        raise NotFoundError(_("That letter"), _("there is none."), _("Go back to the living policy."))
    found = evidence.standing(here.school, on=today(here.school))
    letter = next((one for one in asks(here.school, found.promises) if one.role == post), None) if found else None
    if letter is None:
        return redirect("home.first", school=school)
    form = SendAsk(request.POST or None, initial={"name": letter.name, "email": letter.email})
    way = _way_in(letter)
    if request.method == "POST" and form.is_valid() and request.POST.get("do") == "print":
        way = _printed(here, letter, form)
        letter = replace(letter, name=form.cleaned_data["name"])
    elif form.is_valid() and _sent(here, letter, form):
        messages.success(request, _("The letter is on its way to %(name)s.") % {"name": form.cleaned_data["name"]})
        return redirect("home.living", school=school)
    context = {
        "school_ref": school,
        "ask": letter,
        "form": form,
        "way": way,
        "steps": steps(here.school, "living"),
        "school_name": here.school.name,
        "from_name": here.person.name,
        "day": today(here.school),
        "site": settings.SCHOOLGATE_URL,
    }
    return page(request, "home/first/ask.html", context, status=422 if form.errors else 200, here="policy")


def _way_in(letter: Ask) -> dict[str, str]:
    """How the letter says to sign in: by the address they use already; empty where nobody has signed in by one."""
    return {"email": letter.email} if letter.signs_in else {}


def _printed(here: Visit, letter: Ask, form: SendAsk) -> dict[str, str]:
    """How the printed letter says to sign in: who never has is given a password, which the letter tells this once."""
    try:
        with transaction.atomic():
            person = _reached(here, form.cleaned_data["name"], form.cleaned_data["email"].strip().lower(), letter.role)
            assert person.account is not None
            password = opening.first_password(person, ASKED, actor=here.actor)
            until = person.account.first_until
            return {
                "email": person.account.email,
                "password": password,
                "until": spelt(timezone.localtime(until).date()) if until else "",
            }
    except SchoolgateError as error:
        form.add_error("email", answers.sentence(error))
        return {}


def _sent(here: Visit, letter: Ask, form: SendAsk) -> bool:
    """Whether it is in line; what was wrong is put beside the box it came from."""
    name, email = form.cleaned_data["name"], form.cleaned_data["email"].strip().lower()
    link = f"{settings.SCHOOLGATE_URL}{reverse('account_login')}"
    try:
        with transaction.atomic():
            person = _reached(here, name, email, letter.role)
            actions.set_settings(here.school, {address_key(letter.role): email}, actor=here.actor)
            context = {"asked": letter.keys, "link": link}
            send(here.school, person.ref, "ask.files", context, actor=here.actor, about=letter.about)
    except SchoolgateError as error:
        form.add_error("email", answers.sentence(error))
        return False
    return True


def _reached(here: Visit, name: str, email: str, role: str) -> Person:
    """The person, with the role and a sign-in at the address. Its password is told to nobody: they choose one."""
    person = answers.with_role(here, name, role)
    if person.account is not None and person.account.is_active:
        return person
    account = people.account(email) or opening.add_account(email, opening.new_password(), actor=here.actor)
    return actions.give_sign_in(person, account, actor=here.actor)
