"""The emergency sign-in: its page for the head and administrators, sealing a new code, and breaking the seal."""

from allauth.account.decorators import reauthentication_required
from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people import sealed, sessions
from schoolgate.people.access import Shows, anyone, at_school, visit
from schoolgate.people.circles import MANAGERS
from schoolgate.people.link_pages import BACKEND

_TRIES = "10/m/ip"
_MANAGERS = "the head and administrators."


class OpenForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("The code on the paper"),
        help_text=gettext_lazy("Capitals, dashes and spaces do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Give the code.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, error_messages={"required": gettext_lazy("Give your name.")}
    )
    reason = forms.CharField(
        label=gettext_lazy("Why you need it"),
        max_length=500,
        error_messages={"required": gettext_lazy("Say why; the head reads it.")},
    )


@anyone("the code in the sealed envelope is the key, and its use is told to the head")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@seen_by("anyone who can reach this computer. Without the code it opens nothing.")
def break_seal(request: HttpRequest) -> HttpResponse:
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if settings.ACCOUNT_RATE_LIMITS is not False and not ratelimit.consume(
            request, app="schoolgate.people", action="seal", config={"seal": _TRIES}
        ):
            form.add_error(None, gettext_lazy("Too many attempts. Wait a minute."))
        else:
            try:
                said = form.cleaned_data
                account = sealed.open_seal(said["code"], name=said["name"], reason=said["reason"])
            except (BadInputError, NotFoundError) as refused:
                form.add_error("code", f"{refused.cause} {refused.next_step}")
            else:
                login(request, account, backend=BACKEND)
                sessions.came_by(request, "emergency")
                return redirect("/")
    return page(request, "people/break_seal.html", {"form": form}, status=400 if form.errors else 200)


@at_school(*MANAGERS, shows=Shows.RECORD)
@require_safe
@seen_by(_MANAGERS)
def emergency(request: HttpRequest, school: str) -> HttpResponse:  # noqa: ARG001  (the address says which)
    """Whether a code lies sealed, and who opened one, when and why."""
    return page(request, "people/emergency.html", {"seals": sealed.seals(visit(request).school)}, here="emergency")


@at_school(*MANAGERS, shows=Shows.RECORD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@seen_by(_MANAGERS)
@reauthentication_required  # type: ignore[untyped-decorator]  # django-allauth ships no types
def seal(request: HttpRequest, school: str) -> HttpResponse:  # noqa: ARG001  (the address says which)
    """A new code, shown once to be printed."""
    code = ""
    if request.method == "POST":
        here = visit(request)
        code = sealed.make(here.school, actor=here.actor)
    return page(request, "people/seal.html", {"code": code}, here="emergency")
