"""How the installation is: what is wrong with the machinery, and how to mend it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from schoolgate.frame import doctor
from schoolgate.frame.pages import page
from schoolgate.notices.access import READERS
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.models import ADMINISTRATOR


@at_school(ADMINISTRATOR, "it-lead", shows=Shows.MACHINERY)
@require_safe
def health(request: HttpRequest, school: str) -> HttpResponse:
    """The quick checks only: a look at a page knocks at no other machine."""
    outcomes = doctor.examine(thorough=False)
    context = {
        "school_ref": school,
        "wrong": [outcome for outcome in outcomes if outcome.wrong],
        "notices": [outcome for outcome in outcomes if outcome.findings and not outcome.wrong],
        "well": [outcome for outcome in outcomes if not outcome.findings],
        "letters": bool(visit(request).roles & set(READERS)),
    }
    return page(request, "caretaking/health.html", context, here="health")
