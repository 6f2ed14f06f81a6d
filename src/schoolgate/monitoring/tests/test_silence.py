"""A sudden silence: what is seen all through its lessons and then is not, while others are; told once, and grouped."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from schoolgate.activity.actions import add_source
from schoolgate.activity.models import Source
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.tests.squid import OPERATOR, give, line
from schoolgate.estate import actions as estate
from schoolgate.monitoring import actions
from schoolgate.monitoring.due_silence import notice_sudden_silence
from schoolgate.monitoring.models import Alert
from schoolgate.monitoring.queries.silence import in_lesson
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.monitoring.watching_clock import look_by_clock
from schoolgate.people.access import today
from schoolgate.people.models import Group

SINCE = date(2026, 9, 1)
# Tuesday 24 November at ten: the log of squid.py begins there. Weeks before are seconds before.
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ELEVEN = TEN + timedelta(hours=1)
SCHOOL_DAYS = [-n for n in (1, 4, 5, 6, 7, 8)]  # without the weekend
DAY = 86_400
TABLETS = {"10.4.2.1": "RH-T01", "10.4.2.2": "RH-T02", "10.4.2.3": "RH-T03", "10.4.2.4": "RH-T04"}
LONG = range(0, 7200, 120)  # from ten until noon


@pytest.fixture
def source(cast: Cast) -> Source:
    """Four tablets, the first of Wren class, each with its address for weeks."""
    begins = datetime(2026, 11, 1, 8, tzinfo=UTC)
    for number, (address, label) in enumerate(TABLETS.items()):
        mac = f"02:00:5e:10:00:0{number}"
        device = estate.add_device(cast.school, "tablet", label=label, macs=[mac], since=SINCE, actor=OPERATOR)
        group = cast.wrens if not number else _class(cast, label)
        estate.hold_device(device, group, actor=OPERATOR, valid_from=SINCE)
        said = [estate.lease_said(address, mac, begins, TEN + timedelta(days=8))]
        estate.bind(cast.school, said, actor=OPERATOR, source="dhcp")
    return add_source(cast.school, "The filter in the office", "squid", actor=OPERATOR)


def _class(cast: Cast, label: str) -> Group:
    row = Group(school=cast.school, kind=Group.Kind.CLASS, name=f"Class of {label}", digest=label)
    row.save()
    return row


def lesson(day: int, address: str, seconds: Iterable[int] = LONG) -> list[str]:
    """One tablet's lines on a day before (negative) or today."""
    return [line(day * DAY + second, client=address) for second in seconds]


def weeks(addresses: Iterable[str] = TABLETS) -> list[str]:
    return sorted(one for day in SCHOOL_DAYS for address in addresses for one in lesson(day, address))


def until(minutes: int) -> range:
    return range(0, minutes * 60, 120)


def today_of(**stops: int) -> list[str]:
    """Today until eleven, but for tablets (``t1``) that stop after so many minutes."""
    return sorted(
        one
        for number, address in enumerate(TABLETS, 1)
        for one in lesson(0, address, until(stops.get(f"t{number}", 60)))
    )


def alerts(cast: Cast) -> list[Alert]:
    return list(Alert.objects.for_school(cast.school).filter(rule="sudden-silence").order_by("pk"))


def test_a_tablet_that_stops_in_the_middle_of_a_lesson_is_noticed_once(cast: Cast, source: Source) -> None:
    give(source, [*weeks(), *today_of(t1=30)])
    assert look_by_clock(cast.school, ELEVEN) == 1
    (row,) = alerts(cast)
    assert (row.category, row.groups, row.severity, row.person) == ("silent-class", cast.wrens.ref, "low", "")
    assert "seen until 10:28, then not for 30 minutes" in row.because
    assert "It is not told of where" in row.because  # what would have prevented it
    assert look_by_clock(cast.school, ELEVEN) == 0
    assert alerts(cast)[0].count == 1


