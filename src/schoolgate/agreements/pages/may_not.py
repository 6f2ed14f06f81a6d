"""The list for a class's shared tablets: which children may not use them just now. It prints on one sheet."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from schoolgate.agreements.access import EVERY_TABLET_LIST, TABLET_LIST
from schoolgate.agreements.queries import gate_then
from schoolgate.agreements.showing_tablets import may_not_use
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.people.classes.queries import class_list, teaches


@at_school(*TABLET_LIST, shows=Shows.CHILDREN)
@seen_by("the head and the office; and teachers, of the class they teach. Never IT support.")
def may_not(request: HttpRequest, school: str, group: str) -> HttpResponse:
    """Dated to the minute: a form that comes back a minute later is on no paper."""
    here = visit(request)
    day = today(here.school)
    if not here.roles & set(EVERY_TABLET_LIST) and not teaches(here.school, here.person, group, day):
        raise NotFoundError("the class", "there is none here for you.", "Look at the list of classes.")
    found, then = class_list(here.school, group, day), gate_then(here.school, day)
    called = {one.ref: one.name for one in found.pupils}
    rows = may_not_use(then.answers(tuple(called)), called)
    context = {
        "school_ref": school,
        "group": group,
        "name": found.name,
        "rows": rows,
        "of": len(called),
        "at": timezone.now().astimezone(ZoneInfo(here.school.time_zone)),
        "day": day,
        "since": then.switched.acts.get(group),
        "with_adult": any(one.with_adult for one in rows),
    }
    return page(request, "agreements/may_not.html", context, here="access")
