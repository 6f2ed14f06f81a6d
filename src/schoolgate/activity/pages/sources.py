"""The sources of web activity: how each does, and adding one. Machinery only: no child, no site and no search."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.activity.access import KEEPERS, READERS
from schoolgate.activity.actions.following import set_up
from schoolgate.activity.forms_of_sources import AddSource
from schoolgate.activity.pages.giving import told, way_words
from schoolgate.activity.queries.following import standings
from schoolgate.activity.transports.contract import Transport
from schoolgate.activity.transports.registry import TRANSPORTS
from schoolgate.frame.pages import page
from schoolgate.intake.streams.remote import fingerprint, key_of, new_key
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.people.access import Shows, Visit, at_school, visit


@at_school(*READERS, shows=Shows.MACHINERY)
def sources(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    found = standings(here.school)
    context = {
        "school_ref": school,
        "rows": [(one, way_words(one.row.transport)) for one in found],
        "look": [one for one in found if one.state in ("waiting", "quiet", "trouble")],
        "keeps": bool(here.roles & set(KEEPERS)),
    }
    return page(request, "activity/sources.html", context, here="sources")


@at_school(*KEEPERS, shows=Shows.MACHINERY)
def add(request: HttpRequest, school: str) -> HttpResponse:
    """How does it come?"""
    ways = [way for way in TRANSPORTS if way.by_page]
    order = {"syslog": 0, "upload": 1, "sftp": 2, "machine": 3}
    context = {"school_ref": school, "ways": sorted(ways, key=lambda way: order.get(way.key, 9))}
    return page(request, "activity/add_source.html", context, here="sources")


@at_school(*KEEPERS, shows=Shows.MACHINERY)
def add_by(request: HttpRequest, school: str, way: str) -> HttpResponse:
    """What that way asks; for another computer, its key is fetched first, and a person compares it."""
    here = visit(request)
    if way not in TRANSPORTS or not TRANSPORTS.get(way).by_page:
        raise Http404
    transport = TRANSPORTS.get(way)
    form = AddSource(request.POST or None, request.FILES or None, way=transport)
    key = ""
    if request.method == "POST" and form.is_valid():
        try:
            key = _other_key(request, transport, form.cleaned_data)
            if not key or request.POST.get("same") == "yes":
                return _set_up(request, here, transport, form, key)
        except SchoolgateError as refused:
            form.add_error(None, str(refused))
            key = ""
    context = {
        "school_ref": school,
        "way": transport,
        "form": form,
        "fields": [form[name] for name in form.fields],
        "key": key,
        "fingerprint": fingerprint(key) if key else "",
    }
    return page(request, "activity/add_by.html", context, here="sources", status=422 if form.errors else 200)


def _other_key(request: HttpRequest, way: Transport, given: dict[str, Any]) -> str:
    """The key of the computer that is fetched from: as it was shown to the person who said that it is the same."""
    if way.key != "sftp":
        return ""
    shown = request.POST.get("host_key", "")
    if shown and request.POST.get("same") == "yes":
        return shown
    port = str(given["port"] or "22")
    if not port.isdecimal():
        raise BadInputError("Port", f"{port!r} is no number.", "It is 22 on most computers.")
    return key_of(given["host"], int(port))


def _set_up(request: HttpRequest, here: Visit, way: Transport, form: AddSource, key: str) -> HttpResponse:
    given = {name: str(value) for name, value in form.cleaned_data.items() if name != "file"}
    if way.key == "sftp":
        given["host_key"] = key
        if not given["password"]:
            given["private_key"] = new_key(f"schoolgate {here.school.ref}")[0]
    file = form.cleaned_data.get("file")
    feed = given["feed"] or told.kind(file)
    row = set_up(here.school, given["name"], feed, way.key, given, actor=here.actor)
    if file is not None:
        return told.give(request, row, file, here)
    messages.success(request, _("It is set up. What comes of it is shown here."))
    return redirect("activity.source", school=here.school.ref, source=row.ref)
