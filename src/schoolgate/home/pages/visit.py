"""Today's visit: one sheet for IT support, in walking order, that fits half a day; and the note left for the head."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import actions, queries
from schoolgate.evidence.asking import Job
from schoolgate.evidence.judging import PolicyStanding
from schoolgate.frame.pages import page
from schoolgate.home.jobforms import LeaveNote
from schoolgate.home.needs import place
from schoolgate.home.proving import proof_of_a_job
from schoolgate.home.visits import Errand, errand_of, plan
from schoolgate.people.access import Shows, Visit, at_school, today
from schoolgate.people.access import visit as visit_here
from schoolgate.people.models import ADMINISTRATOR

VISIT: Final = (ADMINISTRATOR, "head", "it-lead", "office")
_MINUTES_A_FILE: Final = 10
_MOST_FILES: Final = 3  # those that would answer most: the list is one printed sheet


@at_school(*VISIT, shows=Shows.MACHINERY)
def visit(request: HttpRequest, school: str) -> HttpResponse:
    """POST keeps the note. It names no child: it is made of machines' jobs alone."""
    here = visit_here(request)
    day = today(here.school)
    found = queries.standing(here.school, on=day)
    jobs = queries.jobs(here.school, on=day, roles=("it-lead",))
    round_ = plan([*(_job(here, job, found) for job in jobs), *(_files(here, found) if found else ())])
    form = LeaveNote(request.POST) if request.method == "POST" else LeaveNote()
    if request.method == "POST" and "it-lead" in here.roles and form.is_valid():
        done = sum(job.done_on == day for job in queries.done_jobs(here.school, at_most=50, roles=("it-lead",)))
        actions.leave_note(
            here.school,
            by=here.person,
            words=form.cleaned_data["words"],
            done=done,
            left=len(round_.errands),
            actor=here.actor,
        )
        return redirect("home.visit", school=school)
    context = {
        "school_ref": school,
        "day": day,
        "round": round_,
        "form": form,
        "technician": "it-lead" in here.roles,
        "notes": queries.leave_notes(here.school),
    }
    return page(request, "home/visit.html", context, status=422 if form.errors else 200, here="visit")


def _job(here: Visit, job: Job, found: PolicyStanding | None) -> Errand:
    control = CONTROLS.get(job.about) if job.about in CONTROLS else None
    area = control.topics[0].partition(".")[0] if control else ""
    promise = found.policy.promise(job.promises[0]) if found and job.promises else None
    where = place(promise.clause) if promise else ""
    return errand_of(job, area, where, reverse("home.job", args=[here.school.ref, job.ref]), proof_of_a_job(job.about))


def _files(here: Visit, found: PolicyStanding) -> list[Errand]:
    """The files that IT support has and that would answer promises: asked for on the same sheet."""
    return [
        Errand(
            words=_("Bring a file: %(file)s") % {"file": source.words[0].lower() + source.words[1:]},
            minutes=_MINUTES_A_FILE,
            area="",
            proof=_("It is under Files, or left with the office"),
            href=reverse("intake.files", args=[here.school.ref]),
            more=_("It would answer %(n)s of our promises.") % {"n": count},
        )
        for source, count in found.files_that_would_answer()
        if source.holder == "it-lead"
    ][:_MOST_FILES]
