"""The pages of questions: counts of a school's own log, nobody by name, and no small count."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.activity.actions import add_source
from schoolgate.activity.models import Source
from schoolgate.activity.pages import asking
from schoolgate.activity.queries import parts
from schoolgate.activity.questions.registry import QUESTIONS
from schoolgate.activity.tests.squid import ADDRESS, OPERATOR, give, line
from schoolgate.evidence.tests.a_school import amara, works_as
from schoolgate.people import actions as people
from schoolgate.people.models import School

type WorksAs = Callable[[str], Client]
__all__ = ["amara", "works_as"]
GOOD = "http://www.{}.example/"


@pytest.fixture(autouse=True)
def on_the_day_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines' Tuesday is yesterday, whatever day the test runs on."""
    monkeypatch.setattr(asking, "today", lambda school: date(2026, 11, 25))


@pytest.fixture
def busy(source: Source) -> School:
    """Forty requests to owls, seven blocked at games, and three blocked at a site that would point to somebody."""
    lines = [line(second, GOOD.format("owls")) for second in range(40)]
    lines += [line(100 + second, GOOD.format("play"), result="TCP_DENIED/403") for second in range(7)]
    give(source, lines)
    return source.school


def get(client: Client, school: School, key: str = "", **said: str) -> str:
    name, told = ("activity.question", [school.ref, key]) if key else ("activity.asked", [school.ref])
    response = client.get(reverse(name, args=told), said)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_first_line_says_how_much_was_used(busy: School, works_as: WorksAs) -> None:
    page = get(works_as("governors"), busy)
    assert "47 requests, 7 of them blocked." in page
    assert "From half term to half term" in page


def test_a_question_s_page_begins_with_its_answer(busy: School, works_as: WorksAs) -> None:
    page = get(works_as("governors"), busy, "blocked-by-category")
    assert "<h1>7 requests were blocked; the most were for" in page
    assert "What is blocked, for whom?" in page


def test_where_nothing_was_loaded_the_page_says_so(school: School, works_as: WorksAs) -> None:
    assert "No web activity has come in yet." in get(works_as("head"), school)


def test_another_schools_log_is_in_no_answer(busy: School, works_as: WorksAs) -> None:
    other = people.add_school(name="Wren Lane Primary School", actor=OPERATOR)
    give(add_source(other, "Theirs", "squid", actor=OPERATOR), [line(second) for second in range(200)])
    assert "47 requests" in get(works_as("head"), busy)


def test_every_question_of_the_page_is_answered_and_names_nobody(busy: School, works_as: WorksAs) -> None:
    client = works_as("dsl")
    for each in QUESTIONS:
        if each.whom != "person":
            page = get(client, busy, each.key, span="half-0")
            assert each.words in page
            assert ADDRESS not in page
            assert "cannot" not in page


def test_a_small_count_is_neither_told_nor_in_a_sum(source: Source, works_as: WorksAs) -> None:
    give(source, [line(second, GOOD.format("owls")) for second in range(3)])
    assert "Nothing, in these days, that may be told." in get(works_as("head"), source.school, "use-by-level")
    page = get(works_as("it-lead"), source.school, "distinct-hosts")
    assert '<td data-l="Requests">' not in page


def test_what_rules_noticed_is_not_for_whoever_looks_after_the_machines(busy: School, works_as: WorksAs) -> None:
    assert "Which searches were noticed" in get(works_as("head"), busy)
    client = works_as("it-lead")
    assert "Which searches were noticed" not in get(client, busy)
    assert client.get(reverse("activity.question", args=[busy.ref, "bypass-attempts"])).status_code == 404


def test_what_one_person_did_is_on_no_page_of_these(busy: School, works_as: WorksAs) -> None:
    address = reverse("activity.question", args=[busy.ref, "persons-hour"])
    assert works_as("head").get(address).status_code == 404


def test_days_are_chosen_from_a_few_and_never_freely(busy: School, works_as: WorksAs) -> None:
    """Two answers for nearly the same days, one taken from the other, would tell of one day's one request."""
    page = get(works_as("head"), busy, "use-by-level", since="2026-11-24", until="2026-11-24", span="2026-11-24")
    assert 'value="weeks" selected' in page
    assert "Nothing, in these days" in get(works_as("dsl"), busy, "use-by-level", span="half-2")


def test_a_part_that_is_gone_is_said_and_nothing_is_answered_without_it(busy: School, works_as: WorksAs) -> None:
    parts(busy, "hours")[0].path.unlink()
    page = get(works_as("head"), busy, "use-by-level")
    assert "Look at what is missing" in page
    assert "owls" not in page
