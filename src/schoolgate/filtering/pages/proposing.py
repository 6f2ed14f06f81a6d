"""Proposing a change by form: one part at a time, with a reason, on what is in force or on a change that waits."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.filtering import actions, queries
from schoolgate.filtering.access import PROPOSERS
from schoolgate.filtering.agreed.setting import Setting, level_from
from schoolgate.filtering.models import Proposal
from schoolgate.filtering.pages.parts.deciding import DecidingForm
from schoolgate.filtering.pages.parts.hours import HoursForm
from schoolgate.filtering.pages.parts.level import LevelForm, locked_words
from schoolgate.filtering.pages.parts.own_list import OwnListForm
from schoolgate.filtering.pages.parts.single import SingleForm
from schoolgate.filtering.pages.parts.where import WhereForm
from schoolgate.filtering.pages.parts.whose import WhoseForm
from schoolgate.filtering.pages.showing import names_for, sentences
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit

_TITLES: Final = {
    "where": gettext_lazy("Where the filter is on"),
    "whose": gettext_lazy("Who has which level"),
    "single": gettext_lazy("One device or person"),
    "sites": gettext_lazy("Our own list of sites"),
    "hours": gettext_lazy("Hours"),
    "deciding": gettext_lazy("Who may open sites"),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Whoever agrees reads it, and it is kept with the change. No child’s name."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say in a sentence why.")},
    )


class NewLevelForm(forms.Form):
    key = forms.RegexField(
        r"^[a-z][a-z0-9-]{0,31}$",
        label=gettext_lazy("A short key"),
        help_text=gettext_lazy("Small letters, digits and hyphens, such as year-6."),
        error_messages={"invalid": gettext_lazy("Small letters, digits and hyphens only.")},
    )
    words = forms.CharField(label=gettext_lazy("Whom it is for, such as “year 6”"), max_length=60)
    like = forms.ChoiceField(label=gettext_lazy("It begins like"))


@at_school(*PROPOSERS, shows=Shows.POLICY)
def propose(request: HttpRequest, school: str) -> HttpResponse:
    """Which part to change. ``?on=REF``: on top of a change that waits. POST makes a level of the school's own."""
    here = visit(request)
    start = _start(here, request)
    form = NewLevelForm(request.POST or None)
    like = form.fields["like"]
    assert isinstance(like, forms.ChoiceField)
    like.choices = [(level.key, level.words.capitalize()) for level in start.levels]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["key"] in start.by_level:
            form.add_error("key", _("There is a level with this key."))
        else:
            wanted = start.with_level(level_from(start.by_level[given["like"]], given["key"], given["words"].strip()))
            return _proposed(here, request, wanted, _("A level of our own: %(words)s.") % {"words": given["words"]})
    context = {
        "school_ref": school,
        "levels": [(level.key, level.words[:1].upper() + level.words[1:]) for level in start.levels],
        "parts": _TITLES.items(),
        "form": form,
        "on": request.GET.get("on", ""),
        "says": sentences(here.school),
    }
    return page(request, "filtering/propose.html", context, status=422 if form.errors else 200, here="filter")


@at_school(*PROPOSERS, shows=Shows.POLICY)
def part(request: HttpRequest, school: str, part: str, level: str = "") -> HttpResponse:
    """One part of the setting, as it is and as it should be, with a reason."""
    here = visit(request)
    start = _start(here, request)
    data = request.POST if request.method == "POST" else None
    form, reason = _form(here, start, part, level, data), ReasonForm(data)
    if data is not None and form.is_valid() & reason.is_valid():
        try:
            return _proposed(here, request, form.applied(start), reason.cleaned_data["reason"])
        except (BadInputError, DeniedError) as refused:
            reason.add_error(None, f"{refused.thing.capitalize()}: {refused.cause} {refused.next_step}")
    words = _TITLES.get(part)
    context = {
        "school_ref": school,
        "form": form,
        "reason": reason,
        "title": words if words else start.by_level[level].words,
        "groups": list(form.groups()) if isinstance(form, LevelForm) else [],
        "sections": [] if isinstance(form, LevelForm) else form.sections(),
        "locked": locked_words(),
        "says": sentences(here.school),
        "on": request.GET.get("on", ""),
    }
    wrong = bool(form.errors or reason.errors)
    return page(request, "filtering/propose_part.html", context, status=422 if wrong else 200, here="filter")


type _Form = LevelForm | WhereForm | WhoseForm | SingleForm | OwnListForm | HoursForm | DecidingForm


def _form(here: Visit, start: Setting, part: str, level: str, data: Any) -> _Form:
    if part == "level":
        if level not in start.by_level:
            raise NotFoundError("the level", "there is none such.", "Look at the list of levels.")
        return LevelForm(data, start.by_level[level])
    if part == "where":
        return WhereForm(data, start, queries.things(here.school))
    if part == "whose":
        return WhoseForm(data, start, queries.things(here.school))
    if part == "single":
        return SingleForm(data, start, here.school, names_for(here, start))
    if part == "sites":
        return OwnListForm(data, start)
    if part == "hours":
        return HoursForm(data, start)
    if part == "deciding":
        return DecidingForm(data, start)
    raise NotFoundError("the page", "there is none at this address.", "Choose what to change.")


def _start(here: Visit, request: HttpRequest) -> Setting:
    """What a form begins with: a change that waits, where one is named, else what is in force, else what ships."""
    known = _waiting(here, request)
    if known is not None:
        return queries.proposed_setting(known)
    now = queries.setting_in_force(here.school)
    return now.setting if now else Setting()


def _waiting(here: Visit, request: HttpRequest) -> Proposal | None:
    ref = request.GET.get("on", "")
    if not ref:
        return None
    row: Proposal | None = queries.proposal_rows(here.school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the change", "does not wait any more.", "Begin from what is in force.")
    return row


def _proposed(here: Visit, request: HttpRequest, wanted: Setting, why: str) -> HttpResponse:
    """Propose it; a change of one's own that it was made on top of goes, where nobody has signed it."""
    known = _waiting(here, request)
    both = f"{known.reason}\n{why}" if known is not None else why
    row = actions.propose_change(here.school, wanted, both, actor=here.actor)
    if known is not None and known.ref != row.ref and known.by == here.actor.ref and not queries.is_signed(known):
        actions.withdraw(known, actor=here.actor, why=_("It is part of another."))
    messages.success(request, _("Proposed. Nothing changes until two people have agreed."))
    return redirect("filtering.proposal", school=here.school.ref, proposal=row.ref)
