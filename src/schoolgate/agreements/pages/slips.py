"""Paper slips: printed for a class, given back as a scan or photos, and looked at one by one where in doubt."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.agreements import actions
from schoolgate.agreements.access import SLIP_READERS
from schoolgate.agreements.models import SlipScan, SlipSeen
from schoolgate.agreements.pages.slip_forms import GivenForm, PrintForm, WhoseForm, doubt_words, look_form
from schoolgate.agreements.queries import slips as queries
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.models import Person
from schoolgate.people.queries import person

_PARTS: Final = ("name_picture", "picture")
_SEEN_BY: Final = "the head and the office. Never IT support."


@at_school(*SLIP_READERS, shows=Shows.CHILDREN)
@seen_by(_SEEN_BY)
def overview(request: HttpRequest, school: str) -> HttpResponse:
    """Print slips, give back what was scanned (POST), and see how far each scan is."""
    here = visit(request)
    day = today(here.school)
    posted = request.method == "POST"
    giving = GivenForm(request.POST, request.FILES) if posted else GivenForm(initial={"on": day})
    if posted and giving.is_valid():
        scans = _give(request, here, giving)
        if scans:
            only = scans[0].ref if len(scans) == 1 else ""
            if only:
                return redirect("agreements.slips_scan", school=school, scan=only)
            return redirect("agreements.slips", school=school)
    context = {
        "school_ref": school,
        "giving": giving,
        "printing": PrintForm(here.school, day),
        "scans": queries.scans(here.school),
        "errors": giving,
    }
    return page(request, "agreements/slips.html", context, status=422 if giving.errors else 200, here="slips")


@at_school(*SLIP_READERS, shows=Shows.CHILDREN)
def take(request: HttpRequest, school: str) -> HttpResponse:
    """POST prints the slips of a class, or of all, as a PDF to keep or print."""
    here = visit(request)
    form = PrintForm(here.school, today(here.school), request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return redirect("agreements.slips", school=school)
    try:
        made = actions.print_slips(here.school, form.cleaned_data["group"], actor=here.actor)
    except SchoolgateError as error:
        messages.error(request, f"{error.thing}: {error.cause} {error.next_step}")
        return redirect("agreements.slips", school=school)
    answer = HttpResponse(made.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="slips.pdf"'
    return answer


@at_school(*SLIP_READERS, shows=Shows.CHILDREN)
@seen_by(_SEEN_BY)
def scan(request: HttpRequest, school: str, scan: str) -> HttpResponse:
    """How a scan was read, and the next slip to look at. POST with ``do``: say, whose, aside, undo, note or again."""
    here = visit(request)
    row = queries.scan_of(here.school, scan)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    slip = _slip(request, row, do)
    form, whose = look_form(slip, request.POST if do == "say" else None), _whose(here, request, do)
    wrong: forms.BaseForm = whose if do == "whose" else form
    if do and (do not in {"say", "whose"} or wrong.is_valid()):
        try:
            told = _do(here, row, slip, do, form, whose)
        except BadInputError as refused:
            if do not in {"say", "whose"}:
                messages.error(request, f"{refused.cause} {refused.next_step}".capitalize())
                return redirect("agreements.slips_scan", school=school, scan=scan)
            wrong.add_error(None, f"{refused.thing}: {refused.cause} {refused.next_step}".capitalize())
        else:
            if told:
                messages.success(request, told)
            return redirect("agreements.slips_scan", school=school, scan=scan)
    looked = queries.looked(slip) if slip else None
    context = {
        "school_ref": school,
        "scan": queries.scan_state(row),
        "looked": looked,
        "doubts": [doubt_words(one) for one in looked.doubts] if looked else [],
        "form": form if looked and looked.lines else None,
        "whose": whose,
        "errors": wrong,
    }
    return page(request, "agreements/slips_scan.html", context, status=422 if wrong.errors else 200, here="slips")


@at_school(*SLIP_READERS, shows=Shows.CHILDREN)
def picture(request: HttpRequest, school: str, scan: str, slip: str) -> HttpResponse:  # noqa: ARG001
    """A part of a slip as it was scanned (``part``), opened from where it lies locked."""
    row = queries.seen_of(queries.scan_of(visit(request).school, scan), slip)
    part = request.GET.get("part", "picture")
    file = getattr(row, part) if part in _PARTS else None
    if not file:
        raise Http404
    with file.storage.open(str(file.name)) as opened:
        return HttpResponse(opened.read(), content_type="image/jpeg")


def _give(request: HttpRequest, here: Visit, form: GivenForm) -> list[SlipScan]:
    found = []
    for file in form.cleaned_data["given"]:
        try:
            row, new = actions.give_scan(
                here.school, file.name or "", file.read(), actor=here.actor, on=form.cleaned_data["on"]
            )
        except BadInputError as refused:
            form.add_error("given", f"{refused.thing}: {refused.cause} {refused.next_step}")
            continue
        if new:
            actions.read_soon.enqueue(row.ref)
        else:
            messages.info(request, _("%(name)s was given before.") % {"name": file.name})
        found.append(row)
    return [] if form.errors else found


def _slip(request: HttpRequest, row: SlipScan, do: str) -> SlipSeen | None:
    """The slip that was looked at, or the next to look at."""
    if do in {"say", "whose", "aside"}:
        return queries.seen_of(row, request.POST.get("slip", ""))
    return queries.next_to_look(row)


def _whose(here: Visit, request: HttpRequest, do: str) -> WhoseForm:
    return WhoseForm(here.school, today(here.school), request.POST if do == "whose" else None)


def _do(here: Visit, row: SlipScan, slip: SlipSeen | None, do: str, form: Any, whose: WhoseForm) -> str:
    if do == "note":
        return _("Noted: %(n)d.") % {"n": actions.note_decided(row, actor=here.actor)}
    if do == "undo":
        return _("Taken back.") if actions.undo_last(row, actor=here.actor) else _("There is nothing to take back.")
    if do == "again":
        actions.read_soon.enqueue(row.ref)
        return _("It is being read. Look again in a minute.")
    if slip is None:
        return ""
    if do == "aside":
        actions.set_aside(slip, actor=here.actor)
    elif do == "whose":
        child: Person | None = person(here.school, said) if (said := whose.cleaned_data["child"]) else None
        actions.identify(slip, code=whose.cleaned_data["number"], child=child, actor=here.actor)
    elif do == "say":
        said_all = form.cleaned_data
        agreed = [said_all[line] for line in said_all if line.startswith("agreement-")]
        places = [said_all[line] for line in said_all if line.startswith("place-")]
        actions.decide(slip, agreed, places, signed=said_all["signed"] == "yes", actor=here.actor)
    return ""
