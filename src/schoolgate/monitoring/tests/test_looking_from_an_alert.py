"""From an alert to the hour around it: the form is filled in, and a head who leads safeguarding looks as that."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from schoolgate.activity.noticing import Hit
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.evidence.queries import job
from schoolgate.evidence.tests.a_school import ACTOR, LONG_AGO
from schoolgate.frame.bitemporal import put
from schoolgate.monitoring.actions.alerting import keep_alerts
from schoolgate.monitoring.actions.deciding import decide
from schoolgate.monitoring.actions.seconding import answer_second
from schoolgate.monitoring.models import ActivityLook, Alert
from schoolgate.monitoring.queries.checking import check
from schoolgate.monitoring.queries.hours import hour
from schoolgate.monitoring.queries.looked import seconds
from schoolgate.monitoring.tests.conftest import REASON, Cast
from schoolgate.people import actions as people
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Membership


@pytest.fixture
def both(cast: Cast) -> Cast:
    """A small school: its head is safeguarding lead as well, with permission to look at pupils and alerts."""
    people.give_role(cast.head, "dsl", actor=ACTOR, valid_from=LONG_AGO)
    cast.granted("pupil")
    cast.granted("alerts")
    return cast


def noticed(cast: Cast, *, person: str = "", **more: Any) -> Alert:
    at = timezone.now() - timedelta(hours=1)
    said: dict[str, Any] = {"device": "atablet", "groups": (cast.wrens.ref,), "shared": not person} | more
    who = Pseudonyms.of(cast.school).of_ref(person)
    hit = Hit(rule="suicide.wish", severity="high", first_at=at, last_at=at, row_ids=(1,), person=who, **said)
    (ref,) = keep_alerts(cast.school, [hit])
    row: Alert = Alert.objects.for_school(cast.school).get(ref=ref)
    return row


def ask(cast: Cast, alert: str, at: datetime, **more: str) -> ActivityLook:
    """The head asks for the hour of Robin around a moment; the look as it was entered, allowed or not."""
    local = at.astimezone(ZoneInfo(cast.school.time_zone))
    day = {"on-day": str(local.day), "on-month": str(local.month), "on-year": str(local.year)}
    said = {"person": cast.robin.ref, "at": f"{local:%H:%M}", "why": "alert", "words": REASON, "alert": alert}
    cast.client(cast.head).post(reverse("monitoring.ask", args=[cast.school.ref]), said | day | more)
    row: ActivityLook = ActivityLook.objects.for_school(cast.school).filter(report="pupil").latest("pk")
    return row


def test_it_works(both: Cast) -> None:
    alert = noticed(both, person=both.robin.ref)
    made = ask(both, alert.ref, alert.last_at)
    assert (made.allowed, made.alert, made.second) == (True, alert.ref, "")


def test_a_child_of_the_class_of_a_shared_log_in_may_be_the_one(both: Cast) -> None:
    alert = noticed(both)
    assert ask(both, alert.ref, alert.last_at).alert == alert.ref


def test_no_alert_serves_for_browsing(both: Cast) -> None:
    """Without one, with one of another time, of another child, of another class, or that there is not: the chair."""
    own = noticed(both, person=both.robin.ref)
    others = noticed(both, person=both.teacher.ref).ref
    elsewhere = noticed(both, groups=(), device="another").ref
    day_before = own.last_at - timedelta(days=1)
    for ref, at in (("", own.last_at), (own.ref, day_before), (others, own.last_at), (elsewhere, own.last_at),
                    ("alt_none", own.last_at)):  # fmt: skip
        made = ask(both, ref, at)
        assert (made.allowed, made.rule, made.alert) == (False, "needs-chair", "")


def test_the_card_leads_to_the_form_filled_in_and_to_the_name_only_once_it_was_asked_for(both: Cast) -> None:
    alert, client = noticed(both, person=both.robin.ref), both.client(both.head)
    check, form = (reverse(name, args=[both.school.ref]) for name in ("monitoring.check", "monitoring.ask"))
    assert both.robin.ref not in client.get(check).content.decode()
    text = client.post(check, {"name": alert.ref, "words": REASON}).content.decode()
    assert "The log-in of Robin Wagtail" in text
    said = {"person": both.robin.ref, "at": alert.last_at.isoformat(timespec="minutes"), "why": "alert"}
    address = f"{form}?{urlencode(said | {'alert': alert.ref})}"
    assert address.replace("&", "&amp;") in text
    filled = client.get(address).content.decode()
    assert f'value="{alert.ref}"' in filled
    assert f'value="{both.robin.ref}" selected' in filled


def test_of_a_shared_log_in_the_card_asks_who_it_was(both: Cast) -> None:
    alert = noticed(both)
    text = both.client(both.head).get(reverse("monitoring.check", args=[both.school.ref])).content.decode()
    assert "You know which child it was" in text
    assert f"alert={alert.ref}" in text


def test_the_teacher_of_its_class_is_asked_and_the_list_says_whom_it_waits_for(cast: Cast) -> None:
    """The list is made anywhere, not only where a page has said which school it is of."""
    teaches = Membership(school=cast.school, person=cast.teacher, group=cast.wrens, capacity="staff")
    teaches.valid_from, teaches.recorded_at = LONG_AGO, timezone.now()
    put(teaches)
    lead = Visit(cast.school, cast.dsl, roles_of(cast.dsl, today(cast.school)), cast.acts(cast.dsl))
    decide(lead, noticed(cast).ref, "ask")
    found = check(lead, timezone.now())
    assert not found.cards
    asked = "Ruth Lark (Wren class: the only one who works with it)"
    assert [line.partition(", asked")[0] for line in found.waiting] == [asked]


def test_the_minutes_around_a_colleagues_alert_need_the_headteacher_as_well(cast: Cast) -> None:
    """No look at a colleague rests on one person, whether it starts from their name or from an alert of theirs."""
    cast.granted("alerts")
    alert, client = noticed(cast, person=cast.teacher.ref), cast.client(cast.dsl)
    address = reverse("monitoring.check", args=[cast.school.ref])
    for asked in ("around", "name"):
        refused = client.post(address, {asked: alert.ref, "words": REASON})
        assert refused.status_code == 403
        assert "the headteacher must agree to it first" in refused.content.decode()
        assert "Ruth Lark" not in refused.content.decode()
    assert "Ask the headteacher" in refused.content.decode()
    client.post(address, {"second": alert.ref, "words": REASON})
    (waits,), _ = seconds(cast.school, viewer=cast.head)
    assert waits.adult
    answer_second(cast.school, waits.ref, agreed=True, actor=cast.acts(cast.head))
    assert client.post(address, {"around": alert.ref, "words": REASON}).status_code == 200


def test_the_minutes_around_the_heads_own_alert_need_the_chair(cast: Cast) -> None:
    cast.granted("alerts")
    alert = noticed(cast, person=cast.head.ref)
    said = {"around": alert.ref, "words": REASON}
    text = cast.client(cast.dsl).post(reverse("monitoring.check", args=[cast.school.ref]), said).content.decode()
    assert "Ask the chair of governors" in text


def test_a_look_from_an_alert_is_told_to_whoever_asks_who_looked_and_opens_no_hour(cast: Cast) -> None:
    cast.granted("alerts")
    alert, client = noticed(cast, person=cast.robin.ref), cast.client(cast.dsl)
    client.post(reverse("monitoring.check", args=[cast.school.ref]), {"around": alert.ref, "words": REASON})
    made = ActivityLook.objects.for_school(cast.school).get(subject=cast.robin, allowed=True)
    assert hour(cast.school, made.ref, viewer=cast.dsl, now=timezone.now()).rows == ()


def test_the_reason_is_filled_in_from_the_alert_for_those_who_read_alerts(both: Cast) -> None:
    alert = noticed(both, category="suicide", words="how to die")
    address = f"{reverse('monitoring.ask', args=[both.school.ref])}?why=alert&alert={alert.ref}"
    page = both.client(both.head).get(address).content.decode()
    assert "A search about death." in page
    assert "how to die" not in page


def test_a_teacher_who_is_asked_on_a_friday_answers_on_monday(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    teaches = Membership(school=cast.school, person=cast.teacher, group=cast.wrens, capacity="staff")
    teaches.valid_from, teaches.recorded_at = LONG_AGO, timezone.now()
    put(teaches)
    friday = datetime(2026, 11, 20, 15, 45, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr(timezone, "now", lambda: friday)
    lead = Visit(cast.school, cast.dsl, frozenset({"dsl"}), cast.acts(cast.dsl))
    made = decide(lead, noticed(cast).ref, "ask")
    assert f"{job(cast.school, made.job, on=friday.date()).due:%A}" == "Monday"
