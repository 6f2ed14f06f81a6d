"""Sites that were asked for: one press opens one until a moment that stands on the button, or leaves it closed."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.filtering.access import ANSWERERS
from schoolgate.filtering.actions.deciding import NO, answer
from schoolgate.filtering.agreed.deciders import ALWAYS_MAY
from schoolgate.filtering.queries import asking
from schoolgate.filtering.queries.deciders import Deciding
from schoolgate.filtering.wording import clock
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people.access import Shows, Visit, at_school, visit

_WHO = (
    "the head and the safeguarding leads; and of what they may answer, those it was agreed with. Never IT support, nor "
    "whoever looks after Schoolgate."
)
_MINUTE = timedelta(minutes=1)


@at_school(*ANSWERERS, shows=Shows.CHILDREN)
@seen_by(_WHO)
def asked(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``ref`` and ``said``: lesson, day, term, always or no."""
    here = visit(request)
    if request.method == "POST":
        try:
            row = answer(here, request.POST.get("ref", ""), request.POST.get("said", ""))
        except (BadInputError, DeniedError) as refused:
            messages.error(request, f"{refused.cause[:1].upper()}{refused.cause[1:]} {refused.next_step}")
        else:
            messages.success(request, _told(row.state == NO, row.until is not None and clock(row.until, here.school)))
        return redirect("filtering.asked", school=school)
    now, deciding = timezone.now(), Deciding.at(here.school)
    context = {
        "school_ref": school,
        "waiting": [
            (one, [(span.key, _button(here, span)) for span in one.spans])
            for one in asking.waiting(here, deciding, now)
        ],
        "answered": asking.answered(here, deciding, now),
        "pace": asking.pace(here.school, now),
        "may_all": bool(here.roles & set(ALWAYS_MAY)),
        "agreed": [one for one in deciding.setting.deciders if one.role in here.roles],
    }
    return page(request, "filtering/asked.html", context, here="asked")


def _button(here: Visit, span: asking.Span) -> str:
    """A button's words, with the moment at which it would be over."""
    if span.until is None:
        return _("Always")
    local = span.until.astimezone(ZoneInfo(here.school.time_zone))
    if span.key == "lesson":
        return _("This lesson, until %(time)s") % {"time": f"{local:%H:%M}"}
    last = local - _MINUTE  # midnight belongs to the day before, as people say it
    if span.key == "day":
        return _("Today, until midnight")
    return _("This term, until %(day)s") % {"day": f"{last.day} {last:%B}"}


def _told(closed: bool, until: str | bool) -> str:
    if closed:
        return _("It stays closed. Whoever asked sees that on their page.")
    if until:
        return _("It is open until %(when)s. Whoever asked sees that on their page.") % {"when": until}
    return _("It is open until somebody takes it back. Whoever asked sees that on their page.")
