"""Making a one-time link for a person, and coming in by one."""

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from schoolgate.frame.pages import page, seen_by
from schoolgate.frame.telling import tell
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people import directory, links, queries, sessions
from schoolgate.people.access import Shows, Visit, anyone, at_school, today, visit
from schoolgate.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GONE = 410  # there was something here, or there was not: strangers are told no more


class LinkForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Their email address"),
        help_text=gettext_lazy("Leave it empty to print the link instead."),
        required=False,
        error_messages={"invalid": gettext_lazy("Write the address like name@home.example.")},
    )


@at_school(*links.MAKERS, shows=Shows.PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@seen_by("the school office, the head and administrators.")
def make(request: HttpRequest, school: str, person: str) -> HttpResponse:  # noqa: ARG001  (the address says which)
    """A link for one person: sent by letter, or shown once to be printed."""
    here = visit(request)
    directory.one_adult(here.school, person, today(here.school))  # a child's name is not for all who make links
    who = queries.person(here.school, person)
    form = LinkForm(request.POST or None)
    context: dict[str, object] = {"person": who, "form": form, "may": links.may_have_one(who)}
    if request.method == "POST" and form.is_valid():
        address = str(form.cleaned_data["email"])
        try:
            link, address = _made(who, address, here)
        except (BadInputError, DeniedError) as refused:
            form.add_error("email", f"{refused.cause} {refused.next_step}")
        else:
            return page(request, "people/link_made.html", {"person": who, "link": link, "sent_to": address})
    return page(request, "people/link.html", context, status=400 if form.errors else 200)


@anyone("the one-time link is the key; whatever else is asked for gets the same page")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@seen_by("whoever holds the one-time link, until it is used.")
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """A button: programs that look through mail open every link, and only pressing it uses the link."""
    if request.method != "POST":
        return page(request, "people/come_in.html", {})
    try:
        account = links.use(token)
    except NotFoundError:
        return page(request, "people/link_gone.html", {}, status=GONE)
    login(request, account, backend=BACKEND)
    sessions.came_by(request, "link")
    return redirect("/")


def _made(who: Person, address: str, here: Visit) -> tuple[str, str]:
    """The link, and where its letter goes: to the address the person signs in by. Empty where none was asked for."""
    with transaction.atomic():
        token = links.make(who, email=address, sent=bool(address), actor=here.actor)
        link = f"{settings.SCHOOLGATE_URL}{reverse('people.come_in', args=[token])}"
        if not address:
            return link, ""
        ends = (timezone.now() + links.LASTS).isoformat()
        tell(here.school, who.ref, "sign-in.link", {"link": link, "ends": ends}, actor=here.actor)
    held = queries.person(here.school, who.ref).account
    return link, held.email if held is not None else address
