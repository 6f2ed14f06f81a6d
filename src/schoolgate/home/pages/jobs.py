"""The jobs somebody is asked to do, late first; for those who lead the school, everybody's. And a calendar of them."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from schoolgate.evidence import actions, queries
from schoolgate.evidence.asking import Job
from schoolgate.evidence.calendars import calendar_of, owner
from schoolgate.frame.pages import page
from schoolgate.home.visits import spell
from schoolgate.people.access import Shows, anyone, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import LEADERS, READERS

# What a page begins with for whoever has a round of their own.
_LEADS: Final = {
    "online-safety-lead": _later("You lead online safety: what nobody can measure, you are asked to confirm."),
    "it-lead": _later("Your visit has its own sheet, in the order you would walk round school."),
    "dsl": _later("Nothing here names a child."),
}


@at_school(*READERS, shows=Shows.POLICY)
def jobs(request: HttpRequest, school: str) -> HttpResponse:
    """POST makes a new secret address for the visitor's own calendar, and shows it once."""
    here = visit(request)
    day = day_at(here.school)
    address = ""
    if request.method == "POST":
        secret = actions.make_calendar_link(here.person, actor=here.actor)
        address = f"{settings.SCHOOLGATE_URL}{reverse('home.jobs-feed', args=[secret])}"
    everybody = queries.jobs(here.school, on=day)
    mine = tuple(job for job in everybody if job.is_of(here.person.ref))
    leads = bool(here.roles & set(LEADERS))
    context = {
        "school_ref": school,
        "day": day,
        "heading": _heading(mine),
        "lead": next((words for role, words in _LEADS.items() if role in here.roles), ""),
        "technician": "it-lead" in here.roles,
        "mine": mine,
        "others": _by_person(job for job in everybody if job not in mine) if leads else [],
        "done": queries.done_jobs(here.school, at_most=10) if leads else (),
        "address": address,
    }
    answer = page(request, "home/jobs.html", context, here="jobs")
    answer["Cache-Control"] = "no-store"
    return answer


@anyone("whoever holds the secret address: a calendar cannot sign in, and it names no child and no case")
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001  (a calendar sends nothing else)
    """The jobs of the person whose secret it is, as an iCalendar file."""
    person = owner(token)
    if person is None:
        raise Http404
    answer = HttpResponse(calendar_of(person), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _by_person(jobs: Iterable[Job]) -> list[dict[str, object]]:
    """What is asked of others, by who is asked; whoever is late first, then in the order of what is due."""
    asked: dict[str, list[Job]] = {}
    for job in jobs:
        asked.setdefault(job.holder_name or _("Nobody"), []).append(job)
    people = []
    for name, few in asked.items():
        late, time = sum(job.late for job in few), spell(sum(job.minutes for job in few))
        people.append({"name": name, "jobs": few, "late": late, "time": time})
    return sorted(people, key=lambda one: not one["late"])


def _heading(mine: tuple[Job, ...]) -> str:
    if not mine:
        return _("Nothing is asked of you today.")
    time = spell(sum(job.minutes for job in mine))
    return ngettext("You have %(n)s job, about %(time)s.", "You have %(n)s jobs, about %(time)s.", len(mine)) % {
        "n": len(mine),
        "time": time,
    }


def told(request: HttpRequest, words: str, school: str) -> HttpResponse:
    """Say it, and go back to the list."""
    messages.success(request, words)
    return redirect("home.jobs", school=school)
