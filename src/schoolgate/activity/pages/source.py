"""One source: how it does, giving it a file, how often it should be heard, and what waits for its columns."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.activity import shapes
from schoolgate.activity.access import KEEPERS, READERS
from schoolgate.activity.actions import columns as column_actions
from schoolgate.activity.actions.following import end, expect
from schoolgate.activity.actions.giving import agree_and_take
from schoolgate.activity.forms_of_sources import GiveLog, Rhythm
from schoolgate.activity.models import Held, Source
from schoolgate.activity.pages.giving import told, way_words, words
from schoolgate.activity.queries import source as source_of
from schoolgate.activity.queries.following import SourceStanding, rejected, standing
from schoolgate.activity.transports.registry import TRANSPORTS
from schoolgate.feeds.activity.columns import COLUMNS, propose_columns
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.kernel.later import later
from schoolgate.people.access import Shows, Visit, at_school, visit

if TYPE_CHECKING:
    import asyncssh
else:
    asyncssh = later("asyncssh")


@at_school(*READERS, shows=Shows.MACHINERY)
def source(request: HttpRequest, school: str, source: str) -> HttpResponse:
    """POST, for those who look after sources, does what the button ``do`` says."""
    here = visit(request)
    row = source_of(here.school, source)
    keeps = bool(here.roles & set(KEEPERS))
    now = standing(row)
    do = request.POST.get("do", "") if keeps else ""
    give = GiveLog(request.POST if do == "give" else None, request.FILES if do == "give" else None)
    rhythm = Rhythm(
        request.POST if do == "expect" else None, initial={"every": now.every, "begins": now.begins, "ends": now.ends}
    )
    try:
        done = _done(request, here, row, do, give, rhythm)
    except SchoolgateError as refused:
        (give if do == "give" else rhythm).add_error(None, str(refused))
        done = None
    if done is not None:
        return done
    wrong = bool((do == "give" and give.errors) or (do == "expect" and rhythm.errors))
    context = {**_shown(row, now), "school_ref": school, "keeps": keeps, "give": give, "rhythm": rhythm, "do": do}
    return page(request, "activity/source.html", context, here="sources", status=422 if wrong else 200)


def _done(
    request: HttpRequest, here: Visit, row: Source, do: str, give: GiveLog, rhythm: Rhythm
) -> HttpResponse | None:
    if do == "give" and give.is_valid():
        return told.give(request, row, give.cleaned_data["file"], here)
    if do == "expect" and rhythm.is_valid():
        expect(row, **rhythm.cleaned_data, actor=here.actor)
        messages.success(request, _("Kept, and added to the record."))
        return redirect("activity.source", school=here.school.ref, source=row.ref)
    if do == "end":
        end(row, actor=here.actor)
        messages.success(request, _("Nothing more is taken from it. What came stays as long as it is kept."))
        return redirect("activity.sources", school=here.school.ref)
    return None


def _shown(row: Source, now: SourceStanding) -> dict[str, Any]:
    way = dict(row.way)
    transport = TRANSPORTS.get(row.transport) if row.transport in TRANSPORTS else None
    labels = {one.name: one.label for one in transport.asked if not one.secret} if transport else {}
    # Paths of the server are no concern of a page (decision 0077), and keys are shown by their public half.
    settings = [(labels[name], way[name]) for name in labels if way.get(name) and name not in ("path", "host_key")]
    return {
        "row": row,
        "now": now,
        "way": way_words(row.transport),
        "feed": ACTIVITY_FEEDS.get(row.feed).words if row.feed in ACTIVITY_FEEDS else row.feed,
        "settings": settings,
        "our_key": _public(str(way.get("private_key", ""))),
        "waiting": Held.objects.for_school(row.school).filter(source=row, state=Held.State.WAITING),
        "rejected": rejected(row),
        "followed": transport is not None and transport.followed,
    }


def _public(private: str) -> str:
    if not private:
        return ""
    return asyncssh.import_private_key(private).export_public_key().decode().strip()


@at_school(*KEEPERS, shows=Shows.MACHINERY)
def columns(request: HttpRequest, school: str, held: str) -> HttpResponse:
    """Which column is which, of a log that waits. Cells are shown by their shape: no child is on this page."""
    here = visit(request)
    row = column_actions.held(here.school, held)
    headings = [each for each in row.headings if each]
    proposal = propose_columns(_line(row.headings))
    old: dict[str, str] = row.source.options.get("mapping") or {}
    chosen = {**proposal.mapping, **{heading: key for heading, key in old.items() if heading in headings}}
    wrong = ""
    if request.method == "POST":
        if request.POST.get("do") == "drop":
            column_actions.drop(row, actor=here.actor)
            messages.success(request, _("It was not taken."))
            return redirect("activity.source", school=school, source=row.source.ref)
        chosen = {heading: request.POST.get(f"c{place}", "") for place, heading in enumerate(headings)}
        try:
            loaded = agree_and_take(row, chosen, actor=here.actor, month_first=request.POST.get("months") == "first")
        except SchoolgateError as refused:
            wrong = str(refused)
        else:
            fetched = _("From now on it is read so; what waits is taken in within a minute.")
            messages.success(request, words(loaded) if loaded.read else fetched)
            return redirect("activity.source", school=school, source=row.source.ref)
    context = {**_mapper(row, headings, old, chosen), "school_ref": school, "wrong": wrong}
    return page(request, "activity/columns.html", context, here="sources", status=422 if wrong else 200)


def _mapper(row: Held, headings: list[str], old: dict[str, str], chosen: dict[str, str]) -> dict[str, Any]:
    """What the page of a log's columns shows. Of a line that looks like what somebody did, only its shape is shown."""
    known = {*old, *propose_columns(_line(headings)).mapping}
    shown = shapes.headings(headings, known)
    return {
        "row": row,
        "waits": row.state == Held.State.WAITING,
        "gone": [heading for heading in old if heading not in headings],
        "headings": [
            (
                f"c{place}",
                shown[place],
                _cells(row, heading),
                chosen.get(heading, ""),
                bool(old) and heading not in old,
            )
            for place, heading in enumerate(headings)
        ],
        "columns": COLUMNS,
    }


def _cells(row: Held, heading: str) -> list[str]:
    place = list(row.headings).index(heading)
    return [cells[place] for cells in row.sample[:3] if place < len(cells) and cells[place]]


def _line(headings: Iterable[str]) -> bytes:
    return ",".join(_quoted(each) for each in headings).encode() + b"\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
