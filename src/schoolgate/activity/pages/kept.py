"""What is kept of web activity, for how long, and what of it is missing. No child, no device and no site is on it."""

from django.http import HttpRequest, HttpResponse

from schoolgate.activity.access import READERS
from schoolgate.activity.queries import missing, parts
from schoolgate.frame.pages import page
from schoolgate.people.access import Shows, at_school, visit


@at_school(*READERS, shows=Shows.MACHINERY)
def kept(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    live = parts(here.school)
    context = {
        "school_ref": school,
        "rows": sum(one.rows for one in live),
        "first": min((one.day for one in live), default=None),
        "last": max((one.day for one in live), default=None),
        "missing": missing(here.school),
    }
    return page(request, "activity/kept.html", context, here="activity.kept")
