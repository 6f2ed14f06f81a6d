"""What we can and can't see of Robin Hill, put together from the real log, its devices and the calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from schoolgate.activity.actions import add_source
from schoolgate.activity.actions.following import expect
from schoolgate.activity.models import Source
from schoolgate.activity.tests.squid import OPERATOR, give, line
from schoolgate.estate import actions as estate
from schoolgate.evidence.queries import facts
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.monitoring import actions
from schoolgate.monitoring.actions.telling import tell_looking, tell_seeing
from schoolgate.monitoring.models import CoverageNote
from schoolgate.monitoring.queries import cannot_see, coverage
from schoolgate.monitoring.queries.coverage import hours_of
from schoolgate.monitoring.queries.figures import figures
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.people.access import today

SINCE = date(2026, 9, 1)
# The log of squid.py begins on Tuesday 24 November at ten.
NOON = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)
MAC = "02:00:5e:10:00:01"


@pytest.fixture
def source(cast: Cast) -> Source:
    """A tablet of Wren class had the address of the log all week, and its log comes in."""
    device = estate.add_device(cast.school, "tablet", label="RH-T01", macs=[MAC], since=SINCE, actor=OPERATOR)
    estate.hold_device(device, cast.wrens, actor=OPERATOR, valid_from=SINCE)
    starts = datetime(2026, 11, 23, 8, tzinfo=UTC)
    said = [estate.lease_said("10.4.2.17", MAC, starts, starts + timedelta(days=8))]
    estate.bind(cast.school, said, actor=OPERATOR, source="dhcp")
    return add_source(cast.school, "The filter in the office", "squid", actor=OPERATOR)


def reasons(cast: Cast, moment: datetime) -> dict[str, str]:
    return {one.piece.words: one.reason for one in coverage(cast.school, moment).pieces}


def test_a_class_and_its_tablets_are_seen(cast: Cast, source: Source) -> None:
    give(source, [line(minute * 60) for minute in range(0, 90, 5)])
    assert reasons(cast, NOON) == {"Wren class": "seen", "Tablets": "seen"}
    assert cannot_see(cast.school, NOON) == []
    piece = next(one.piece for one in coverage(cast.school, NOON).pieces if one.piece.kind == "class")
    assert (piece.people, piece.devices, piece.people_seen, piece.devices_seen) == (1, 1, 0, 1)


def test_a_dead_source_is_what_the_morning_check_cannot_see(cast: Cast, source: Source) -> None:
    give(source, [line()])
    later = NOON + timedelta(days=1)
    assert reasons(cast, later)["Wren class"] == "feed-dead"
    (told,) = cannot_see(cast.school, later)
    assert (told.words, told.why) == ("The filter in the office", "feed-dead")
    assert told.said == "silent since Tuesday 10:00"


def test_a_source_is_silent_when_it_says_nothing_for_longer_than_the_school_said(cast: Cast, source: Source) -> None:
    """One that is read once a day is not dead because it missed a lesson; two days later it is, for both."""
    give(source, [line()])
    expect(source, "day", time(9), time(15), actor=OPERATOR)
    assert cannot_see(cast.school, NOON + timedelta(hours=3)) == []
    two_days_later = NOON + timedelta(days=2)
    assert [(one.key, one.why) for one in cannot_see(cast.school, two_days_later)][:1] == [
        (f"source:{source.ref}", "feed-dead")
    ]
    assert [dead for _, dead in coverage(cast.school, two_days_later).sources] == [True]  # what the fact counts


def test_a_clock_that_is_a_year_ahead_keeps_no_dead_source_alive(cast: Cast, source: Source) -> None:
    a_week_ago = timezone.now() - timedelta(days=7)
    give(source, [line(400 * 86_400)])
    Source.objects.for_school(cast.school).update(last_heard_at=a_week_ago, last_row_at=timezone.now() + timedelta(400))
    assert [heard.last for heard, _ in coverage(cast.school).sources] == [a_week_ago]


def test_a_tablet_on_the_network_that_logs_nothing_is_flagged(cast: Cast, source: Source) -> None:
    give(source, [line()])
    later = NOON + timedelta(days=2)
    give(source, [line(minute * 60 + 2 * 86400 + 3000, client="10.4.2.99") for minute in range(30)])
    assert reasons(cast, later) == {"Wren class": "bypass", "Tablets": "bypass"}
    assert {one.why for one in cannot_see(cast.school, later)} == {"bypass"}


def test_that_nothing_comes_in_is_one_line_and_what_it_hides_is_behind_it(cast: Cast) -> None:
    (only,) = cannot_see(cast.school, NOON)
    assert (only.key, only.behind) == ("no-source", ("Wren class",))
    page = cast.client(cast.dsl).get(f"/schools/{cast.school.ref}/check/").content.decode()
    assert page.count("Ask IT support") == 1
    assert page.index('<span class="govuk-details__summary-text">Why</span>') < page.index("Wren class.")


def test_weekends_have_no_lessons(cast: Cast) -> None:
    saturday = datetime(2026, 11, 21, tzinfo=UTC)
    assert hours_of(cast.school, saturday, saturday + timedelta(days=2)).spans == ()


def test_somebody_says_why_in_their_own_name(cast: Cast, source: Source) -> None:
    day, acts = today(cast.school), cast.acts(cast.dsl)
    actions.note_silence(cast.school, "class:x", "absent", day, actor=acts)
    assert CoverageNote.objects.for_school(cast.school).get().by == cast.dsl.ref
    for reason, until in (("holiday", day), ("absent", day - timedelta(days=1)), ("absent", day + timedelta(days=99))):
        with pytest.raises(BadInputError):
            actions.note_silence(cast.school, "class:x", reason, until, actor=acts)
    for words in ("class:Robin was ill", "Robin", ""):  # it goes into the permanent record
        with pytest.raises(BadInputError, match="none that is known"):
            actions.note_silence(cast.school, words, "absent", day, actor=acts)
    for other in (cast.technician, cast.chair):
        with pytest.raises(DeniedError):
            actions.note_silence(cast.school, "class:x", "absent", day, actor=cast.acts(other))


def test_the_page_says_it_in_its_first_line_and_takes_a_reason(cast: Cast, source: Source) -> None:
    page = reverse("monitoring.coverage", args=[cast.school.ref])
    told = cast.client(cast.technician).get(page).content.decode()
    assert "cannot be seen" in told
    assert "Say so" not in told  # IT support mends; why a class is quiet is for others to say
    key = f"class:{cast.wrens.ref}"
    client = cast.client(cast.dsl)
    client.post(page, {"piece": key, "reason": "absent", "days": "7"})
    assert CoverageNote.objects.for_school(cast.school).get().piece == key
    for days in ("soon", "-99999999999999"):
        assert client.post(page, {"piece": key, "reason": "absent", "days": days}).status_code == 302
    assert CoverageNote.objects.for_school(cast.school).count() == 1


def test_the_checks_and_governors_are_told_in_counts(cast: Cast, source: Source) -> None:
    give(source, [line()])
    cast.granted()
    tell_looking(cast.school, actor=OPERATOR)
    tell_seeing(cast.school, actor=OPERATOR)
    day = today(cast.school)
    known = facts(cast.school, day)
    assert (known["monitoring.permissions"].live, known["monitoring.looks"].of) == (1, 0)
    assert known["monitoring.sources"].of == 1
    words = dict(figures(cast.school, day))
    assert words["Permission to look"].startswith("1 in force")
    assert "none with permission" in words["Looks at what one person did"]
