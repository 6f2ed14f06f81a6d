"""One job: the sentences it keeps, why it is asked, and what to say: done, nothing to report, not so, or pass it on."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import actions, queries
from schoolgate.evidence.asking import Job, kept_file
from schoolgate.frame.pages import page
from schoolgate.home.jobforms import ANSWERS, DoJob, PassOn, PutRight
from schoolgate.home.pages.jobs import told
from schoolgate.home.together import Together, together
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import LEADERS, READERS
from schoolgate.people.queries import holders
from schoolgate.policy import queries as policies


@dataclass(slots=True)
class _Asked:
    """A job with the forms it was answered with."""

    job: Job
    do: DoJob
    right: PutRight
    pass_on: PassOn
    refused: str = ""

    @property
    def wrong(self) -> bool:
        return bool(self.refused) or any(form.errors for form in (self.do, self.right, self.pass_on))


@at_school(*READERS, shows=Shows.POLICY)
def job(request: HttpRequest, school: str, job: str) -> HttpResponse:
    """POST with ``do``: ``done``, ``nothing``, ``not-so``, ``pass``, or ``together`` with the ``seal`` shown."""
    here = visit(request)
    found = _seen(here, job)
    posted = request.method == "POST"
    do = request.POST.get("do", "done") if posted else ""
    people = _others(here)
    asked = _Asked(
        found,
        DoJob(request.POST, request.FILES) if posted and do != "pass" else DoJob(),
        PutRight(request.POST) if posted and _is_not_so(request, found) else PutRight(),
        PassOn(request.POST, people=people) if do == "pass" else PassOn(people=people),
    )
    if posted:
        try:
            words = _pass(here, asked) if do == "pass" else _do(here, asked, request, do)
        except (BadInputError, DeniedError) as error:
            asked.refused, words = str(error), ""
        if words:
            return told(request, words, school)
    elif found.is_of(here.person.ref):
        actions.begin_job(here.school, found.ref, actor=here.actor)
    return page(
        request, "home/job.html", _context(here, asked, request), status=422 if asked.wrong else 200, here="jobs"
    )


@at_school(*READERS, shows=Shows.POLICY)
def given(request: HttpRequest, school: str, job: str, given: str) -> HttpResponse:  # noqa: ARG001  (the address has it)
    """A file that was given with a job, for whoever may see the job: always saved, never shown by the browser."""
    here = visit(request)
    name, data = kept_file(here.school, _seen(here, job).ref, given)
    answer = HttpResponse(data, content_type="application/octet-stream")
    safe = "".join(letter if letter.isalnum() or letter in "._- " else "_" for letter in name) or "file"
    answer.headers["Content-Disposition"] = f'attachment; filename="{safe.encode("ascii", "replace").decode()}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _seen(here: Visit, ref: str) -> Job:
    """The job, for whoever is asked, did it, or leads the school; never for whom it is about."""
    found = queries.job(here.school, ref, on=day_at(here.school))
    if found.about == here.person.ref:
        raise Http404
    if not (found.is_of(here.person.ref) or found.doer == here.person.ref or here.roles & set(LEADERS)):
        raise DeniedError("this job", "it is asked of somebody else.", "Ask them, or the head, to pass it to you.")
    return found


def _is_not_so(request: HttpRequest, found: Job) -> bool:
    said = [request.POST.get(f"a-{ref}") for ref in found.promises]
    return request.POST.get("do") == "not-so" or "no" in said


@transaction.atomic
def _do(here: Visit, asked: _Asked, request: HttpRequest, do: str) -> str:
    job, so = asked.job, not _is_not_so(request, asked.job)
    if not asked.do.is_valid() or (not so and job.promises and not asked.right.is_valid()):
        return ""
    answers = {ref: said for ref in job.unanswered if (said := request.POST.get(f"a-{ref}", ""))}
    shown = _together(here, job) if do == "together" else Together()
    if do == "together" and request.POST.get("seal") != shown.seal:
        raise BadInputError(
            _("The sentences"), _("have changed since the page was opened."), _("Look at them again; nothing was kept.")
        )
    at_once = [ref for ref in shown.refs if ref not in answers]
    answers |= dict.fromkeys(at_once, "yes")
    actions.do_job(
        here.school,
        job.ref,
        actor=here.actor,
        person=here.person,
        so=so,
        nothing=do == "nothing",
        note=asked.do.cleaned_data["note"],
        files=asked.do.given(),
        answers=answers,
        together=at_once,
    )
    broken = [ref for ref, said in answers.items() if said == "no"] if answers else [] if so else list(job.promises)
    for ref in broken:
        _right(here, ref, asked.right)
    left = len(job.unanswered) - len(answers)
    if job.kind == "sentences" and left:
        return _("Kept. %(n)s sentences are still to answer, whenever you like.") % {"n": left}
    return _("Done, and in the permanent record. Thank you.") if so else _("Kept: what is not so, and what you do.")


def _together(here: Visit, job: Job) -> Together:
    """The sentences of the job that one press may answer; none of any other kind of job."""
    found = queries.standing(here.school, on=day_at(here.school)) if job.kind == "sentences" else None
    return together(found.promises, job.unanswered) if found else Together()


def _right(here: Visit, ref: str, form: PutRight) -> None:
    said = form.cleaned_data
    actions.put_right(here.school, ref, what=said["what"], who=said["who"], by_when=said["by_when"], actor=here.actor)


def _pass(here: Visit, asked: _Asked) -> str:
    if not asked.pass_on.is_valid():
        return ""
    to = asked.pass_on.cleaned_data["to"]
    actions.pass_on(here.school, asked.job.ref, to=to, actor=here.actor)
    return _("Passed to %(name)s.") % {"name": dict(_others(here))[to]}


def _others(here: Visit) -> list[tuple[str, str]]:
    """Everybody who holds a role of those who read the policy, by name, but whoever is here."""
    rows = [row for row in holders(here.school, on=day_at(here.school)) if row.role in READERS]
    found = {row.ref: row.name for row in rows if row.ref != here.person.ref}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def _context(here: Visit, asked: _Asked, request: HttpRequest) -> dict[str, Any]:
    job, day = asked.job, day_at(here.school)
    policy = policies.in_force(here.school, on=day)
    sentences = [promise for ref in job.promises if policy and (promise := policy.promise(ref))]
    control = CONTROLS.get(job.about) if job.about in CONTROLS else None
    answered = dict(job.answers)
    return {
        "school_ref": here.school.ref,
        "job": job,
        "sentences": [(one, answered.get(one.ref, ""), request.POST.get(f"a-{one.ref}", "")) for one in sentences],
        "choices": ANSWERS,
        "together": _together(here, job),
        "nothing": control.ask.nothing if control and control.ask else "",
        "check": control.title if control else "",
        "files": queries.files_of(here.school, job.ref),
        "may": job.state == "open" and (job.is_of(here.person.ref) or ("head" in here.roles and job.kind != "own")),
        "asked": asked,
        "do": request.POST.get("do", ""),
        "errors": _first_errors(asked.do, asked.right, asked.pass_on),
    }


def _first_errors(*given: forms.Form) -> forms.Form | None:
    return next((form for form in given if form.errors), None)
