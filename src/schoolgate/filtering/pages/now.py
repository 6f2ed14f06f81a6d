"""What cannot wait: closing a site at once, pausing the internet, and taking back what is open."""

from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.filtering import actions, queries
from schoolgate.filtering.access import CLOSERS, ENDERS, SIGNERS
from schoolgate.filtering.actions.taking_back import find, may_agree
from schoolgate.filtering.agreed.deciders import until as end_of_span
from schoolgate.filtering.agreed.wording import level_words
from schoolgate.filtering.models import FilterPause, SiteClosure, SiteOpening
from schoolgate.filtering.pages.showing import current
from schoolgate.frame.pages import page
from schoolgate.gates.web.scopes import EVERYONE, Scope
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.queries import calendar, names

AGREED_FOR: Final = timedelta(days=365)
_LONG: Final = (
    ("15", gettext_lazy("15 minutes")),
    ("60", gettext_lazy("An hour")),
    ("day", gettext_lazy("The rest of the day")),
)


class CloseForm(forms.Form):
    site = forms.CharField(
        label=gettext_lazy("Which site?"),
        help_text=gettext_lazy("Paste its address."),
        max_length=2000,
        error_messages={"required": gettext_lazy("Paste the address of the site.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Whoever asks for the site reads it: no child’s name."),
        max_length=400,
        error_messages={"required": gettext_lazy("Say in a few words why.")},
    )


class PauseForm(forms.Form):
    group = forms.ChoiceField(label=gettext_lazy("For whom?"), required=False)
    long = forms.ChoiceField(label=gettext_lazy("For how long?"), choices=_LONG, initial="15")
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Whoever is paused reads it: no child’s name."),
        max_length=400,
        error_messages={"required": gettext_lazy("Say in a few words why.")},
    )


@at_school(*CLOSERS, shows=Shows.POLICY)
def now(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``do`` close, pause, back (and ``ref``) or keep (a closure, and ``ref``)."""
    here = visit(request)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    close = CloseForm(request.POST if do == "close" else None)
    pause = PauseForm(request.POST if do == "pause" else None)
    classes = queries.things(here.school).classes
    group = pause.fields["group"]
    assert isinstance(group, forms.ChoiceField)
    group.choices = [("", _("Everybody")), *classes]
    refused = ""
    try:
        said = _done(here, do, request, close, pause)
    except (BadInputError, DeniedError, NotFoundError) as error:
        refused = f"{error.thing.capitalize()}: {error.cause} {error.next_step}"
    else:
        if said:
            messages.success(request, said)
            return redirect("filtering.now", school=school)
    context = _shown(here) | {"school_ref": school, "close": close, "pause": pause, "refused": refused}
    wrong = bool(refused or close.errors or pause.errors)
    return page(request, "filtering/now.html", context, status=422 if wrong else 200, here="filter-now")


def _done(here: Visit, do: str, request: HttpRequest, close: CloseForm, pause: PauseForm) -> str:
    """What was done, in words; nothing where nothing was, as where a form has errors."""
    if do == "close" and close.is_valid():
        given = close.cleaned_data
        actions.close_at_once(here.school, given["site"], by=here.person, why=given["why"], actor=here.actor)
        return str(_("Closed. It holds within a minute, and lapses unless a second person agrees."))
    if do == "pause" and pause.is_valid():
        given = pause.cleaned_data
        scope = Scope(groups=frozenset({given["group"]})) if given["group"] else EVERYONE
        until = _until(here, given["long"])
        actions.pause(here.school, until, scope, by=here.person, why=given["reason"], actor=here.actor)
        return str(_("Paused. It holds within a minute, and ends by itself."))
    if do == "back":
        actions.take_back(find(here.school, request.POST.get("ref", "")), by=here.person, actor=here.actor)
        return str(_("Taken back."))
    if do == "keep":
        row = find(here.school, request.POST.get("ref", ""))
        if isinstance(row, SiteClosure):
            actions.agree_closure(row, timezone.now() + AGREED_FOR, actor=here.actor)
            return str(_("You have agreed. It stays closed for a year, or until it is taken back."))
    return ""


def _until(here: Visit, long: str) -> datetime:
    moment = timezone.now()
    tonight = end_of_span("day", moment, calendar(here.school)) or moment
    return tonight if long == "day" else min(moment + timedelta(minutes=int(long)), tonight)


def _shown(here: Visit) -> dict[str, Any]:
    sites, closed = queries.open_sites(here.school), queries.closed_sites(here.school)
    resting = queries.pauses(here.school)
    refs = [row.by for row in sites] + [row.by for row in resting] + [row.by for row in closed]
    known = names(here.school, {*refs, *(row.agreed_by for row in closed)})
    ends_them = bool(here.roles & set(ENDERS))
    return {
        "sites": [_line(here, row, known, mine=ends_them or row.by == here.person.ref) for row in sites],
        "closed": [_line(here, row, known, mine=row.by == here.person.ref and not row.agreed_by) for row in closed],
        "resting": [_line(here, row, known, mine=ends_them or row.by == here.person.ref) for row in resting],
    }


def _line(
    here: Visit, row: SiteOpening | SiteClosure | FilterPause, known: dict[str, str], *, mine: bool
) -> dict[str, Any]:
    labels = queries.things(here.school).names | level_words(current(here.school))
    may_keep, agreed_by = False, ""
    if isinstance(row, SiteClosure):
        agreed_by = known.get(row.agreed_by, "")
        may_keep = not row.agreed_by and here.person.ref in may_agree(row)
        mine = mine or bool(here.roles & set(SIGNERS))
    return {
        "ref": row.ref,
        "what": _("The internet") if isinstance(row, FilterPause) else row.site,
        "rests": _resting(row) if isinstance(row, FilterPause) else "",
        "why": row.why,
        "until": row.until,
        "by": known.get(row.by, ""),
        "for": _for_whom(row.scope, labels),
        "agreed_by": agreed_by,
        "may_agree": may_keep,
        "mine": mine,
    }


def _resting(row: FilterPause) -> str:
    if row.windows:
        return str(_("agreed hours"))
    return str(_("the closing of some subjects")) if row.categories else ""


def _for_whom(scope: dict[str, list[str]], labels: dict[str, str]) -> str:
    """Classes, places and levels by name; of persons and devices how many."""
    named = [labels.get(ref, ref) for name in ("levels", "groups", "places") for ref in scope.get(name, ())]
    counts = [(len(scope.get("persons", ())), _("person")), (len(scope.get("devices", ())), _("device"))]
    named += [f"{n} {word}" for n, word in counts if n]
    return ", ".join(named) or str(_("everybody"))
