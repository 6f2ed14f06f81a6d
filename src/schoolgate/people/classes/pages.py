"""Classes and pupils: the school's classes, one of them, one pupil. Teachers see the children they teach."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.actions import looked_at
from schoolgate.people.circles import CLASSES, FAMILY_KEEPERS, ROLL
from schoolgate.people.classes import queries

_WHO = (
    "the head and senior leaders, the safeguarding team and the office; and teachers, of the children they teach. "
    "Never IT support, nor whoever looks after Schoolgate."
)


@at_school(*CLASSES, shows=Shows.CHILDREN)
@require_safe
@seen_by(_WHO)
def classes(request: HttpRequest, school: str) -> HttpResponse:
    """Every class with how many are in it; for teachers their own."""
    here = visit(request)
    day, whole = today(here.school), _sees_all(here)
    found = queries.classes(here.school, day, taught_by=None if whole else here.person)
    context = {
        "school_ref": school,
        "day": day,
        "classes": [one for one in found if one.kind == "class"],
        "groups": [one for one in found if one.kind != "class"],
        "pupils": queries.pupils_on_roll(here.school, day) if whole else 0,
        "years": queries.years(here.school, day) if whole else [],
        "whole": whole,
    }
    return page(request, "people/classes.html", context, here="classes")


@at_school(*CLASSES, shows=Shows.CHILDREN)
@seen_by(_WHO)
def class_list(request: HttpRequest, school: str, group: str) -> HttpResponse:
    """Who is in one class today."""
    here = visit(request)
    day = today(here.school)
    found = queries.class_list(here.school, group, day)
    if not (_sees_all(here) or queries.teaches(here.school, here.person, group, day)):
        raise NotFoundError("the class", "there is none here for you.", "Look at the list of classes.")
    return page(request, "people/class.html", {"school_ref": school, "day": day, "found": found}, here="classes")


@at_school(*CLASSES, shows=Shows.CHILDREN)
@seen_by(_WHO)
def pupil(request: HttpRequest, school: str, pupil: str) -> HttpResponse:
    """One pupil: names, classes now and before; for those who see every child also day of birth and numbers."""
    here = visit(request)
    day, whole = today(here.school), _sees_all(here)
    found = queries.pupil(here.school, pupil, day)
    taught = any(queries.teaches(here.school, here.person, spell.group, day) for spell in found.now)
    if not (whole or taught):
        raise NotFoundError("the pupil", "there is none here for you.", "Look at the list of their class.")
    looked_at(here.school, found.ref, actor=here.actor)
    context = {"school_ref": school, "day": day, "found": found, "whole": whole}
    context["keeps_families"] = bool(found.on_roll and here.roles & set(FAMILY_KEEPERS))
    return page(request, "people/pupil.html", context, here="classes")


def _sees_all(here: Visit) -> bool:
    return bool(here.roles & set(ROLL))
