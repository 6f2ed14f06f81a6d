"""Other words for the policy: proposed, taken to a meeting as a paper, agreed or declined there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.home.amending import Propose, TakeToMeeting
from schoolgate.home.boards import name_of
from schoolgate.home.differences import differences
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, require, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import KEEPERS, RECORD
from schoolgate.policy import actions, meetings
from schoolgate.policy import queries as policies
from schoolgate.policy.meetings import Proposal
from schoolgate.reading.model import Clause, Lint


@at_school(*RECORD, shows=Shows.POLICY)
def amendments(request: HttpRequest, school: str) -> HttpResponse:
    """GET lists them. POST, from those who look after the policy: ``decide=REF&agreed=yes|no`` enters what a meeting
    said; else those of ``amendment`` go to the meeting given.
    """
    here = visit(request)
    form = TakeToMeeting(request.POST or None)
    if request.method == "POST":
        require(here.roles, *KEEPERS)
        if request.POST.get("decide"):
            agreed = request.POST.get("agreed") == "yes"
            actions.decide_amendment(here.school, request.POST["decide"], agreed=agreed, actor=here.actor)
            messages.success(
                request, _("Added to the record: agreed.") if agreed else _("Added to the record: declined.")
            )
            return redirect("home.amendments", school=school)
        if form.is_valid() and (ref := _take(here, request.POST.getlist("amendment"), form)):
            return redirect("home.paper", school=school, meeting=ref)
    rows = [_shown(one) for one in meetings.amendments(here.school)]
    context = {
        "school_ref": school,
        "waiting": [row for row in rows if row["one"].status == "proposed"],
        "taken": [row for row in rows if row["one"].status == "at-meeting"],
        "settled": [row for row in rows if row["one"].status not in ("proposed", "at-meeting")],
        "chosen": request.POST.getlist("amendment"),
        "keeper": bool(here.roles & set(KEEPERS)),
        "form": form,
        "day": day_at(here.school),
    }
    return page(request, "home/amendments.html", context, status=422 if form.errors else 200, here="amendments")


def _take(here: Visit, chosen: list[str], form: TakeToMeeting) -> str:
    """The meeting's ref; what was wrong is put beside the form."""
    if not chosen:
        form.add_error(None, _("Choose at least one proposal to take to the meeting."))
        return ""
    given = form.cleaned_data
    try:
        meeting = actions.take_to_meeting(here.school, chosen, body=given["body"], on=given["on"], actor=here.actor)
    except BadInputError as error:
        form.add_error("on", str(error))
        return ""
    return str(meeting.ref)


@at_school(*KEEPERS, shows=Shows.POLICY)
def propose(request: HttpRequest, school: str) -> HttpResponse:
    """``?sentence=REF`` is about a sentence of the policy in force, ``&finding=KIND`` takes up what we noticed of it;
    ``?finding=KIND`` alone, wording for what is missing; with neither, a new sentence of one's own. ``&which=NAME``
    tells apart findings of one kind (``boards.name_of``); without it the first is meant.
    """
    here = visit(request)
    clause, note = _about(here, *(request.GET.get(key, "") for key in ("sentence", "finding", "which")))
    start = {"proposed": note.suggestion, "why": note.message} if note else {"proposed": clause.text if clause else ""}
    form = Propose(request.POST) if request.method == "POST" else Propose(initial=start)
    if request.method == "POST" and form.is_valid() and _propose(here, clause, note, form):
        messages.success(request, _("Kept until the next meeting. The policy itself has not changed."))
        return redirect("home.amendments", school=school)
    context = {"school_ref": school, "clause": clause, "note": note, "form": form}
    return page(request, "home/propose.html", context, status=422 if form.errors else 200, here="amendments")


def _about(here: Visit, sentence: str, finding: str, which: str) -> tuple[Clause | None, Lint | None]:
    day = day_at(here.school)
    policy = policies.in_force(here.school, on=day)
    if policy is None:
        raise NotFoundError("The policy", "is not in force yet.", "Put one in force first.")
    clause = next((one for one in policy.reading.clauses if one.ref == sentence), None)
    if sentence and clause is None:
        raise NotFoundError("That sentence", "is not in the policy in force.", "Open the policy’s page again.")
    noted = policies.remarks(policy.version, on=day, nation=here.school.nation) if finding else ()
    near = [one for one in noted if one.kind == finding and (one.clause or "") == sentence]
    return clause, next((one for one in near if name_of(one) == which), None) or next(iter(near), None)


def _propose(here: Visit, clause: Clause | None, note: Lint | None, form: Propose) -> bool:
    given = form.cleaned_data
    try:
        actions.propose_amendment(
            here.school,
            clause=clause.ref if clause else "",
            now=clause.text if clause else "",
            proposed="" if given["out"] else given["proposed"],
            why=given["why"],
            source=note.kind if note else "person",
            actor=here.actor,
            actor_name=here.person.name,
        )
    except BadInputError as error:
        form.add_error("proposed", str(error))
        return False
    return True


@at_school(*RECORD, shows=Shows.POLICY)
def paper(request: HttpRequest, school: str, meeting: str) -> HttpResponse:
    """The amendments of one meeting, to be printed and read by governors."""
    here = visit(request)
    day = meetings.meeting(here.school, meeting)
    if day is None:
        raise NotFoundError("That meeting", "is not one of this school’s.", "Choose from the list.")
    policy = policies.in_force(here.school, on=day_at(here.school))
    rows = [_shown(one) for one in meetings.amendments(here.school, meeting=meeting)]
    context = {"school_ref": school, "meeting": day, "rows": rows, "policy": policy, "name": here.school.name}
    return page(request, "home/paper.html", context, here="amendments")


def _shown(one: Proposal) -> dict[str, Any]:
    return {"one": one, "runs": differences(one.now, one.proposed)}