def test_it_is_told_again_only_after_it_was_heard_again(cast: Cast, source: Source) -> None:
    give(source, [*weeks(), *today_of(t1=20)])
    assert look_by_clock(cast.school, ELEVEN) == 1
    later = [one for a in [*TABLETS][1:] for one in lesson(0, a, range(3600, 7200, 120))]
    give(source, sorted([*lesson(0, "10.4.2.1", range(3600, 4600, 120)), *later]))
    look_by_clock(cast.school, TEN + timedelta(minutes=118))
    (row,) = alerts(cast)
    assert row.count == 2


def test_nothing_is_said_where_it_was_as_quiet_before(cast: Cast, source: Source) -> None:
    """Tablets that are put away at half past ten every day are quiet at eleven as ever."""
    others = weeks([*TABLETS][1:])
    habit = [one for day in SCHOOL_DAYS for one in lesson(day, "10.4.2.1", until(30))]
    give(source, sorted([*others, *habit, *today_of(t1=30)]))
    assert look_by_clock(cast.school, ELEVEN) == 0


def test_a_dead_source_and_an_empty_school_are_no_sudden_silence(cast: Cast, source: Source) -> None:
    give(source, [*weeks(), *today_of(t1=20, t2=20, t3=20, t4=20)])
    assert look_by_clock(cast.school, ELEVEN) == 0


def test_a_source_that_is_late_is_waited_for(cast: Cast, source: Source) -> None:
    """What only the late one shows is not silent: its log has not come in yet."""
    second = add_source(cast.school, "The filter in the hall", "squid", actor=OPERATOR)
    give(second, weeks(["10.4.2.1"]) + lesson(0, "10.4.2.1", until(20)))
    give(source, sorted([*weeks([*TABLETS][1:]), *(one for a in [*TABLETS][1:] for one in lesson(0, a, until(60)))]))
    assert look_by_clock(cast.school, ELEVEN) == 0


def test_a_class_that_is_out_is_explained(cast: Cast, source: Source) -> None:
    give(source, [*weeks(), *today_of(t1=30)])
    actions.note_silence(
        cast.school, f"class:{cast.wrens.ref}", "absent", today(cast.school), actor=cast.acts(cast.dsl)
    )
    assert look_by_clock(cast.school, ELEVEN) == 0


def test_one_that_joined_the_network_since_is_graver(cast: Cast, source: Source) -> None:
    said = [estate.lease_said("10.4.2.99", "02:00:5e:10:00:00", TEN + timedelta(minutes=40), ELEVEN)]
    estate.bind(cast.school, said, actor=OPERATOR, source="dhcp")
    give(source, [*weeks(), *today_of(t1=30)])
    look_by_clock(cast.school, ELEVEN)
    (row,) = alerts(cast)
    assert (row.severity, "round the web filter" in row.because) == ("medium", True)


def test_one_device_of_a_class_that_goes_on_is_told_by_its_own(cast: Cast, source: Source) -> None:
    mac = "02:00:5e:10:00:09"
    device = estate.add_device(cast.school, "tablet", label="RH-T09", macs=[mac], since=SINCE, actor=OPERATOR)
    estate.hold_device(device, cast.wrens, actor=OPERATOR, valid_from=SINCE)
    said = [estate.lease_said("10.4.2.9", mac, datetime(2026, 11, 1, 8, tzinfo=UTC), TEN + timedelta(days=8))]
    estate.bind(cast.school, said, actor=OPERATOR, source="dhcp")
    give(source, sorted([*weeks([*TABLETS, "10.4.2.9"]), *today_of(), *lesson(0, "10.4.2.9", until(30))]))
    assert look_by_clock(cast.school, ELEVEN) == 1
    (row,) = alerts(cast)
    assert (row.category, row.device) == ("silent-device", Pseudonyms.of(cast.school).of_ref(device.ref))
    assert (row.shared, row.person) == (True, "")


def test_the_clock_looks_in_lessons_only(cast: Cast, source: Source) -> None:
    give(source, [*weeks(), *today_of(t1=30)])
    assert not in_lesson(cast.school, TEN + timedelta(hours=2, minutes=30))
    assert not in_lesson(cast.school, ELEVEN + timedelta(days=4))  # Saturday
    assert notice_sudden_silence(TEN + timedelta(hours=2, minutes=30)) == 0
    assert notice_sudden_silence(ELEVEN) == 1
