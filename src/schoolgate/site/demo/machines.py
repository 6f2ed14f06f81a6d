"""Robin Hill's machines: places, two networks, some thirty devices, and who had which address this week."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.estate import actions
from schoolgate.estate.models import Device, Place
from schoolgate.frame.actor import Actor
from schoolgate.people.access import today
from schoolgate.people.models import Group, School

ROOMS: Final = ("Office", "Hall", "Library", "Wrens’ room", "Robins’ room", "Owls’ room")
_TABLETS_EACH: Final = 8
_DAYS: Final = 5
# The kind, how its labels begin, the room, and how many.
_STAFF: Final = (("laptop", "RH-L", "Office", 4), ("printer", "RH-P", "Office", 1), ("board", "RH-B", "Hall", 1))


def make(school: School, actor: Actor) -> None:
    """Tablets are each class's where the school has classes, and stand in their rooms in any case. Once."""
    made = rooms(school, actor)
    if Device.objects.for_school(school).exists():
        return
    _networks(school, made, actor)
    classes = Group.objects.for_school(school).filter(kind=Group.Kind.CLASS)
    groups = {group.name: group for group in classes}
    for room in ROOMS[3:]:
        _tablets(school, made[room], groups, actor)
    _staff(school, made, actor)


def rooms(school: School, actor: Actor) -> dict[str, Place]:
    """The school's rooms by name, made the first time they are wanted."""
    known = {place.name: place for place in Place.objects.for_school(school).filter(kind=Place.Kind.ROOM)}
    if not known:
        site = actions.add_place(school, "site", school.name, actor=actor)
        known = {name: actions.add_place(school, "room", name, within=site, actor=actor) for name in ROOMS}
    return known


def _networks(school: School, rooms: dict[str, Place], actor: Actor) -> None:
    since = today(school).replace(month=1, day=1)
    for name, purpose, cidrs, vlan in (
        ("Pupil Wi-Fi", "pupil", ["10.4.0.0/22", "2001:db8:4::/64"], 40),
        ("Staff", "staff", ["10.8.0.0/24"], 80),
        ("Guests", "guest", ["192.168.50.0/24"], 50),
    ):
        network = actions.add_network(school, name, purpose, place=rooms["Office"], vlan=vlan, actor=actor)
        actions.set_ranges(network, cidrs, actor=actor, valid_from=since)


def _tablets(school: School, room: Place, groups: dict[str, Group], actor: Actor) -> None:
    number = ROOMS.index(room.name)
    group = next((one for name, one in groups.items() if name.rstrip("s") == room.name.partition("s’")[0]), None)
    for count in range(1, _TABLETS_EACH + 1):
        device = _device(school, "tablet", f"RH-T{number}{count:02d}", _mac(0x10, number, count), room, actor)
        if group is not None:
            actions.hold_device(device, group, actor=actor, valid_from=today(school) - timedelta(days=30))


def _staff(school: School, rooms: dict[str, Place], actor: Actor) -> None:
    for place, (kind, tag, room, many) in enumerate(_STAFF):
        for count in range(1, many + 1):
            _device(school, kind, f"{tag}{count:02d}", _mac(0x20, place, count), rooms[room], actor)


def _mac(kind: int, place: int, count: int) -> str:
    return f"02:00:5e:{kind:02x}:{place:02x}:{count:02x}"


def _device(school: School, kind: str, label: str, mac: str, room: Place, actor: Actor) -> Device:
    since = today(school) - timedelta(days=30)
    device = actions.add_device(school, kind, label=label, macs=[mac], since=since, actor=actor)
    actions.hold_device(device, room, actor=actor, valid_from=since)
    return device


def seen_lately(school: School, actor: Actor) -> None:
    """Who had which address on each of the last days, from a little before eight to a little after four, and a
    visitor's phone that is on no list."""
    macs = [_mac(0x10, number, count) for number in range(3, len(ROOMS)) for count in range(1, _TABLETS_EACH + 1)]
    macs += [_mac(0x20, place, count) for place, one in enumerate(_STAFF) for count in range(1, one[-1] + 1)]
    zone = ZoneInfo(school.time_zone)
    said = []
    for back in range(1, _DAYS + 1):
        day = today(school) - timedelta(days=back)
        for place, mac in enumerate([*macs, "02:00:5e:99:00:01"]):
            starts = datetime.combine(day, time(7, 50), tzinfo=zone) + timedelta(minutes=place)
            address = f"10.4.2.{10 + place}" if place < len(macs) else "192.168.50.7"
            said.append(actions.lease_said(address, mac, starts, starts + timedelta(hours=8, minutes=20)))
    actions.bind(school, said, source="dhcp", actor=actor)
