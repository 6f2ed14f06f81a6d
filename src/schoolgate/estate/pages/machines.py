"""The devices: all of them, one of them over time, adding one. Machinery, and no child's name."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.estate import actions, queries
from schoolgate.estate.access import TECHNICIANS
from schoolgate.estate.forms import DeviceForm, HolderForm
from schoolgate.estate.models import SOURCES, Device, Lease, Place
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.models import Group

_MOST = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A device as the list shows it, in words."""

    ref: str
    called: str
    kind: str
    where: str
    shared: str


@dataclass(frozen=True, slots=True)
class Had:
    """An address that a device had."""

    address: str
    starts: datetime
    ends: datetime | None
    source: str


@at_school(*TECHNICIANS, shows=Shows.MACHINERY)
def machines(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    known = queries.devices(here.school, on=day_at(here.school))
    names = group_names(here)
    rows = [Row(one.ref, called(one), _kind(one.kind), one.place, _shared(one, names)) for one in known]
    strangers = [row for row, one in zip(rows, known, strict=True) if one.kind == Device.Kind.UNKNOWN]
    listed = [row for row, one in zip(rows, known, strict=True) if one.kind != Device.Kind.UNKNOWN]
    context = {"school_ref": school, "devices": listed, "strangers": strangers}
    return page(request, "estate/machines.html", context, here="machines")


@at_school(*TECHNICIANS, shows=Shows.MACHINERY)
def add(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    form = DeviceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        macs = [given["mac"]] if given["mac"] else []
        try:
            device = actions.add_device(
                here.school, given["kind"], label=given["label"], serial=given["serial"], macs=macs, actor=here.actor
            )
        except BadInputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Added to the list of devices."))
            return redirect("estate.device", school=school, device=device.ref)
    context = {"school_ref": school, "form": form}
    return page(request, "estate/add_device.html", context, status=422 if form.errors else 200, here="machines")


@at_school(*TECHNICIANS, shows=Shows.MACHINERY)
def device(request: HttpRequest, school: str, device: str) -> HttpResponse:
    """One device: what it is, where and whose, and which addresses it had. POST changes who shares it and where."""
    here = visit(request)
    row = _find(here, device)
    (known,) = queries.devices(here.school, on=day_at(here.school), ref=row.ref)
    names, places = group_names(here), Place.objects.for_school(here.school).filter(ended_on=None).order_by("name")
    choices = {
        "groups": sorted(names.items(), key=lambda pair: pair[1]),
        "places": [(one.ref, one.name) for one in places],
    }
    now = {"group": known.holder if known.group else "", "place": known.place_ref}
    form = HolderForm(request.POST or None, initial=now, **choices)
    if request.method == "POST" and "end" in request.POST:
        actions.end_device(row, actor=here.actor)
        messages.success(request, _("It is on the list no more. What it did stays known."))
        return redirect("estate.machines", school=school)
    if request.method == "POST" and form.is_valid():
        _hold(here, row, form.cleaned_data, now)
        messages.success(request, _("Kept."))
        return redirect("estate.device", school=school, device=row.ref)
    context = {
        "school_ref": school,
        "device": known,
        "called": called(known),
        "kind": _kind(known.kind),
        "shared": _shared(known, names),
        "ended": row.ended_on,
        "had": _had(here, row),
        "most": _MOST,
        "form": form,
    }
    return page(request, "estate/device.html", context, here="machines")


def called(one: queries.DeviceKnown) -> str:
    """What a device goes by on a page: its tag, else its serial number, else its hardware address."""
    return one.label or one.serial or next(iter(one.macs), _("A device without a tag"))


def group_names(here: Visit) -> dict[str, str]:
    rows = Group.objects.for_school(here.school).filter(kind=Group.Kind.CLASS)
    return {row.ref: row.name for row in rows}


def _kind(kind: str) -> str:
    return str(Device.Kind(kind).label)


def _shared(one: queries.DeviceKnown, names: dict[str, str]) -> str:
    if one.group:
        return names.get(one.holder, "")
    return _("One person") if one.holder else ""


def _find(here: Visit, ref: str) -> Device:
    row: Device | None = Device.objects.for_school(here.school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the device", "there is none such at this school.", "Look at the list.")
    return row


def _hold(here: Visit, row: Device, given: dict[str, str], now: dict[str, str]) -> None:
    day = day_at(here.school)
    for field, model, part in (("group", Group, "used-by"), ("place", Place, "kept-in")):
        if given[field] == now[field]:
            continue
        if given[field]:
            holder = model.objects.for_school(here.school).get(ref=given[field])
            actions.hold_device(row, holder, actor=here.actor, valid_from=day)
        else:
            actions.let_go(row, part, actor=here.actor, valid_to=day)


def _had(here: Visit, row: Device) -> list[Had]:
    rows = Lease.objects.for_school(here.school).filter(device=row, superseded_by=None).select_related("batch")
    latest = rows.order_by("-starts", "-pk")[:_MOST]
    return [
        Had(
            one.address,
            datetime.fromtimestamp(one.starts, UTC),
            datetime.fromtimestamp(one.ends, UTC) if one.ends is not None else None,
            SOURCES.get(one.batch.source, one.batch.source),
        )
        for one in latest
    ]
