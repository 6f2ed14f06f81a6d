"""A person's hour: what a look shows, from the real log, to whoever made it and for an hour only."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from schoolgate.activity.actions import add_source
from schoolgate.activity.engines.contract import PartUnreadableError
from schoolgate.activity.models import Part, Source
from schoolgate.activity.queries import parts
from schoolgate.activity.tests.squid import OPERATOR, TUESDAY, give, line
from schoolgate.estate import actions as estate
from schoolgate.kernel.errors import DeniedError, NotFoundError
from schoolgate.monitoring import actions
from schoolgate.monitoring.models import ActivityLook
from schoolgate.monitoring.queries.hours import OPEN, hour
from schoolgate.monitoring.queries.whom import behind, subject_of
from schoolgate.monitoring.tests.conftest import REASON, Cast

ROBIN = "robin.w@robinhill.example"


@pytest.fixture
def source(cast: Cast) -> Source:
    """Squid's log of a Tuesday: Robin searched twice, and somebody unknown opened a page."""
    account = estate.add_account(cast.school, "google", ROBIN, "person", actor=OPERATOR)
    estate.hold_account(account, cast.robin, actor=OPERATOR, valid_from=date(2026, 9, 1))
    source = add_source(cast.school, "The filter in the office", "squid", actor=OPERATOR)
    found = [
        line(0, "http://owls.example/barn", account=ROBIN),
        line(60, "http://www.google.co.uk/search?q=how+owls+sleep", account=ROBIN),
        line(120, "http://other.example/", client="10.4.2.99"),
        line(7200, "http://late.example/", account=ROBIN),
    ]
    give(source, found)
    return source


def look(cast: Cast) -> str:
    return actions.look(
        cast.school,
        cast.dsl,
        report="pupil",
        why="alert",
        words=REASON,
        subject=cast.robin,
        since=TUESDAY - timedelta(minutes=30),
        until=TUESDAY + timedelta(minutes=30),
        actor=cast.acts(cast.dsl),
    ).ref


def test_it_shows_that_persons_hour_and_nothing_else(cast: Cast, source: Source) -> None:
    cast.granted()
    found = hour(cast.school, look(cast), viewer=cast.dsl, now=timezone.now())
    assert [row.host for row in found.rows] == ["owls.example", "www.google.co.uk"]
    assert "owls" in found.rows[1].terms or found.rows[1].terms == ""  # where the feed knows the words, they are clear
    assert not found.missing


def test_it_is_shown_to_nobody_else_and_not_tomorrow(cast: Cast, source: Source) -> None:
    cast.granted()
    ref = look(cast)
    with pytest.raises(NotFoundError):
        hour(cast.school, ref, viewer=cast.head, now=timezone.now())
    with pytest.raises(DeniedError):
        hour(cast.school, ref, viewer=cast.dsl, now=timezone.now() + OPEN + timedelta(minutes=1))
    ActivityLook.objects.for_school(cast.school).update(allowed=False)
    with pytest.raises(NotFoundError):
        hour(cast.school, ref, viewer=cast.dsl, now=timezone.now())


def test_a_damaged_part_is_told_and_one_that_cannot_be_read_is_no_empty_hour(cast: Cast, source: Source) -> None:
    cast.granted()
    ref = look(cast)
    for part in parts(cast.school):
        part.path.write_bytes(b"no Parquet")
    with pytest.raises(PartUnreadableError):
        hour(cast.school, ref, viewer=cast.dsl, now=timezone.now())
    Part.objects.for_school(cast.school).update(state=Part.State.DAMAGED)
    found = hour(cast.school, ref, viewer=cast.dsl, now=timezone.now())
    assert (found.rows, len(found.missing) > 0) == ((), True)


def test_who_is_behind_a_pseudonym_is_known_for_deciding(cast: Cast, source: Source) -> None:
    from_log = behind(cast.school, "not-one")
    assert from_log is None
    assert subject_of(cast.school, cast.robin.ref) == (cast.robin, "pupil")
    assert subject_of(cast.school, cast.teacher.ref)[1] == "adult"


def test_the_page_asks_refuses_looks_and_shows(cast: Cast, source: Source) -> None:
    client, ask = cast.client(cast.dsl), reverse("monitoring.ask", args=[cast.school.ref])
    said = {
        "person": cast.robin.ref,
        "on-day": "24",
        "on-month": "11",
        "on-year": "2026",
        "at": "10:00",
        "why": "alert",
        "words": REASON,
    }
    assert client.get(ask).status_code == 200
    refused = client.post(ask, said)
    assert refused.status_code == 403
    assert "Nobody has given you permission" in refused.content.decode()
    loud = client.post(ask, said | {"emergency": "1"}, follow=True).content.decode()
    assert "This is an emergency look." in loud
    cast.granted()
    shown = client.post(ask, said, follow=True).content.decode()
    assert "Robin Wagtail: 2 things in this hour." in shown
    assert "This is an emergency look." not in shown
    assert "other.example" not in shown
    assert "late.example" not in shown


def test_those_who_see_no_child_read_who_looked_and_no_name(cast: Cast, source: Source) -> None:
    cast.granted()
    made = actions.look(
        cast.school,
        cast.dsl,
        report="pupil",
        why="worry",
        words="Robin's mother rang about Robin Wagtail.",
        subject=cast.robin,
        since=TUESDAY,
        until=TUESDAY + timedelta(hours=1),
        actor=cast.acts(cast.dsl),
    )
    for page in (
        reverse("monitoring.looks", args=[cast.school.ref]),
        reverse("monitoring.looked", args=[cast.school.ref, made.ref]),
    ):
        for reader in (cast.dpo, cast.chair):
            told = cast.client(reader).get(page).content.decode()
            assert "Priya Nair" in told
            assert "Pupil 1" in told
            assert "Wagtail" not in told
            assert "[name]" in told
    about = cast.client(cast.dpo).get(reverse("monitoring.about", args=[cast.school.ref])).content.decode()
    assert "fewer than five" in about
    assert "Nair" not in about
