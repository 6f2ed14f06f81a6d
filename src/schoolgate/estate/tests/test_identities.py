"""Places, networks, devices, accounts, and what each may use: what is refused, and what a day says."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from schoolgate.estate import actions
from schoolgate.estate.models import AddressRange, Device, DeviceHolder, DeviceMac, DirectoryAccount
from schoolgate.estate.queries import entitled
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.estate.tests.robin_hill import MACS, SINCE, RobinHill, class_of
from schoolgate.frame.scoped import UnscopedError
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions as people
from schoolgate.people.models import Group, Membership, School

DAY = date(2026, 11, 24)
AGREED = ("agreement", "agr_aaaaaaaaaaaaaaaa")


@pytest.fixture
def hill(school: School) -> RobinHill:
    return RobinHill(school)


def test_a_place_lies_within_a_larger_one_and_is_there_once(school: School) -> None:
    site = actions.add_place(school, "site", "Robin Hill", actor=OPERATOR)
    room = actions.add_place(school, "room", "  Wrens’   room ", within=site, actor=OPERATOR)
    assert room.name == "Wrens’ room"
    with pytest.raises(BadInputError, match="there is such a place"):
        actions.add_place(school, "room", "wrens’ room", within=site, actor=OPERATOR)
    with pytest.raises(BadInputError, match="not within"):
        actions.add_place(school, "building", "Annexe", within=room, actor=OPERATOR)
    with pytest.raises(BadInputError, match="other places lie within"):
        actions.end_place(site, actor=OPERATOR)


@pytest.mark.parametrize("range_", ["10.4.2.0/24", "10.0.0.0/8", "10.4.3.255/32", "10.4.0.0/22"])
def test_a_range_that_overlaps_anothers_is_refused_by_name(school: School, range_: str) -> None:
    pupil = actions.add_network(school, "Pupil Wi-Fi", "pupil", actor=OPERATOR)
    staff = actions.add_network(school, "Staff", "staff", actor=OPERATOR)
    actions.set_ranges(pupil, ["10.4.0.0/22"], actor=OPERATOR, valid_from=SINCE)
    with pytest.raises(BadInputError, match=r"it overlaps 10\.4\.0\.0/22 of Pupil Wi-Fi"):
        actions.set_ranges(staff, ["192.0.2.0/24", range_], actor=OPERATOR, valid_from=SINCE)
    assert AddressRange.objects.for_school(school).count() == 1
    actions.end_range(pupil, "10.4.0.0/22", actor=OPERATOR, valid_to=DAY)
    assert len(actions.set_ranges(staff, [range_], actor=OPERATOR, valid_from=DAY)) == 1


def test_ranges_given_together_may_not_overlap_and_must_begin_at_their_beginning(school: School) -> None:
    pupil = actions.add_network(school, "Pupil Wi-Fi", "pupil", actor=OPERATOR)
    for wrong, said in (
        (["10.4.0.0/16", "10.4.2.0/24"], "overlaps"),
        (["10.4.2.17/24"], "in the middle"),
        (["x"], "not"),
    ):
        with pytest.raises(BadInputError, match=said):
            actions.set_ranges(pupil, wrong, actor=OPERATOR, valid_from=SINCE)


def test_a_hardware_address_is_one_devices(hill: RobinHill) -> None:
    with pytest.raises(BadInputError, match="the device RH-T01 has it"):
        actions.add_device(hill.school, "laptop", label="RH-L09", macs=["0200.5e10.0001"], actor=OPERATOR)
    assert not Device.objects.for_school(hill.school).filter(label="RH-L09").exists()
    actions.end_device(hill.tablets[0], actor=OPERATOR, on=DAY)
    moved = actions.add_device(hill.school, "laptop", label="RH-L09", macs=[MACS[0]], since=DAY, actor=OPERATOR)
    rows = DeviceMac.objects.for_school(hill.school).known().filter(mac=MACS[0]).order_by("valid_from")
    assert [row.device_id for row in rows] == [hill.tablets[0].pk, moved.pk]


def test_a_tag_is_one_devices_until_that_is_ended(hill: RobinHill) -> None:
    with pytest.raises(BadInputError, match="another device of the school has it"):
        actions.add_device(hill.school, "tablet", label="RH-T01", actor=OPERATOR)
    with pytest.raises(BadInputError, match="nothing tells it from others"):
        actions.add_device(hill.school, "tablet", actor=OPERATOR)
    with pytest.raises(BadInputError, match="another device"):
        actions.change_device(hill.laptop, label="RH-T01", actor=OPERATOR)
    actions.end_device(hill.tablets[0], actor=OPERATOR)
    assert actions.change_device(hill.laptop, label="RH-T01", actor=OPERATOR).label == "RH-T01"


def test_a_device_is_in_one_place_and_with_one_holder_at_a_time(hill: RobinHill) -> None:
    office = actions.add_place(hill.school, "room", "Office", actor=OPERATOR)
    hall = actions.add_place(hill.school, "room", "Hall", actor=OPERATOR)
    for place, since in ((office, SINCE), (hall, DAY)):
        actions.hold_device(hill.laptop, place, actor=OPERATOR, valid_from=since)
    rows = DeviceHolder.objects.for_school(hill.school).as_of(DAY, None).filter(device=hill.laptop, part="kept-in")
    assert rows.get().place_id == hall.pk
    actions.let_go(hill.laptop, "kept-in", actor=OPERATOR, valid_to=DAY + timedelta(days=1))
    assert (
        not DeviceHolder.objects.for_school(hill.school).as_of(DAY + timedelta(days=1)).filter(part="kept-in").exists()
    )


def test_nothing_is_bound_to_another_schools_thing(hill: RobinHill, other: School) -> None:
    theirs = class_of(other, "Larks")
    with pytest.raises(UnscopedError):
        actions.hold_device(hill.laptop, theirs, actor=OPERATOR, valid_from=SINCE)
    account = actions.add_account(hill.school, "google", "larks@robinhill.example", "class", actor=OPERATOR)
    with pytest.raises(UnscopedError):
        actions.hold_account(account, theirs, actor=OPERATOR, valid_from=SINCE)


def test_an_accounts_address_is_locked_and_found_however_it_is_spelt(hill: RobinHill) -> None:
    account = actions.add_account(hill.school, "google", "Ms.Ali@RobinHill.example ", "person", actor=OPERATOR)
    with pytest.raises(BadInputError, match="on the list already"):
        actions.add_account(hill.school, "google", "ms.ali@robinhill.example", "person", actor=OPERATOR)
    assert actions.add_account(hill.school, "microsoft", "ms.ali@robinhill.example", "person", actor=OPERATOR)
    assert "ali" not in account.digest
    assert DirectoryAccount.objects.for_school(hill.school).get(pk=account.pk).address == "ms.ali@robinhill.example"


def test_a_class_shares_a_classes_account_and_no_other(hill: RobinHill) -> None:
    shared = actions.add_account(hill.school, "google", "wrens@robinhill.example", "class", actor=OPERATOR)
    own = actions.add_account(hill.school, "google", "office@robinhill.example", "person", actor=OPERATOR)
    with pytest.raises(BadInputError, match="a class shares it"):
        actions.hold_account(shared, hill.office, actor=OPERATOR, valid_from=SINCE)
    with pytest.raises(BadInputError, match="not shared by a class"):
        actions.hold_account(own, hill.wrens, actor=OPERATOR, valid_from=SINCE)


def test_nobody_is_entitled_by_silence(hill: RobinHill) -> None:
    told = entitled(hill.school, hill.office, "internet", DAY)
    assert (told.allowed, told.level, told.because) == (False, "none", "Nobody has decided it for them.")


def test_what_was_decided_for_a_person_holds_over_what_was_for_their_group(hill: RobinHill) -> None:
    _join(hill)
    actions.entitle(hill.wrens, "internet", "infant", decided=AGREED, actor=OPERATOR, valid_from=SINCE)
    told = entitled(hill.school, hill.office, "internet", DAY)
    assert (told.allowed, told.level, told.subject) == (True, "infant", hill.wrens.ref)
    actions.entitle(hill.office, "internet", "none", decided=AGREED, actor=OPERATOR, valid_from=DAY)
    refused = entitled(hill.school, hill.office, "internet", DAY)
    assert (refused.allowed, refused.level, refused.subject) == (False, "none", hill.office.ref)
    assert entitled(hill.school, hill.office, "internet", DAY - timedelta(days=1)).allowed


def test_of_two_groups_the_lesser_holds(hill: RobinHill) -> None:
    _join(hill)
    choir = class_of(hill.school, "Choir")
    _member(hill, choir)
    for group, level in ((hill.wrens, "junior"), (choir, "guest")):
        actions.entitle(group, "internet", level, decided=AGREED, actor=OPERATOR, valid_from=SINCE)
    assert entitled(hill.school, hill.office, "internet", DAY).level == "guest"


def test_it_ends_by_its_day_or_by_another_decision_and_was_known_as_it_was(hill: RobinHill) -> None:
    last = DAY + timedelta(days=7)
    actions.entitle(hill.office, "email", "inside", decided=AGREED, actor=OPERATOR, valid_from=DAY, valid_to=last)
    assert not entitled(hill.school, hill.office, "email", last).allowed
    before = timezone.now()
    actions.end_entitlement(hill.office, "email", decided=AGREED, actor=OPERATOR, valid_to=DAY + timedelta(days=1))
    assert not entitled(hill.school, hill.office, "email", DAY + timedelta(days=2)).allowed
    assert entitled(hill.school, hill.office, "email", DAY + timedelta(days=2), before).allowed
    with pytest.raises(BadInputError, match="there is none"):
        actions.end_entitlement(hill.office, "email", decided=AGREED, actor=OPERATOR, valid_to=last)


@pytest.mark.parametrize(
    ("what", "level", "decided"), [("tea", "yes", AGREED), ("email", "junior", AGREED), ("email", "inside", ("", ""))]
)
def test_what_is_unknown_or_decided_by_nothing_is_refused(
    hill: RobinHill, what: str, level: str, decided: tuple[str, str]
) -> None:
    with pytest.raises(BadInputError):
        actions.entitle(hill.office, what, level, decided=decided, actor=OPERATOR, valid_from=DAY)


def _join(hill: RobinHill) -> None:
    _member(hill, hill.wrens)
    assert people.add_person(hill.school, "Somebody Else", actor=OPERATOR)


def _member(hill: RobinHill, group: Group) -> None:
    row = Membership(school=hill.school, person=hill.office, group=group, capacity="staff", valid_from=SINCE)
    row.recorded_at = timezone.now()
    row.save()
