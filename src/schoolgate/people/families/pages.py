"""A child's family: who cares for them, at which home, who may sign; and, for few, what protects the child."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people import actions
from schoolgate.people.access import Shows, Visit, at_school, roles_of, today, visit
from schoolgate.people.actions import looked_at
from schoolgate.people.circles import FAMILY_KEEPERS, SEALED
from schoolgate.people.families import queries
from schoolgate.people.families.forms import CarerForm, FlagForm, NewCarerForm
from schoolgate.people.models import Care, Flag, Person
from schoolgate.people.queries import person as find_person


@at_school(*FAMILY_KEEPERS, shows=Shows.CHILDREN)
@seen_by("the head, the safeguarding leads and the school office. What protects a child the office never sees.")
def family(request: HttpRequest, school: str, pupil: str) -> HttpResponse:
    """``do`` says what is changed: add, change or end a carer; and, for few, flag or unflag."""
    here = visit(request)
    found = _child(here, pupil)
    looked_at(here.school, found.ref, actor=here.actor)
    if request.method != "POST":
        return _shown(request, here, found, _opened(request, here, found))
    do = request.POST.get("do", "")
    form = _form(request, here, found, do)
    if form is not None and not form.is_valid():
        return _shown(request, here, found, form)
    try:
        told = _done(request, here, found, do, form)
    except BadInputError as refused:
        if form is None:
            messages.error(request, f"{refused.cause} {refused.next_step}".capitalize())
            return redirect("people.family", school=school, pupil=pupil)
        form.add_error(None, f"{refused.thing[0].upper()}{refused.thing[1:]}: {refused.cause} {refused.next_step}")
        return _shown(request, here, found, form)
    messages.success(request, told)
    return redirect("people.family", school=school, pupil=pupil)


def _child(here: Visit, ref: str) -> Person:
    """A pupil of today, in a class or not yet. Raises ``NotFoundError``."""
    found = find_person(here.school, ref)
    if "pupils" not in roles_of(found, today(here.school)):
        raise NotFoundError("the pupil", "there is none here today.", "Look at the list of their class.")
    return found


@transaction.atomic
def _done(request: HttpRequest, here: Visit, found: Person, do: str, form: forms.Form | None) -> str:
    school, day = here.school, today(here.school)
    if isinstance(form, CarerForm):
        carer = _carer(request, here, form)
        actions.set_carer(found, carer, form.tie(), actor=here.actor, valid_from=day)
        for way, value in form.reach().items():
            actions.set_reach(carer, way, value, actor=here.actor, valid_from=day)
        return _("Kept. From today that is who cares for the child.")
    if isinstance(form, FlagForm):
        said = form.cleaned_data
        actions.set_flag(found, said["kind"], said["words"], actor=here.actor, valid_from=day)
        return _("Kept. From today the head decides first where carers answer differently.")
    if do == "end":
        actions.end_carer(found, find_person(school, request.POST.get("person", "")), actor=here.actor, valid_to=day)
        return _("From today they do not care for the child here.")
    if do == "unflag":
        actions.end_flag(found, request.POST.get("kind", ""), actor=here.actor, valid_to=day)
        return _("From today it protects the child no more.")
    raise NotFoundError("the change", "there is none of that name.", "Open the page again.")


def _carer(request: HttpRequest, here: Visit, form: CarerForm) -> Person:
    """Whom the form is about: whose row it was opened on, somebody chosen among those of the name, or a new person."""
    if not isinstance(form, NewCarerForm):
        return find_person(here.school, request.POST.get("person", ""))
    same = form.cleaned_data.get("same", "new")
    if same != "new":
        return find_person(here.school, same)
    return actions.add_person(here.school, form.cleaned_data["name"], actor=here.actor)


def _form(request: HttpRequest, here: Visit, found: Person, do: str) -> forms.Form | None:
    if do == "add":
        known = queries.adults_named(here.school, request.POST.get("name", ""), found.ref, today(here.school))
        return NewCarerForm(request.POST, known=known)
    if do == "change":
        return CarerForm(request.POST)
    if do == "flag" and here.roles & set(SEALED):
        return FlagForm(request.POST)
    return None


def _opened(request: HttpRequest, here: Visit, found: Person) -> forms.Form | None:
    """The form that the address asks for, with what is known in it."""
    if "add" in request.GET:
        return NewCarerForm()
    if "flag" in request.GET and here.roles & set(SEALED):
        return FlagForm()
    carers = queries.carers_of(here.school, found.ref, today(here.school))
    one = next((carer for carer in carers if carer.ref == request.GET.get("change")), None)
    if one is None:
        return None
    home = "" if one.home is None else str(one.home)
    said = {"relation": one.relation, "responsibility": one.responsibility, "home": home, "order": one.order}
    return CarerForm(initial=said)


def _shown(request: HttpRequest, here: Visit, found: Person, form: forms.Form | None) -> HttpResponse:
    day, sealed = today(here.school), bool(here.roles & set(SEALED))
    house = queries.household(here.school, found.ref, day)
    carers = [*(one for home in house.homes for one in home), *house.elsewhere]
    emails = queries.reach_of(here.school, [one.ref for one in carers], "email", day)
    phones = queries.reach_of(here.school, [one.ref for one in carers], "phone", day)
    names = {one.ref: one.name for one in carers}
    changing = request.POST.get("person", "") or request.GET.get("change", "")

    def row(one: queries.Carer) -> dict[str, Any]:
        return {
            "one": one,
            "relation": Care.Relation(one.relation).label,
            "responsibility": Care.Responsibility(one.responsibility).label,
            "email": emails.get(one.ref, ""),
            "phone": phones.get(one.ref, ""),
            "shares": [names[ref] for ref in one.shares_with if ref in names],
        }

    flags = queries.flags_of(here.school, found.ref, day, roles=here.roles) if sealed else ()
    context = {
        "school_ref": here.school.ref,
        "found": found,
        "homes": [[row(one) for one in home] for home in house.homes],
        "elsewhere": [row(one) for one in house.elsewhere],
        "siblings": house.siblings,
        "form": form,
        "adding": isinstance(form, NewCarerForm),
        "flagging": isinstance(form, FlagForm),
        "changing": changing if changing in names else "",
        "whom": names.get(changing, ""),
        "sealed": sealed,
        "flags": [(one, Flag.KINDS[one.kind]) for one in flags],
    }
    status = 422 if form is not None and form.errors else 200
    return page(request, "people/family.html", context, status=status, here="classes")
