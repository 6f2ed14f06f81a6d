"""Pages that belong to no school: the first administrator's set-up, and whether the site is up."""

from django.contrib.auth import login
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import opening
from schoolgate.people.access import anyone
from schoolgate.people.forms import SetUpForm


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
    """The first administrator names the school and chooses how to sign in."""
    opening.check_setup_link(token)
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = opening.use_setup_link(token, **form.cleaned_data)
        except BadInputError as refused:
            form.add_error("password" if "password" in refused.thing else None, f"{refused.cause} {refused.next_step}")
        else:
            login(request, person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
            return HttpResponseRedirect("/")
    return page(request, "people/set_up.html", {"form": form}, status=400 if form.errors else 200)
