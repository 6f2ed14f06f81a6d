"""Where you are signed in, and ending it there."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schoolgate.frame.pages import page, seen_by
from schoolgate.people import sessions
from schoolgate.people.access import signed_in
from schoolgate.people.models import Account


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@seen_by("only you.")
def where(request: HttpRequest) -> HttpResponse:
    """The browsers that are signed in as the visitor. POST ``end``: a session's ref; or ``everywhere``."""
    account = request.user
    assert isinstance(account, Account)
    if request.method == "POST":
        if "everywhere" in request.POST:
            sessions.end_all(account)
            logout(request)
            messages.success(request, _("You are signed out everywhere."))
            return redirect("account_login")
        if sessions.end(account, request.POST.get("end", "")):
            messages.success(request, _("Signed out there."))
        return redirect("people.sessions")
    return page(request, "people/sessions.html", {"places": sessions.places(request, account)})
