"""Which folders are watched, and how often which files are expected."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.feeds.registry import FEEDS
from schoolgate.frame.pages import page
from schoolgate.intake import access, queries
from schoolgate.intake.actions import settings as setting
from schoolgate.intake.models import Expectation
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, at_school, visit


@at_school(*access.SETTERS, shows=Shows.MACHINERY)
def settings(request: HttpRequest, school: str) -> HttpResponse:
    """GET shows them; POST does what the button ``do`` says."""
    here = visit(request)
    wrong = ""
    if request.method == "POST":
        given = request.POST
        try:
            if given.get("do") == "watch":
                setting.watch_own(here.school, given.get("feed", ""), actor=here.actor)
                words = _("Watched from now on.")
            elif given.get("do") == "unwatch":
                setting.unwatch(here.school, given.get("folder", ""), actor=here.actor)
                words = _("It is no longer watched. What lies in it stays there.")
            elif given.get("do") == "expect":
                setting.expect(here.school, given.get("feed", ""), given.get("every", ""), actor=here.actor)
                words = _("Kept, and added to the record.")
            else:
                raise NotFoundError("That button", "is none of this page.", "Go back, and choose again.")
        except BadInputError as error:
            wrong = str(error)
        else:
            messages.success(request, words)
            return redirect("intake.settings", school=school)
    expected = {heard.feed: heard for heard in queries.expected(here.school)}
    context = {
        "school_ref": school,
        "wrong": wrong,
        "folders": [
            (row, FEEDS.get(row.feed).words if row.feed in FEEDS else "") for row in queries.folders(here.school)
        ],
        "kinds": [(feed.key, feed.words) for feed in FEEDS],
        "expected": [(feed, expected.get(feed.key)) for feed in FEEDS],
        "rhythms": [*Expectation.Every.choices, (setting.NEVER, _("not at all"))],
    }
    return page(request, "intake/settings.html", context, here="files", status=409 if wrong else 200)
