"""The block lists: what each is, from where, how many names, from which day, and what is wrong with it."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.filtering import actions, queries
from schoolgate.filtering.access import LIST_DECIDERS, LIST_KEEPERS, READERS
from schoolgate.filtering.forms_of_lists import ChooseList, FollowKnown, GiveCopy, GiveList
from schoolgate.filtering.models import ChosenList
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import DeniedError, NotFoundError, SchoolgateError
from schoolgate.people.access import Shows, Visit, at_school, visit


@at_school(*READERS, shows=Shows.MACHINERY)
def lists(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    known = queries.chosen_lists(here.school)
    file = queries.file_of_lists(here.school)
    form = FollowKnown(request.POST or None, initial={"followed": file.known, "left_out": "\n".join(file.left_out)})
    if request.method == "POST" and form.is_valid():
        _may(here, LIST_DECIDERS)
        try:
            actions.follow_known(here.school, **form.cleaned_data, actor=here.actor)
        except SchoolgateError as refused:
            form.add_error("left_out", f"{refused}")
        else:
            _soon(here)
            messages.success(request, _("Noted. It holds once the lists were put in service again."))
            return redirect("filtering.lists", school=school)
    context = {
        "school_ref": school,
        "lists": known,
        "wrong": [each for each in known if each.trouble or each.age == "late"],
        "waiting": [each for each in known if each.age == "unknown"],
        "slots": queries.slots(here.school),
        "file": file,
        "form": form,
        "keeps": bool(here.roles & set(LIST_KEEPERS)),
        "decides": bool(here.roles & set(LIST_DECIDERS)),
    }
    return page(request, "filtering/lists.html", context, status=422 if form.errors else 200, here="lists")


@at_school(*LIST_KEEPERS, shows=Shows.MACHINERY)
def choose(request: HttpRequest, school: str) -> HttpResponse:
    """A list that is fetched from an address."""
    here = visit(request)
    form = ChooseList(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_list(here.school, actions.NewList(**form.cleaned_data), actor=here.actor)
        except SchoolgateError as refused:
            form.add_error(None, f"{refused}")
        else:
            messages.success(request, _("Chosen. It is fetched within a minute or two."))
            return redirect("filtering.lists", school=school)
    return _form(request, "filtering/choose_list.html", form, here)


@at_school(*LIST_KEEPERS, shows=Shows.MACHINERY)
def give(request: HttpRequest, school: str) -> HttpResponse:
    """A list of which the school gives copies by hand."""
    here = visit(request)
    form = GiveList(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        file = given.pop("file")
        try:
            with _came(file) as (path, digest):
                actions.give_list(here.school, actions.NewList(**given), path, digest, actor=here.actor)
        except SchoolgateError as refused:
            form.add_error(None, f"{refused}")
        else:
            messages.success(request, _("Taken. It is put in service within a minute or two, if it is fit."))
            return redirect("filtering.lists", school=school)
    return _form(request, "filtering/give_list.html", form, here)


@at_school(*READERS, shows=Shows.MACHINERY)
def one_list(request: HttpRequest, school: str, chosen: str) -> HttpResponse:
    """One list and how its fetches went; ``do``: ``fetch``, ``accept``, ``end``, or a new copy."""
    here = visit(request)
    known = queries.chosen_list(here.school, chosen)
    if known is None:
        raise NotFoundError("the list", "this school has chosen none such.", "Look at the lists again.")
    form = GiveCopy(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            done = _do(request, here, form, actions.find_list(here.school, chosen))
        except SchoolgateError as refused:
            if isinstance(refused, DeniedError):
                raise
            form.add_error(None, f"{refused}")
            done = None
        if done:
            return done
    context = {
        "school_ref": school,
        "list": known,
        "fetches": queries.fetches(here.school, chosen),
        "form": form,
        "keeps": bool(here.roles & set(LIST_KEEPERS)),
        "decides": bool(here.roles & set(LIST_DECIDERS)),
    }
    return page(request, "filtering/list.html", context, status=422 if form.errors else 200, here="lists")


def _do(request: HttpRequest, here: Visit, form: GiveCopy, row: ChosenList) -> HttpResponse | None:
    do, back = request.POST.get("do", ""), redirect("filtering.list", school=here.school.ref, chosen=row.ref)
    if do in ("accept", "end"):
        _may(here, LIST_DECIDERS)
    else:
        _may(here, LIST_KEEPERS)
    if do == "accept":
        served = actions.accept_shorter(row, actor=here.actor)
        fine = row.key not in served.refused
        messages.success(request, _("The shorter list is in service.") if fine else _("It is still not fit."))
    elif do == "end":
        actions.end_list(row, actor=here.actor)
        _soon(here)
        messages.success(request, _("It is taken off. What was known of it is kept."))
        return redirect("filtering.lists", school=here.school.ref)
    elif do == "fetch":
        actions.fetch_soon(row, actor=here.actor)
        messages.success(request, _("It is fetched within a minute or two."))
    elif form.is_valid():
        with _came(form.cleaned_data["file"]) as (path, digest):
            actions.give_copy(row, path, digest, actor=here.actor)
        messages.success(request, _("Taken. It is put in service within a minute or two, if it is fit."))
    else:
        return None
    return back


@contextmanager
def _came(file: "UploadedFile[Any]") -> Iterator[tuple[Path, str]]:
    """The file as it came and its SHA-256, on the disk: a list may be larger than memory should hold."""
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "came"
        with path.open("wb") as out:
            for piece in file.chunks():
                digest.update(piece)
                out.write(piece)
        yield path, digest.hexdigest()


def _soon(here: Visit) -> None:
    """Have the lists put in service again by the clock."""
    for row in ChosenList.objects.for_school(here.school).filter(ended_on=None)[:1]:
        actions.fetch_soon(row, actor=here.actor)


def _may(here: Visit, roles: tuple[str, ...]) -> None:
    if not here.roles & set(roles):
        cause = "taking one off or accepting a shorter one is not yours to do."
        raise DeniedError("The lists", cause, "Ask the head or the safeguarding lead.")


def _form(request: HttpRequest, template: str, form: Any, here: Visit) -> HttpResponse:
    context = {"school_ref": here.school.ref, "form": form}
    return page(request, template, context, status=422 if form.errors else 200, here="lists")
