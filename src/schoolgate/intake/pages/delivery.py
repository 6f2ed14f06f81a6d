"""One file: what it is, which column is which, what would change, and what was done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.intake import access, actions, queries
from schoolgate.intake.forms import WhatItIs
from schoolgate.intake.models import Delivery
from schoolgate.intake.pages import showing
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit


@at_school(*access.GIVERS, shows=Shows.MACHINERY)
def file(request: HttpRequest, school: str, file: str) -> HttpResponse:
    """What became of a file, and what is in it where that is machinery. Whoever may see more is sent inside."""
    here = visit(request)
    delivery = queries.delivery(here.school, file)
    if access.may_see(here.roles, here.actor, delivery) and not access.is_machinery(delivery, here.actor):
        if request.method == "POST":
            raise NotFoundError("That button", "is on another page.", "Open the file again.")
        return redirect("intake.inside", school=school, file=file)
    return _answer(request, here, delivery)


@at_school(*access.SEERS, shows=Shows.CHILDREN)
def inside(request: HttpRequest, school: str, file: str) -> HttpResponse:
    """The same with what is in it, for those whom the load names."""
    here = visit(request)
    delivery = queries.delivery(here.school, file)
    if not access.may_see(here.roles, here.actor, delivery):
        return redirect("intake.file", school=school, file=file)
    return _answer(request, here, delivery)


@at_school(*access.GIVERS, shows=Shows.MACHINERY)
def rejects(request: HttpRequest, school: str, file: str) -> HttpResponseBase:
    """The rows of a list of machinery that could not be used, as a file to put right and give again."""
    here = visit(request)
    delivery = queries.delivery(here.school, file)
    if not access.is_machinery(delivery, here.actor):
        return redirect("intake.rejects_inside", school=school, file=file)
    return _download(request, delivery)


@at_school(*access.SEERS, shows=Shows.CHILDREN)
def rejects_inside(request: HttpRequest, school: str, file: str) -> HttpResponseBase:  # noqa: ARG001
    return _download(request, queries.delivery(visit(request).school, file))


def _download(request: HttpRequest, delivery: Delivery) -> HttpResponseBase:
    here = visit(request)
    access.require_sight(here.roles, here.actor, delivery)
    answer = StreamingHttpResponse(queries.rejects_csv(delivery), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rows-not-used.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _answer(request: HttpRequest, here: Visit, delivery: Delivery) -> HttpResponse:
    """GET shows it; POST does what the button ``do`` says."""
    if request.method != "POST":
        return _show(request, here, delivery)
    do = request.POST.get("do", "")
    if do not in _DOINGS:
        raise NotFoundError("That button", "is none of this page.", "Go back, and choose again.")
    if delivery.feed:
        access.require_sight(here.roles, here.actor, delivery)
    elif delivery.given_by != here.actor.ref:
        raise DeniedError("this file", "nobody has said what it is.", "Ask whoever gave it.")
    try:
        words = _DOINGS[do](request, here, delivery)
    except BadInputError as error:
        return _show(request, here, queries.delivery(here.school, delivery.ref), wrong=str(error), status=409)
    if words:
        messages.success(request, words)
    return redirect("intake.file", school=here.school.ref, file=delivery.ref)


def _show(request: HttpRequest, here: Visit, delivery: Delivery, *, wrong: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"school_ref": here.school.ref, "wrong": wrong}
    context |= showing.summary(delivery, here)
    if context["sees"]:
        context |= showing.contents(delivery, request.GET, request.POST)
    if context["may_name"]:
        context["naming"] = WhatItIs(roles=here.roles, initial={"kind": f"{delivery.load}/{delivery.feed}"})
    return page(request, "intake/file.html", context, here="files", status=status)


def _name(request: HttpRequest, here: Visit, delivery: Delivery) -> str:
    form = WhatItIs(request.POST, roles=here.roles)
    if not form.is_valid():
        raise BadInputError("the file", "nobody has said what it is.", "Choose one of the kinds.")
    load, _slash, feed = form.cleaned_data["kind"].partition("/")
    actions.say_what_it_is(delivery, feed=feed, load=load, actor=here.actor)
    return ""


def _map(request: HttpRequest, here: Visit, delivery: Delivery) -> str:
    actions.save_mapping(delivery, showing.posted_mapping(delivery, request.POST), actor=here.actor)
    return _("Kept. A list with these headings is read like this from now on.")


def _apply(request: HttpRequest, here: Visit, delivery: Delivery) -> str:
    answered = request.POST.get("answer") == "yes"
    actions.apply(delivery, shown=request.POST.get("shown", ""), answered=answered, actor=here.actor)
    return _("Done, and added to the record.")


def _undo(_request: HttpRequest, here: Visit, delivery: Delivery) -> str:
    actions.undo(delivery, actor=here.actor)
    return _("Undone, and added to the record. What was known before is known again.")


def _aside(_request: HttpRequest, here: Visit, delivery: Delivery) -> str:
    actions.set_aside(delivery, actor=here.actor)
    return _("Set aside. Nothing of it was used.")


def _again(_request: HttpRequest, here: Visit, delivery: Delivery) -> str:
    actions.again(delivery, actor=here.actor)
    return ""


_DOINGS = {"name": _name, "map": _map, "apply": _apply, "undo": _undo, "aside": _aside, "again": _again}
