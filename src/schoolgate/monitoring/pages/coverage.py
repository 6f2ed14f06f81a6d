"""What we can and can't see: every class and kind of device, seen, explained or flagged."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.monitoring import actions
from schoolgate.monitoring.access import COVERAGE_READERS, EXPLAINERS
from schoolgate.monitoring.coverage.explaining import NOTED, WORDS
from schoolgate.monitoring.queries import coverage as read
from schoolgate.people.access import Shows, at_school, today, visit


@at_school(*COVERAGE_READERS, shows=Shows.MACHINERY)
@seen_by(
    "school leaders, the safeguarding team, governors, the data protection officer and IT support. It names no child."
)
def coverage(request: HttpRequest, school: str) -> HttpResponse:
    """POST says why ``piece`` is quiet: ``reason``, for so many ``days``."""
    here = visit(request)
    if request.method == "POST":
        try:
            days = int(request.POST.get("days", "0") or 0)
            until = today(here.school) + timedelta(days=max(-1, min(days, 99)))
            actions.note_silence(
                here.school, request.POST.get("piece", ""), request.POST.get("reason", ""), until, actor=here.actor
            )
            messages.success(request, _("Kept, in your name."))
        except ValueError:
            messages.error(request, _("Choose for how long."))
        except (BadInputError, DeniedError) as refused:
            messages.error(request, f"{refused.thing}: {refused.cause} {refused.next_step}")
        return redirect("monitoring.coverage", school=school)
    found = read(here.school)
    context = {
        "school_ref": school,
        "found": found,
        "flagged": [(one, WORDS[one.reason]) for one in found.pieces if one.state.value == "flagged"],
        "explained": [(one, WORDS[one.reason]) for one in found.pieces if one.state.value == "explained"],
        "seen": [one for one in found.pieces if one.state.value == "seen"],
        "reasons": list(NOTED.items()),
        "explains": bool(here.roles & set(EXPLAINERS)),
    }
    return page(request, "monitoring/coverage.html", context, here="coverage")
