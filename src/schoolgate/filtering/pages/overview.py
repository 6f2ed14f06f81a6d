"""How the filter stands: is it on, since when, who agreed it, what waits for whom, and what was changed without."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.filtering import actions, queries, serving
from schoolgate.filtering.access import CLOSERS, PROPOSERS, READERS, SIGNERS
from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.models import Drift
from schoolgate.filtering.pages.showing import change, first_line, sentences, versions_shown
from schoolgate.frame.pages import page
from schoolgate.gates.web.snapshots import SnapshotError
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.models import School
from schoolgate.people.queries import names


@at_school(*READERS, shows=Shows.POLICY)
def overview(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``drift`` and ``words``: what a change without agreement was."""
    here = visit(request)
    refused = ""
    if request.method == "POST":
        try:
            _settle(here, request.POST.get("drift", ""), request.POST.get("words", ""))
        except BadInputError as error:
            refused = f"{error.thing.capitalize()} {error.cause} {error.next_step}"
        else:
            messages.success(request, _("Kept, with your name."))
            return redirect("filtering.overview", school=school)
    context = _shown(here) | {"school_ref": school, "refused": refused}
    return page(request, "filtering/overview.html", context, status=422 if refused else 200, here="filter")


def _shown(here: Visit) -> dict[str, Any]:
    try:
        now = queries.setting_in_force(here.school)
        history = versions_shown(here.school)
    except SnapshotError:
        now, history = None, []
    rows = Drift.objects.for_school(here.school).filter(settled_on=None).order_by("found_at")
    heading, follows = first_line(now)
    sites = queries.open_sites(here.school)
    return {
        "now": now,
        "heading": heading,
        "follows": follows,
        "latest": history[0] if history else None,
        "waiting": [change(row, here.person.ref) for row in queries.proposal_rows(here.school)],
        "drifts": list(rows),
        "sites": len(sites),
        "ending": [row for row in sites if row.until and row.until.date() <= timezone.now().date()],
        "closures": queries.closed_sites(here.school),
        "resting": queries.pauses(here.school),
        "says": sentences(here.school),
        "settles": bool(here.roles & set(SIGNERS)),
        "proposes": bool(here.roles & set(PROPOSERS)),
        "closes": bool(here.roles & set(CLOSERS)),
        "names": names(here.school, {row.by for row in sites}),
        "served": _served(here.school),
    }


def _served(school: School) -> dict[str, Any]:
    """Where this installation serves the filter; nothing where the school has no rules to serve."""
    data = Path(settings.SCHOOLGATE_DATA)
    folder = filter_folder(data, school.ref)
    if not folder.rules.exists():
        return {}
    listens = serving.serving(folder)
    return {
        "at": listens.addresses if listens else (),
        "many": len(serving.schools_with_rules(data)) > serving.MOST,
        "most": serving.MOST,
    }


def _settle(here: Visit, ref: str, words: str) -> None:
    row = Drift.objects.for_school(here.school).select_related("school").filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the change", "there is none such.", "Look at the filter’s page.")
    actions.settle_drift(row, words, by=here.person, actor=here.actor)
