"""A class's and a shared device's hour: by the rules of a person's, without names, and without what adults did."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from schoolgate.activity.actions import add_source
from schoolgate.activity.tests.squid import OPERATOR, TUESDAY, give, line
from schoolgate.estate import actions as estate
from schoolgate.estate.models import Device
from schoolgate.kernel.errors import DeniedError, NotFoundError
from schoolgate.monitoring import actions
from schoolgate.monitoring.models import ActivityLook
from schoolgate.monitoring.queries.hours import Hour, hour
from schoolgate.monitoring.queries.whom import shared, whom_of
from schoolgate.monitoring.tests.conftest import REASON, Cast
from schoolgate.people.models import Group, Person

MAC, HERS = "02:00:5e:10:00:01", "02:00:5e:10:00:02"
ROBIN, RUTH = "robin.w@robinhill.example", "r.lark@robinhill.example"
SINCE = date(2026, 9, 1)


@pytest.fixture
def tablet(cast: Cast) -> Device:
    """A tablet of Wren class: Robin, their teacher and somebody unknown used it; and the teacher's own laptop."""
    for name, who in ((ROBIN, cast.robin), (RUTH, cast.teacher)):
        account = estate.add_account(cast.school, "google", name, "person", actor=OPERATOR)
        estate.hold_account(account, who, actor=OPERATOR, valid_from=SINCE)
    held: list[tuple[str, str, Group | Person, str]] = [
        ("RH-T01", MAC, cast.wrens, "10.4.2.17"),
        ("RH-L01", HERS, cast.teacher, "10.4.2.18"),
    ]
    said, made = [], []
    for label, mac, whose, address in held:
        added = estate.add_device(cast.school, "tablet", label=label, macs=[mac], since=SINCE, actor=OPERATOR)
        estate.hold_device(added, whose, actor=OPERATOR, valid_from=SINCE)
        said.append(estate.lease_said(address, mac, TUESDAY - timedelta(hours=3), TUESDAY + timedelta(hours=9)))
        made.append(added)
    estate.bind(cast.school, said, actor=OPERATOR, source="dhcp")
    source = add_source(cast.school, "The filter in the office", "squid", actor=OPERATOR)
    found = [
        line(0, "http://owls.example/barn"),
        line(60, "http://robins.example/", account=ROBIN),
        line(120, "http://holiday.example/", account=RUTH),
        line(180, "http://lark.example/", client="10.4.2.18", account=RUTH),
        line(7200, "http://late.example/"),
    ]
    give(source, found)
    device: Device = made[0]
    return device


def look(cast: Cast, about: str) -> str:
    return actions.look(
        cast.school,
        cast.dsl,
        report="pupil",
        why="alert",
        words=REASON,
        about=about,
        since=TUESDAY - timedelta(minutes=30),
        until=TUESDAY + timedelta(minutes=30),
        actor=cast.acts(cast.dsl),
    ).ref


def shown(cast: Cast, about: str) -> Hour:
    return hour(cast.school, look(cast, about), viewer=cast.dsl, now=timezone.now())


def test_it_works(cast: Cast, tablet: Device) -> None:
    """Robin is a known pupil with a number and no name; what their teacher did is counted and not shown."""
    cast.granted()
    for about, called, adults in ((tablet.ref, "RH-T01", 1), (cast.wrens.ref, "Wren class", 0)):
        found = shown(cast, about)
        assert [(row.host, row.pupil) for row in found.rows][:2] == [("owls.example", 0), ("robins.example", 1)]
        assert (found.called, len(found.rows), found.adults) == (called, 2, adults)


def test_it_takes_the_same_permission_and_reason_as_a_persons(cast: Cast, tablet: Device) -> None:
    with pytest.raises(DeniedError):
        look(cast, cast.wrens.ref)
    row = ActivityLook.objects.for_school(cast.school).get()
    assert (row.allowed, row.rule, row.about, row.subject) == (False, "no-grant", cast.wrens.ref, None)


def test_one_persons_device_is_looked_at_as_that_person(cast: Cast, tablet: Device) -> None:
    offered = [ref for _words, some in shared(cast.school) for ref, _called in some]
    assert offered == [cast.wrens.ref, tablet.ref]
    (hers,) = Device.objects.for_school(cast.school).exclude(ref=tablet.ref).values_list("ref", flat=True)
    with pytest.raises(NotFoundError):
        whom_of(cast.school, hers)


def test_the_page_offers_looks_and_names_nobody(cast: Cast, tablet: Device) -> None:
    client, ask = cast.client(cast.dsl), reverse("monitoring.ask", args=[cast.school.ref])
    assert "Everybody at a shared device" in client.get(ask).content.decode()
    cast.granted()
    day = {"on-day": "24", "on-month": "11", "on-year": "2026", "at": "10:00"}
    said = day | {"person": tablet.ref, "why": "alert", "words": REASON}
    text = client.post(ask, said, follow=True).content.decode()
    assert "RH-T01: 2 things in this hour." in text
    assert "One thing more was done by an adult" in text
    assert "known pupil 1" in text
    for hidden in ("Wagtail", "Lark", "holiday.example", "late.example"):
        assert hidden not in text


def test_the_chairs_yes_to_one_class_is_not_one_to_a_device(cast: Cast, tablet: Device) -> None:
    cast.granted(role="head")
    said: dict[str, Any] = {"report": "pupil", "why": "worry", "words": REASON}
    wanted: dict[str, Any] = {"actor": cast.acts(cast.head), "about": cast.wrens.ref}
    asked = actions.ask_second(cast.school, cast.head, **said, **wanted)
    assert actions.ask_second(cast.school, cast.head, **said, **wanted).ref == asked.ref
    page = cast.client(cast.chair).get(reverse("monitoring.seconds", args=[cast.school.ref])).content.decode()
    assert "asks to look at what was done in a class or on a shared device." in page
    actions.answer_second(cast.school, asked.ref, agreed=True, actor=cast.acts(cast.chair))
    when: dict[str, Any] = {"since": TUESDAY, "until": TUESDAY + timedelta(hours=1)}
    assert actions.look(cast.school, cast.head, **said, **wanted, **when).permission.second == asked.ref
    with pytest.raises(DeniedError):
        actions.look(cast.school, cast.head, **said, **(wanted | {"about": tablet.ref}), **when)
