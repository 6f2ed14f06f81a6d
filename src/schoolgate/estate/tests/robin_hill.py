"""Robin Hill's machines, for tests: a few tablets, whose they are, and when they had which address."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from schoolgate.estate import actions
from schoolgate.estate.models import Device, DirectoryAccount
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.people import actions as people
from schoolgate.people.models import Group, Person, School

TUESDAY = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
SINCE = date(2026, 9, 1)
ADDRESS = "10.4.2.17"
MACS = tuple(f"02:00:5e:10:00:{n:02x}" for n in range(1, 9))


def class_of(school: School, name: str) -> Group:
    group = Group(school=school, kind=Group.Kind.CLASS, name=name, digest=name)
    group.save()
    return group


@dataclass
class RobinHill:
    """Two tablets that Wrens share, the office's laptop, a device of nobody's; and what happened when."""

    school: School
    wrens: Group = field(init=False)
    office: Person = field(init=False)
    tablets: list[Device] = field(init=False)
    laptop: Device = field(init=False)

    def __post_init__(self) -> None:
        self.wrens = class_of(self.school, "Wrens")
        self.office = people.add_person(self.school, "Priya Natarajan", actor=OPERATOR)
        self.tablets = [self.device("tablet", f"RH-T0{n}", MACS[n - 1], self.wrens) for n in (1, 2)]
        self.laptop = self.device("laptop", "RH-L01", MACS[2], self.office)

    def device(self, kind: str, label: str, mac: str, holder: Person | Group | None = None) -> Device:
        device = actions.add_device(self.school, kind, label=label, macs=[mac], since=SINCE, actor=OPERATOR)
        if holder is not None:
            actions.hold_device(device, holder, actor=OPERATOR, valid_from=SINCE)
        return device

    def lease(self, mac: str, begins: int, lasts: int | None, *, address: str = ADDRESS, **more: Any) -> actions.Bound:
        """From ``begins`` minutes after (or before) Tuesday at 10:42, for so many minutes."""
        starts = TUESDAY + timedelta(minutes=begins)
        ends = None if lasts is None else starts + timedelta(minutes=lasts)
        said = actions.lease_said(address, mac, starts, ends)
        return actions.bind(self.school, [said], actor=OPERATOR, **({"source": "dhcp"} | more))

    def account(self, address: str, holder: Person | Group) -> DirectoryAccount:
        kind = "class" if isinstance(holder, Group) else "person"
        account = actions.add_account(self.school, "google", address, kind, actor=OPERATOR)
        actions.hold_account(account, holder, actor=OPERATOR, valid_from=SINCE)
        return account

    def sign_in(self, mac: str, account: DirectoryAccount, begins: int, lasts: int | None) -> actions.Bound:
        starts = int(TUESDAY.timestamp()) + begins * 60
        said = actions.SignInSaid(mac, account, starts, None if lasts is None else starts + lasts * 60)
        return actions.bind(self.school, sign_ins=[said], source="agent", actor=OPERATOR)
