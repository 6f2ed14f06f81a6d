"""An open promise says how we know: what was measured or confirmed, its three dates, its rows, and what was told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schoolgate.evidence import actions as evidence
from schoolgate.home.boards import sooner
from schoolgate.home.knowing import rows
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import opened, words_of
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.home.tests.test_cost import MOST
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version
from schoolgate.policy.reviewing import ReviewDue, Trigger, review_due
from schoolgate.vocabulary.facts import AgreedFilter, Confirmed, Counted, Holder, Share

DAY = date(2025, 11, 4)
PRINTED = a_document.reading().document  # its review was due on 30 November 2024


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def on(day: date) -> str:
    return f"&on-day={day.day}&on-month={day.month}&on-year={day.year}"


def put_locked(
    school: School, true_from: date, collected_at: datetime | None = None, at: datetime | None = None
) -> None:
    value = Counted(31, 27, 2, 2, true_from)
    evidence.put_fact(
        school, "devices.locked", value, actor=OPERATOR, true_from=true_from, collected_at=collected_at, at=at
    )


@pytest.fixture
def in_force(school: School, kept: Version) -> Version:
    """In force for long enough that there is a past to look at."""
    day = date(2023, 11, 20)
    policies.put_in_force(
        kept, body="governing-body", ratified_on=day, in_force_from=day, actor=OPERATOR, actor_name="operator"
    )
    return kept


def test_it_works(client: Client, school: School, in_force: Version) -> None:
    """Three days that differ: true on the 4th, collected on the 5th, received on the 6th."""
    put_locked(school, DAY, collected_at=noon(DAY + timedelta(days=1)), at=noon(DAY + timedelta(days=2)))
    page = words_of(client.get(opened(client, school, a_document.LOCK) + on(DAY + timedelta(days=3))))
    assert "Measured: the device list from IT support." in page
    _before, _, shown = page.partition("See the rows")
    assert "In all 31 As they should be 27 Not as they should be 2 Not heard from 2" in shown
    assert "True from 4 November 2025 Collected 5 November 2025, 12:00 Received 6 November 2025, 12:00" in shown


def test_somebodys_word_is_a_confirmation(client: Client, school: School, in_force: Version) -> None:
    day = today(school)
    word = Confirmed("Priya Nair", "dsl", day, day + timedelta(days=6), nothing=True)
    evidence.put_fact(school, "monitoring.looked_at", word, actor=OPERATOR, true_from=day)
    page = words_of(client.get(opened(client, school, a_document.FILTER)))
    assert "Confirmed by a person: a confirmation by the safeguarding lead." in page
    assert "Said by Safeguarding lead" in page


def test_what_the_policy_says_itself_is_neither(client: Client, school: School, in_force: Version) -> None:
    page = words_of(client.get(opened(client, school, a_document.REVIEW)))
    assert "Read from the policy: the policy itself" in page
    assert "The day 30 November 2024 (only the month was given) True from" in page


def test_what_is_looked_up_here_has_its_dates_too(client: Client, school: School, in_force: Version) -> None:
    held = today(school) - timedelta(days=3)
    policies.hold_review(school, held_on=held, outcome="no-change", actor=OPERATOR, actor_name="operator")
    page = words_of(client.get(opened(client, school, a_document.REVIEW)))
    _before, _, shown = page.partition("See the rows")
    assert f"Held on {held.day} {held:%B %Y}" in shown
    assert f"True from {held.day} {held:%B %Y} Collected {today(school).day} {today(school):%B %Y}" in shown


def test_what_is_known_of_another_promise_is_not_shown(client: Client, school: School, in_force: Version) -> None:
    day = today(school)
    word = Confirmed("Priya Nair", "staff", day, day + timedelta(days=6))
    evidence.put_fact(school, "promise.confirmed", word, actor=OPERATOR, true_from=day, subject="promise_of_another")
    assert "Priya Nair" not in words_of(client.get(opened(client, school, a_document.LOCK)))


def test_a_row_never_holds_a_name() -> None:
    word = Confirmed("Wren Ashby", "pupils", DAY, DAY)
    assert "Wren Ashby" not in str(rows(word))
    assert ("Said by", "Pupil") in rows(word)
    assert rows((Holder("head", "Amara Whitlock"),)) == ()


def test_who_signed_the_filters_setting_is_told_by_their_posts() -> None:
    shown = dict(rows(AgreedFilter(3, DAY, ("head", "deputy-dsl"), None)))
    assert shown["Signed by"] == "Headteacher, Deputy safeguarding lead"
    assert shown["Version"] == "3"
    assert dict(rows(Share(60, 57, 2, DAY)))["Not as they should be"] == "2"


def test_a_past_day_is_told_as_it_was_and_as_it_is_known_now(client: Client, school: School, in_force: Version) -> None:
    evidence.record_findings(school, on=DAY, now=noon(DAY))
    address = opened(client, school, a_document.LOCK) + on(DAY)
    assert "With what we know now" not in words_of(client.get(address))
    put_locked(school, DAY)
    page = words_of(client.get(address))
    assert "On 4 November 2025 the page said: No evidence yet No evidence yet. The device list" in page
    _then, _, now = page.partition("With what we know now:")
    assert "27 of 31" in now
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= MOST, "\n".join(one["sql"] for one in asked.captured_queries)


def test_a_day_nobody_looked_at_is_not_told_twice(client: Client, school: School, in_force: Version) -> None:
    put_locked(school, DAY)
    page = words_of(client.get(opened(client, school, a_document.LOCK) + on(DAY)))
    assert "As it stood on 4 November 2025" in page
    assert "With what we know now" not in page


@pytest.mark.parametrize("page", ["", "policy/"])
def test_what_calls_for_a_review_sooner_is_said(client: Client, school: School, page: str) -> None:
    day = today(school)
    reading = a_document.reading(review_due=day + timedelta(days=3000))
    kept = policies.keep_version(school, reading, filename="policy.docx", data=b"the file", actor=OPERATOR)
    policies.put_in_force(kept, body="governing-body", ratified_on=day, actor=OPERATOR, actor_name="operator")
    address = f"/schools/{school.ref}/{page}"
    assert "called for sooner" not in words_of(client.get(address))
    policies.trigger_review(school, "ai-tool", reason_ref="reason_one", words="A writing tool.", actor=OPERATOR)
    shown = words_of(client.get(address))
    assert "It is called for sooner, by" in shown
    assert f"a new AI tool, on {day.day} {day:%B %Y}." in shown


def test_a_date_that_is_no_sooner_is_not_said() -> None:
    printed = date(2024, 11, 30)
    later = Trigger("t", "incident", "r", "", printed, printed + timedelta(days=1))
    assert sooner(PRINTED, review_due(printed, [later])) == ""
    assert sooner(PRINTED, ReviewDue(None, None, ())) == ""
    held = ReviewDue(date(2024, 6, 1), date(2024, 6, 1), ())
    assert sooner(PRINTED, held) == "The last review that was held set 1 June 2024, which is sooner."
