"""Places and networks: what there is, and adding and ending one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.estate import actions
from schoolgate.estate.access import TECHNICIANS
from schoolgate.estate.forms import NetworkForm, PlaceForm
from schoolgate.estate.models import AddressRange, Network, Place
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at


@dataclass(frozen=True, slots=True)
class PlaceRow:
    ref: str
    name: str
    kind: str
    depth: int


@dataclass(frozen=True, slots=True)
class NetworkRow:
    ref: str
    name: str
    purpose: str
    vlan: int | None
    ranges: tuple[str, ...]


@at_school(*TECHNICIANS, shows=Shows.MACHINERY)
def places(request: HttpRequest, school: str) -> HttpResponse:
    """POST adds a place (``add=place``) or a network (``add=network``), or ends one (``end=REF``)."""
    here = visit(request)
    rows = list(Place.objects.for_school(here.school).filter(ended_on=None).select_related("within"))
    tree = list(_tree(rows, None, 0))
    choices = [(row.ref, row.name) for row in tree]
    adding = request.POST.get("add", "")
    place = PlaceForm(request.POST if adding == "place" else None, places=choices, prefix="place")
    network = NetworkForm(request.POST if adding == "network" else None, prefix="network")
    if request.method == "POST" and _done(request, here, place, network):
        return redirect("estate.places", school=school)
    context = {
        "school_ref": school,
        "places": tree,
        "networks": _networks(here),
        "place_form": place,
        "network_form": network,
        "wrong": network if adding == "network" else place,
    }
    status = 422 if place.errors or network.errors else 200
    return page(request, "estate/places.html", context, status=status, here="places")


def _done(request: HttpRequest, here: Visit, place: PlaceForm, network: NetworkForm) -> bool:
    try:
        if place.is_bound and place.is_valid():
            given = place.cleaned_data
            within = Place.objects.for_school(here.school).filter(ref=given["within"]).first()
            actions.add_place(here.school, given["kind"], given["name"], within=within, actor=here.actor)
        elif network.is_bound and network.is_valid():
            _add_network(here, network.cleaned_data)
        elif "end" in request.POST:
            _end(here, request.POST["end"])
        else:
            return False
    except BadInputError as error:
        if "end" in request.POST:
            messages.error(request, str(error))
            return True
        (network if network.is_bound else place).add_error(None, str(error))
        return False
    messages.success(request, _("Kept."))
    return True


def _add_network(here: Visit, given: dict[str, Any]) -> None:
    with transaction.atomic():  # a network whose addresses are refused is not added either
        row = actions.add_network(here.school, given["name"], given["purpose"], vlan=given["vlan"], actor=here.actor)
        ranges = given["ranges"].replace(",", " ").split()
        actions.set_ranges(row, ranges, actor=here.actor, valid_from=day_at(here.school))


def _end(here: Visit, ref: str) -> None:
    place = Place.objects.for_school(here.school).filter(ref=ref, ended_on=None).first()
    network = Network.objects.for_school(here.school).filter(ref=ref, ended_on=None).first()
    if place is not None:
        actions.end_place(place, actor=here.actor)
    elif network is not None:
        actions.end_network(network, actor=here.actor)
    else:
        raise BadInputError("what you chose", "it is not there any more.", "Look at the list again.")


def _tree(rows: list[Place], within: int | None, depth: int) -> Any:
    for row in sorted((row for row in rows if row.within_id == within), key=lambda row: row.name.casefold()):
        yield PlaceRow(row.ref, row.name, str(Place.Kind(row.kind).label), depth)
        yield from _tree(rows, row.pk, depth + 1)


def _networks(here: Visit) -> list[NetworkRow]:
    ranges: dict[int, list[str]] = {}
    held = AddressRange.objects.for_school(here.school).as_of(day_at(here.school)).order_by("first")
    for network, cidr in held.values_list("network_id", "cidr"):
        ranges.setdefault(network, []).append(cidr)
    rows = Network.objects.for_school(here.school).filter(ended_on=None).order_by("name")
    return [
        NetworkRow(row.ref, row.name, str(Network.Purpose(row.purpose).label), row.vlan, tuple(ranges.get(row.pk, ())))
        for row in rows
    ]
