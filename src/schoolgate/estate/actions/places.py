"""Adding places and networks, giving networks their ranges of addresses, and ending them."""

from datetime import date
from itertools import pairwise

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from schoolgate.estate import addresses, kinds
from schoolgate.estate.actions.saying import check_days, plain, record
from schoolgate.estate.models import AddressRange, Network, Place
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import today
from schoolgate.people.models import School

_DEEPEST = 4
_MOST_VLAN = 4094  # IEEE 802.1Q: 0 and 4095 are kept back


def add_place(school: School, kind: str, name: str, *, actor: Actor, within: Place | None = None) -> Place:
    """Add a site, a building or a room. Raises ``BadInputError`` for one that is there already under that name, or that
    would lie within a smaller one.
    """
    named = plain(name, "the place")
    if kind not in Place.Kind.values:
        raise BadInputError("the place", f"there is no kind {kind!r}.", f"Known: {', '.join(Place.Kind.values)}.")
    order = list(Place.Kind.values)
    if within is not None and order.index(within.kind) > order.index(kind):
        raise BadInputError(named, f"a {kind} is not within a {within.kind}.", "Choose a larger place.")
    with transaction.atomic():
        hold(school)
        twin = Place.objects.for_school(school).filter(kind=kind, name__iexact=named, within=within, ended_on=None)
        if twin.exists():
            raise BadInputError(named, "there is such a place already.", "Use that one, or give this another name.")
        place = Place(school=school, kind=kind, name=named, within=within)
        place.save()
        ref = within.ref if within else None
        record(school, kinds.PLACE_ADDED, place.ref, actor, kind=kind, within=ref)
    return place


def add_network(
    school: School, name: str, purpose: str, *, actor: Actor, place: Place | None = None, vlan: int | None = None
) -> Network:
    """Add a network; give it its addresses with ``set_ranges``."""
    named = plain(name, "the network")
    if purpose not in Network.Purpose.values:
        known = ", ".join(Network.Purpose.values)
        raise BadInputError(named, f"there is no purpose {purpose!r}.", f"Known: {known}.")
    if vlan is not None and not 1 <= vlan <= _MOST_VLAN:
        raise BadInputError(named, f"{vlan} is not the number of a VLAN.", f"Give one from 1 to {_MOST_VLAN}.")
    with transaction.atomic():
        hold(school)
        if Network.objects.for_school(school).filter(name__iexact=named, ended_on=None).exists():
            raise BadInputError(named, "there is such a network already.", "Use that one, or give this another name.")
        network = Network(school=school, name=named, purpose=purpose, place=place, vlan=vlan)
        network.save()
        ref = place.ref if place else None
        record(school, kinds.NETWORK_ADDED, network.ref, actor, purpose=purpose, place=ref, vlan=vlan)
    return network


def set_ranges(
    network: Network, ranges: list[str], *, actor: Actor, valid_from: date, valid_to: date | None = None
) -> list[AddressRange]:
    """Say that the network has these ranges over those days. Raises ``BadInputError`` for one that overlaps another of
    the school's on any of them: an address is in one network at a time.
    """
    school, nets = network.school, sorted((addresses.network(text) for text in ranges), key=addresses.ends_of)
    check_days(network.name, valid_from, valid_to)
    for one, other in pairwise(nets):
        if addresses.ends_of(other)[0] <= addresses.ends_of(one)[1]:
            raise BadInputError(f"the range {other}", f"it overlaps {one}.", "Give each address once.")
    with transaction.atomic():
        hold(school)
        for net in nets:
            _refuse_overlap(network, net, valid_from, valid_to)
        rows = [_put_range(network, net, valid_from, valid_to) for net in nets]
        for row in rows:
            days = {"valid_from": valid_from, "valid_to": valid_to}
            record(school, kinds.RANGE_SET, network.ref, actor, cidr=row.cidr, **days)
    return rows


def end_range(network: Network, cidr: str, *, actor: Actor, valid_to: date) -> None:
    """Say that from ``valid_to`` on the network has the range no more."""
    net = addresses.network(cidr)
    with transaction.atomic():
        hold(network.school)
        rows = AddressRange.objects.for_school(network.school).known().overlapping(valid_to, None)
        if not rows.filter(network=network, cidr=str(net)).exists():
            raise BadInputError(f"the range {net}", f"the network does not have it on {valid_to}.", "Check the day.")
        key = {"cidr": str(net)}
        withdraw(AddressRange, network.school, key, valid_from=valid_to, valid_to=None, at=timezone.now())
        record(network.school, kinds.RANGE_ENDED, network.ref, actor, cidr=str(net), valid_to=valid_to)


def end_place(place: Place, *, actor: Actor, on: date | None = None) -> None:
    """The place is no more from ``on``. Raises ``BadInputError`` while another lies within it."""
    with transaction.atomic():
        hold(place.school)
        if Place.objects.for_school(place.school).filter(within=place, ended_on=None).exists():
            raise BadInputError(place.name, "other places lie within it.", "End those first.")
        _end(place, actor, on)


def end_network(network: Network, *, actor: Actor, on: date | None = None) -> None:
    """The network is no more from ``on``, and neither are its ranges."""
    day = on or today(network.school)
    with transaction.atomic():
        hold(network.school)
        rows = AddressRange.objects.for_school(network.school).known().overlapping(day, None).filter(network=network)
        for cidr in sorted(rows.values_list("cidr", flat=True)):
            key = {"cidr": cidr}
            withdraw(AddressRange, network.school, key, valid_from=day, valid_to=None, at=timezone.now())
        _end(network, actor, day)


def _end(thing: Place | Network, actor: Actor, on: date | None) -> None:
    thing.ended_on = on or today(thing.school)
    thing.save()
    record(thing.school, kinds.ENDED, thing.ref, actor, valid_to=thing.ended_on)


def _put_range(network: Network, net: addresses.Net, valid_from: date, valid_to: date | None) -> AddressRange:
    first, last = addresses.ends_of(net)
    row = AddressRange(school=network.school, network=network, cidr=str(net), first=first, last=last)
    row.valid_from, row.valid_to, row.recorded_at = valid_from, valid_to, timezone.now()
    return put(row)


def _refuse_overlap(network: Network, net: addresses.Net, valid_from: date, valid_to: date | None) -> None:
    first, last = addresses.ends_of(net)
    rows = AddressRange.objects.for_school(network.school).known().overlapping(valid_from, valid_to)
    same = Q(cidr=str(net), network=network)
    found = rows.filter(first__lte=last, last__gte=first).exclude(same).select_related("network").first()
    if found is not None:
        cause = f"it overlaps {found.cidr} of {found.network.name}."
        raise BadInputError(f"the range {net}", cause, "Give each address to one network, or end the other first.")
