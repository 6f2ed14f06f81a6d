"""What the clock will erase next, what is held, and how long each kind of thing is kept."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from schoolgate.caretaking import actions, queries
from schoolgate.frame.pages import page
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.people.models import ADMINISTRATOR


@at_school(ADMINISTRATOR, "head", "dpo", shows=Shows.RECORD)
@require_safe
def kept(request: HttpRequest, school: str) -> HttpResponse:
    """Counts only, as a dry run finds them now: nobody is named."""
    here = visit(request)
    day = today(here.school)
    due = actions.erase_what_is_due(here.school, actor=here.actor, on=day, dry_run=True)
    context = {
        "school_ref": school,
        "day": day,
        "due": [{"words": one.words, "free": one.due - one.held, "held": one.held} for one in due],
        "free": sum(one.due - one.held for one in due),
        "holds": len(queries.holds(here.school, on=day)),
        "schedule": sorted((line for line in queries.schedule() if line.erased_by), key=lambda line: line.words),
    }
    return page(request, "caretaking/kept.html", context, here="kept")
