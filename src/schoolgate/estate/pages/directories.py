"""Pushing to directories, for technicians: each way, what it would change, making it so, undoing, where it differs.

Accounts and groups only. A head sees the same, and alone lets a way act.
"""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.estate import actions, queries
from schoolgate.estate.access import PUSHERS
from schoolgate.estate.forms import PushWayForm
from schoolgate.estate.models import DirectoryAccount, Push
from schoolgate.estate.pushing import looking
from schoolgate.estate.pushing.contract import Directory, Way
from schoolgate.estate.pushing.plan import Change
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at

_MOST = 200  # changes shown of a dry run
_FEW = 50  # accounts of each sort of difference
_HISTORY = 20


@dataclass
class Looked:
    """What was found of a way: ``trouble`` says why it could not be asked."""

    way: Way
    known: queries.WaySet
    directory: Directory | None = None
    changes: tuple[Change, ...] = ()
    drift: queries.Drift | None = None
    trouble: str = ""

    @property
    def ready(self) -> bool:
        """Whether there is all it takes to ask."""
        return self.way.connect is None or bool(self.known.settings.get("server"))


@dataclass(frozen=True, slots=True)
class Pushed:
    row: Push
    refused: list[tuple[Change, str]] = field(default_factory=list)


@at_school(*PUSHERS, shows=Shows.MACHINERY)
def directories(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    ways = [(way, queries.way_set(here.school, way)) for way in WAYS]
    context = {"school_ref": school, "ways": ways, "acting": sum(known.approved for _way, known in ways)}
    return page(request, "estate/directories.html", context, here="accounts")


@at_school(*PUSHERS, shows=Shows.MACHINERY)
def directory(request: HttpRequest, school: str, way: str) -> HttpResponse:
    """One way. POST ``do``: set it up, let it act (the head), apply what was seen, undo the latest."""
    here, one = visit(request), _way(way)
    does = {"set": _set, "act": _act, "apply": _apply, "undo": _undo}.get(request.POST.get("do", ""))
    refused = ""
    if request.method == "POST" and does is not None:
        try:
            return does(request, here, one)
        except (BadInputError, DeniedError, NotFoundError) as error:
            refused = str(error)
    found = _look(here, one)
    shown = {name: value for name, value in found.known.settings.items() if name != actions.SECRET}
    form = PushWayForm(initial={"provider": found.known.provider, **shown}, way=one)
    if refused and request.POST.get("do") == "set":
        form = PushWayForm(request.POST, way=one)
    context = {
        "school_ref": school,
        "found": found,
        "way": one,
        "refused": refused,
        "is_head": "head" in here.roles,
        "form": form,
        "whose": DirectoryAccount.Provider(found.known.provider).label,
        **_shown(here, found),
    }
    return page(request, "estate/directory.html", context, status=422 if refused else 200, here="accounts")


def _shown(here: Visit, found: Looked) -> dict[str, object]:
    rows = queries.pushes(here.school, found.way.key)
    latest = next((row.ref for row in rows if row.undone_at is None), "")
    kinds = queries.decided_by(here.school, found.changes, day_at(here.school), found.known.provider)
    known = queries.accounts(here.school, on=day_at(here.school))
    return {
        "accounts": sum(one.provider == found.known.provider for one in known),
        "counts": looking.counts(found.changes),
        "steps": looking.steps(found.changes[:_MOST], kinds),
        "more": max(0, len(found.changes) - _MOST),
        "seen": looking.seen(found.changes),
        "few": _FEW,
        "history": [Pushed(row, list(queries.refused_of(row))[:_FEW]) for row in rows[:_HISTORY]],
        "latest": latest,
    }


def _look(here: Visit, way: Way) -> Looked:
    found, day = Looked(way, queries.way_set(here.school, way)), day_at(here.school)
    if not found.ready:
        return found
    try:
        if way.connect is not None:
            found.directory = way.connect(found.known.settings)
        whose = found.known.provider
        found.changes = queries.planned(here.school, way, day, found.directory, whose)
        found.drift = queries.drift(here.school, way, day, found.directory, whose)
    except BadInputError as error:
        found.trouble = str(error)
    return found


def _set(request: HttpRequest, here: Visit, way: Way) -> HttpResponse:
    form = PushWayForm(request.POST, way=way)
    if not form.is_valid():
        raise BadInputError(_("How it is set up"), _("something is missing."), _("Say whose accounts."))
    given = dict(form.cleaned_data)
    actions.set_way(here.school, way, given.pop("provider"), given, actor=here.actor)
    messages.success(request, _("Kept."))
    return _back(here, way)


def _act(request: HttpRequest, here: Visit, way: Way) -> HttpResponse:
    actions.let_act(here.school, way, actor=here.actor)
    messages.success(request, _("It may act from now on. Nothing has been changed yet."))
    return _back(here, way)


def _apply(request: HttpRequest, here: Visit, way: Way) -> HttpResponse:
    found = _look(here, way)
    if found.trouble:
        raise BadInputError(_("The push"), found.trouble, "")
    if looking.seen(found.changes) != request.POST.get("seen"):
        raise BadInputError(_("The push"), _("it has changed since you looked."), _("Look again, and then make it so."))
    server = found.known.settings.get("server", "")
    done = actions.push(here.school, way, found.changes, actor=here.actor, directory=found.directory, server=server)
    if done.text:
        return _file(way, done.text, "changes")
    if done.refusals:
        messages.warning(request, _("Not all was taken. What was not stands below; make it so again to finish it."))
    else:
        messages.success(request, _("The directory is as it should be."))
    return _back(here, way)


def _undo(request: HttpRequest, here: Visit, way: Way) -> HttpResponse:
    known = queries.way_set(here.school, way)
    opened = way.connect(known.settings) if way.connect is not None else None
    done = actions.undo_push(here.school, request.POST.get("push", ""), way, actor=here.actor, directory=opened)
    if done.text:
        return _file(way, done.text, "undo")
    messages.success(request, _("Taken back."))
    return _back(here, way)


def _file(way: Way, text: str, called: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8" if way.ending == ".csv" else "text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="schoolgate-{called}{way.ending}"'
    return answer


def _back(here: Visit, way: Way) -> HttpResponse:
    return redirect("estate.directory", school=here.school.ref, way=way.key)


def _way(key: str) -> Way:
    if key not in WAYS.keys():  # noqa: SIM118  (a registry is no mapping)
        raise Http404
    return WAYS.get(key)
