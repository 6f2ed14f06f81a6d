"""What pupils and parents are told: what is logged, why, for how long, who reads it, who looked, in counts."""

from django.http import HttpRequest, HttpResponse

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import NotFoundError
from schoolgate.monitoring.queries.told import told_of
from schoolgate.people.access import anyone
from schoolgate.people.models import School


@anyone("pupils and parents read what is logged of them, and by whom it is read, without a sign-in")
@seen_by("anybody. It names nobody, and a number under five is not told.")
def about(request: HttpRequest, school: str) -> HttpResponse:
    here: School | None = School.objects.filter(ref=school).first()
    if here is None:
        raise NotFoundError("the page", "there is none at this address.", "Check the address.")
    return page(request, "monitoring/about.html", {"school": here, "told": told_of(here)}, here="families")
