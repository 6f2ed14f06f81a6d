"""Pages that belong to no school: the first administrator's set-up, and whether the site is up."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people import opening, register
from schoolgate.people.access import anyone
from schoolgate.people.actions.register import registered
from schoolgate.people.forms import RegisteredSetUpForm, SetUpForm

GONE = 410  # the same for a link that was used, has ended or never was


@anyone("whatever watches over the machine asks it, and it tells nothing but that the site answers")
@require_safe
def healthy(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("well\n", content_type="text/plain")


@anyone("the one-time link is the key; without a good one there is no page")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@seen_by("whoever holds the one-time link, until it is used.")
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator says which school it is, and chooses how to sign in.

    Where a register is loaded it is looked up there first: ``?q=robin hill`` lists what is like it, ``?urn=900001`` is
    the one chosen, ``?by_hand=yes`` goes on without.
    """
    try:
        opening.check_setup_link(token)
    except NotFoundError:
        return page(request, "people/link_gone.html", {"setting_up": True}, status=GONE)
    asked = request.POST or request.GET
    held = register.extract()
    if request.method != "POST" and held and not ("urn" in asked or "by_hand" in asked):
        words = request.GET.get("q", "").strip()
        context = {"q": words, "found": register.find(words), "extract": held}
        return page(request, "people/which_school.html", context)
    school = registered(asked["urn"]) if held and "urn" in asked else None
    form = (RegisteredSetUpForm if school else SetUpForm)(request.POST or None, initial={"urn": asked.get("urn", "")})
    if request.method == "POST" and form.is_valid():
        try:
            person = opening.use_setup_link(token, **form.cleaned_data)
        except BadInputError as refused:
            form.add_error("password" if "password" in refused.thing else None, f"{refused.cause} {refused.next_step}")
        else:
            login(request, person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
            # They typed the password this minute: the second step, which comes next, does not ask for it again.
            record_authentication(request, person.account, method="password", email=form.cleaned_data["email"])
            return HttpResponseRedirect("/")
    context = {"form": form, "chosen": school, "extract": held}
    return page(request, "people/set_up.html", context, status=400 if form.errors else 200)
