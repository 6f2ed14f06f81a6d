"""Decisions become counts of a day, the counts become evidence, and the report shows them to whoever may see it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from schoolgate.evidence.queries import facts, jobs
from schoolgate.filtering import actions
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.landing.layout import file_name, head
from schoolgate.filtering.models import DayOfUse
from schoolgate.filtering.queries.usage import use_of
from schoolgate.filtering.tests.conftest import ACTOR, Hires
from schoolgate.filtering.tests.reading import words_of
from schoolgate.kernel.errors import DeniedError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import School

type Lands = Callable[..., str]
KNOWN, NOBODY = "per_1", ""


@pytest.fixture
def now(school: School) -> datetime:
    return datetime.now(ZoneInfo(school.time_zone))


@pytest.fixture
def lands(school: School, now: datetime) -> Lands:
    """``lands(1, ("junior", "block", "games", 6))``: a finished file of yesterday with six such decisions."""

    def land(days_ago: int, *kinds: tuple[str, str, str, int], person: str = KNOWN, writer: str = "1") -> str:
        at = (now - timedelta(days=days_ago)).replace(hour=10).timestamp()
        folder = folder_of(school).landing
        folder.mkdir(parents=True, exist_ok=True)
        name = file_name(at, f"{writer}-a-0")
        rows = [
            f"{at:.3f}\ta.example\t\tconnect\t{verdict}\t{level}\t{category}\tlevel:{level}\t{person}\t\t\t\t1\ton\t\n"
            for level, verdict, category, times in kinds
            for _ in range(times)
        ]
        (folder / name).write_text(head(school.ref) + "".join(rows))
        return name

    return land


def test_it_works(school: School, now: datetime, lands: Lands) -> None:
    lands(1, ("junior", "allow", "", 20), ("junior", "block", "games", 6))
    assert actions.count_use(school, now=now, actor=ACTOR) == 26
    day = use_of(school, today(school) - timedelta(days=1), today(school))
    assert day is not None
    assert (day.kinds.total(), day.known) == (26, 26)


def test_a_file_is_counted_once_and_a_later_one_of_the_day_is_added(
    school: School, now: datetime, lands: Lands
) -> None:
    lands(1, ("junior", "allow", "", 20))
    assert actions.count_use(school, now=now, actor=ACTOR) == 20
    assert actions.count_use(school, now=now, actor=ACTOR) == 0
    lands(1, ("junior", "allow", "", 5), writer="2")
    assert actions.count_use(school, now=now, actor=ACTOR) == 5
    (row,) = DayOfUse.objects.for_school(school)
    assert (row.counts["known"], len(row.files)) == (25, 2)
    entries = lines(school_chain(school.ref), labels=["school"], kind="filtering.use-counted")
    assert [entry.details["decisions"] for entry in entries if entry.details] == [5, 20]


def test_today_is_counted_when_it_is_over(school: School, now: datetime, lands: Lands) -> None:
    lands(0, ("junior", "allow", "", 20))
    assert actions.count_use(school, now=now, actor=ACTOR) == 0
    assert actions.count_use(school, now=now + timedelta(days=1), actor=ACTOR) == 20


def test_the_first_decisions_ask_for_the_data_protection_assessment_once(
    school: School, now: datetime, lands: Lands
) -> None:
    def asked() -> list[str]:
        return [job.words for job in jobs(school, on=today(school)) if "data-protection assessment" in job.words]

    lands(2, ("junior", "allow", "", 5))
    actions.count_use(school, now=now, actor=ACTOR)
    lands(1, ("junior", "allow", "", 5))
    actions.count_use(school, now=now, actor=ACTOR)
    assert len(asked()) == 1


def test_decisions_are_gone_after_their_time_though_no_filter_runs(school: School, now: datetime, lands: Lands) -> None:
    old = lands(31, ("junior", "allow", "", 5))
    new = lands(1, ("junior", "allow", "", 5))
    actions.count_use(school, now=now, actor=ACTOR)
    assert [path.name for path in folder_of(school).landing.iterdir()] == [new]
    assert old != new


def test_how_often_it_is_known_who_asks_becomes_evidence(school: School, now: datetime, lands: Lands) -> None:
    assert "filtering.known" not in facts(school, today(school))
    lands(1, ("junior", "allow", "", 20), ("guest", "allow", "", 7))
    lands(2, ("", "allow", "", 5), person=NOBODY)
    lands(9, ("", "allow", "", 50), person=NOBODY)  # longer ago than a week
    actions.count_use(school, now=now, actor=ACTOR)
    actions.tell_measures(school, actor=ACTOR)
    told = facts(school, today(school))["filtering.known"]
    assert (told.of, told.good, told.late) == (25, 20, 5)


def test_the_page_begins_with_its_answer_and_shows_no_small_count(
    school: School, now: datetime, lands: Lands, works_as: Callable[[str], Client]
) -> None:
    lands(1, ("junior", "allow", "", 94), ("junior", "block", "games", 6), ("junior", "block", "self-harm", 3))
    actions.count_use(school, now=now, actor=ACTOR)
    page = works_as("online-safety-governor").get(f"/schools/{school.ref}/filter/report/")
    words = words_of(page)
    assert "6 of 100 requests were blocked." in words
    assert "Key stage 2 100 6 6.0 0 0 0" in words
    assert "Games 6" in words
    assert "self-harm" not in words.lower()
    assert "I have looked at this" not in words


def test_before_any_decision_it_says_so(school: School, works_as: Callable[[str], Client]) -> None:
    address, client = f"/schools/{school.ref}/filter/report/", works_as("dsl")
    page = words_of(client.get(f"{address}?weeks=999"))
    assert "No decisions of the filter were kept in these weeks." in page
    assert "I have looked at this" not in page
    assert "The report is empty" in words_of(client.post(address, follow=True))
    assert "filtering.report_looked" not in facts(school, today(school))


def test_whoever_leads_says_that_they_looked_and_nobody_else_can(
    school: School, now: datetime, lands: Lands, hires: Hires, works_as: Callable[[str], Client]
) -> None:
    lands(1, ("junior", "allow", "", 5))
    actions.count_use(school, now=now, actor=ACTOR)
    address = f"/schools/{school.ref}/filter/report/"
    client = works_as("head")
    assert "I have looked at this" in words_of(client.get(address))
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 302
    told = facts(school, today(school))["filtering.report_looked"]
    assert told.on == today(school)
    assert len(lines(school_chain(school.ref), labels=["school"], kind="filtering.report-looked-at")) == 1
    assert works_as("it-lead").post(address).status_code == 403
    with pytest.raises(DeniedError):
        actions.look_at_report(school, by=hires("Wren Ash", "it-lead"), actor=ACTOR)
