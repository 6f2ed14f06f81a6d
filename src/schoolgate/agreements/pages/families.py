"""The office's page of the September round: who has answered and who has not, what went to whom, class by class."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.agreements import actions, queries
from schoolgate.agreements.access import OFFICE_OF_FAMILIES, SLIP_READERS
from schoolgate.agreements.forms_of_rounds import OpenForm, PauseForm
from schoolgate.agreements.pages.sending import SENDERS
from schoolgate.agreements.queries.rounds import RoundNow
from schoolgate.agreements.rhythm import Step
from schoolgate.agreements.showing_rounds import class_rows, folded, lists, sums
from schoolgate.evidence.queries import jobs
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import CLASSES, TERM_KEEPERS
from schoolgate.people.classes.queries import classes, placed, teaches
from schoolgate.people.models import Person, School
from schoolgate.people.queries import staff

EVERY: Final = "all"  # in the address of a class: every class
_FEW: Final = 8  # so many families are shown unfolded
_WHO = "the head and senior leaders, the safeguarding leads and the office. Never IT support."
_BY_HAND = (Step.PAPER, Step.DOOR)


@at_school(*OFFICE_OF_FAMILIES, shows=Shows.CHILDREN)
@seen_by(_WHO)
def families(request: HttpRequest, school: str) -> HttpResponse:
    """POST is the office's: ``do`` says what."""
    here = visit(request)
    keeps = bool(here.roles & set(TERM_KEEPERS))
    if request.method != "POST":
        return _shown(request, here, _now(here), keeps=keeps)
    if not keeps:
        raise DeniedError("The round", "is kept by the office.", "Ask the office.")
    now, given = _now(here), request.POST
    form = _form(given, now)
    if form is not None and not form.is_valid():
        return _shown(request, here, now, keeps=keeps, form=form)
    try:
        told = _do(here, given, now, form)
    except BadInputError as refused:
        if form is None:
            raise
        form.add_error(None, f"{refused.thing}: {refused.cause} {refused.next_step}".capitalize())
        return _shown(request, here, now, keeps=keeps, form=form)
    messages.success(request, told)
    return redirect("agreements.families", school=school)


@at_school(*CLASSES, shows=Shows.CHILDREN)
@seen_by("the head and senior leaders, the safeguarding team and the office; and teachers, of the children they teach.")
def to_ask(request: HttpRequest, school: str, group: str) -> HttpResponse:  # noqa: ARG001  (the address names it)
    """The list of one class for the door: names and what is wanted, and nothing else. It prints on one sheet; for the
    office "all" is every class with somebody to ask, a sheet each.

    Who is not on it has answered, so that it counts as a look at the answers of all of them."""
    here = visit(request)
    day = today(here.school)
    every = bool(here.roles & set(OFFICE_OF_FAMILIES))
    if not every and not teaches(here.school, here.person, group, day):
        raise NotFoundError("the class", "there is none here for you.", "Look at the list of classes.")
    called = {row.ref: row for row in classes(here.school, day) if row.kind == "class" or row.ref == group}
    if group not in called and not (every and group == EVERY):
        raise NotFoundError("the class", "there is none by that reference.", "Look at the list of classes.")
    found = lists(queries.round_now(here.school, day), "" if group == EVERY else group)
    sheets = [(row, found.get(ref, [])) for ref, row in called.items() if group in (ref, EVERY)]
    if group == EVERY:
        sheets = [one for one in sheets if one[1]]
    of: dict[str, list[str]] = {row.ref: [] for row, _wanted in sheets}
    for one in placed(here.school, day):
        if one.group in of:
            of[one.group].append(one.person)
    for ref, children in of.items():
        actions.pictures_looked_at(here.school, children, roles=here.roles, actor=here.actor, about=ref)
    context = {"school_ref": here.school.ref, "sheets": sheets, "day": day, "every": group == EVERY}
    return page(request, "agreements/to_ask.html", context, here="agreements" if every else "access")


def _now(here: Visit) -> RoundNow:
    return queries.morning(here.school, today(here.school)).now


def _form(given: QueryDict, now: RoundNow) -> forms.Form | None:
    if given.get("do") == "open":
        return OpenForm(given)
    return _pause_form(given, now) if given.get("do") == "pause" else None


def _pause_form(given: QueryDict | None, now: RoundNow) -> PauseForm:
    form = PauseForm(given)
    carer = form.fields["carer"]
    assert isinstance(carer, forms.ChoiceField)
    some = sorted((one.name, one.carer) for one in now.chase if one.carer and not one.paused)
    carer.choices = [("", _("Choose")), *((ref, name) for name, ref in some)]
    return form


def _do(here: Visit, given: QueryDict, now: RoundNow, form: forms.Form | None) -> str:
    school, actor = here.school, here.actor
    match given.get("do"):
        case "open" if form is not None:
            actions.open_round(school, form.cleaned_data["opens_on"], actor=actor)
            return _("Families are asked from that day.")
        case "pause" if form is not None:
            said = form.cleaned_data
            actions.pause_family(_carer(school, said["carer"]), said["reason"], until=said["until"], actor=actor)
            return _("Nobody writes to them until then.")
        case "resume":
            actions.resume_family(_carer(school, given.get("carer", "")), actor=actor)
            return _("They are written to again.")
        case "paper":
            carers = [one.carer for one in now.chase if one.step in _BY_HAND and one.carer]
            return _("Noted: %(n)d.") % {"n": actions.note_paper_home(school, carers, actor=actor)}
    raise BadInputError("the form", "it does not say what to do.", "Open the page again.")


def _carer(school: School, ref: str) -> Person:
    found: Person | None = Person.objects.for_school(school).filter(ref=ref).first()
    if found is None:
        raise NotFoundError("the family", "there is none by that reference.", "Open the page again.")
    return found


def _shown(
    request: HttpRequest, here: Visit, now: RoundNow, *, keeps: bool, form: forms.Form | None = None
) -> HttpResponse:
    day = today(here.school)
    found = queries.morning(here.school, day)
    staffing = staff(here.school, day)
    down = queries.taken_back(here.school, day, staff=staffing)
    # Whose yes was taken back is what a family answered: whoever sees it is noted as one who looked.
    actions.pictures_looked_at(
        here.school, {one.child for one in down}, roles=here.roles, actor=here.actor, about=here.school.ref
    )
    mine = {one.ref for one in jobs(here.school, on=day, staff=staffing) if one.is_of(here.person.ref)}
    context = {
        "school_ref": here.school.ref,
        "now": now,
        "today": day,
        "kinds": found.kinds,
        "rows": class_rows(found),
        "sums": sums(now),
        "others": now.families - now.answered,
        "by_hand": folded(now.by_hand, now),
        "few": len(now.by_hand) <= _FEW,
        "letters": folded(now.at(Step.LETTER, Step.NOT_OPEN), now),
        "paused": folded(now.at(Step.PAUSED), now),
        "down": down,
        "found": found,
        "jobs": len(mine - {one.job for one in down}),
        "opening": form if isinstance(form, OpenForm) else OpenForm(initial={"opens_on": now.opens_on or day}),
        "pausing": form if isinstance(form, PauseForm) else _pause_form(None, now),
        "keeps": keeps,
        "sends": bool(here.roles & set(SENDERS)),
        "slips": found.slips if here.roles & set(SLIP_READERS) else 0,
        "errors": form,
    }
    if request.GET.get("only") == "no-carer":
        context["nobody"] = folded(now.nobody, now)
        return page(request, "agreements/no_carer.html", context, here="agreements")
    status = 422 if form is not None else 200
    return page(request, "agreements/families.html", context, status=status, here="agreements")
