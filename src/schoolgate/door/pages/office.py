"""Who is on site, with how fresh that is; a sheet of paper entered; the tablets and what they say."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.door import actions, queries
from schoolgate.door.access import DOORKEEPERS, WATCHERS
from schoolgate.door.forms import PaperForm, SaysForm, TabletForm, lines_of
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.queries import person


@at_school(*WATCHERS, shows=Shows.PEOPLE)
def on_site(request: HttpRequest, school: str) -> HttpResponse:
    """``?on=`` is another day. POST with ``do``: out, turned or allow a visit, match it, or settle what did not fit."""
    here = visit(request)
    if request.method == "POST":
        _do(here, request.POST.get("do", ""), request.POST.get("about", ""), request.POST.get("person", ""))
        messages.success(request, _("Noted."))
        return redirect("door.on_site", school=school)
    now = today(here.school)
    day = _day(request.GET.get("on", "")) or now
    known, tablets = queries.visits(here.school, day), queries.tablets(here.school)
    working = [one for one in tablets if one.state in ("heard", "quiet")]
    context = {
        "school_ref": school,
        "day_shown": day,
        "is_today": day == now,
        "inside": [one for one in known if one.here] if day == now else [],
        "gone": [one for one in known if not one.here or day != now],
        "tablets": working,
        "silent": [one for one in working if one.state == "quiet" or one.waiting],
        "clashes": queries.clashes(here.school) if day == now else (),
        "regulars": queries.regulars(here.school) if known else (),
        "keeps": bool(here.roles & set(DOORKEEPERS)),
    }
    return page(request, "door/on_site.html", context, here="on-site")


@at_school(*DOORKEEPERS, shows=Shows.PEOPLE)
def paper(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    form = PaperForm(request.POST or None, initial={"on": today(here.school)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            new = actions.note_paper(here.school, lines_of(said["lines"]), on=said["on"], actor=here.actor)
        except BadInputError as refused:
            form.add_error("lines", f"{refused.thing}: {refused.cause} {refused.next_step}".capitalize())
        else:
            messages.success(request, _("Entered: %(n)d.") % {"n": new})
            return redirect("door.on_site", school=school)
    context = {"school_ref": school, "form": form}
    return page(request, "door/paper.html", context, status=422 if form.errors else 200, here="on-site")


@at_school(*DOORKEEPERS, shows=Shows.MACHINERY)
def tablets(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``do``: make (a code, shown this once), end (a tablet), say (what it says)."""
    here = visit(request)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    naming = TabletForm(request.POST if do == "make" else None)
    says = queries.says(here.school)
    saying = SaysForm(request.POST if do == "say" else None, initial={"worry": says.worry, "fire": says.fire})
    made = None
    if do == "end":
        actions.end_tablet(here.school, request.POST.get("about", ""), actor=here.actor)
        messages.success(request, _("It is off, and can do nothing more."))
        return redirect("door.tablets", school=school)
    if do == "say" and saying.is_valid():
        actions.say(here.school, **saying.cleaned_data, actor=here.actor)
        messages.success(request, _("Kept. A tablet shows it within a minute."))
        return redirect("door.tablets", school=school)
    if do == "make" and naming.is_valid():
        made = actions.make_tablet(here.school, naming.cleaned_data["name"], actor=here.actor)
        naming = TabletForm()
    wrong = naming if naming.errors else saying
    context = {
        "school_ref": school,
        "tablets": queries.tablets(here.school),
        "made": made,
        "naming": naming,
        "saying": saying,
        "errors": wrong,
        "rule": queries.rule(here.school),
    }
    return page(request, "door/tablets.html", context, status=422 if wrong.errors else 200, here="on-site")


def _do(here: Visit, do: str, about: str, whom: str) -> None:
    if do in ("out", "turned"):
        actions.end_visit(here.school, about, actor=here.actor, over="office" if do == "out" else do)
    elif do == "allow":
        actions.allow(here.school, about, actor=here.actor)
    elif do == "settle":
        actions.settle(here.school, about, actor=here.actor)
    elif do == "match":
        actions.match(here.school, about, person(here.school, whom), actor=here.actor)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
