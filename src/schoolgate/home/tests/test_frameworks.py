"""Which requirement is met by which sentence: by the words that show it, else by subject; and what none meets."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence.judging import foresee
from schoolgate.home import frameworks as frames
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import words_of
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.policy.models import Version
from schoolgate.policy.packs import Pack, Requirement

DAY = date(2026, 11, 2)
PROMISES = foresee(a_document.reading(), CONTROLS, DAY)


def asks(key: str, *topics: str, shown_by: tuple[str, ...] = (), who: tuple[str, ...] = ("governors",)) -> Requirement:
    return Requirement(
        f"hill/{key}", "hill", "Hill rules (2026)", "", f"Do {key}.", topics, who, DAY, None, True, shown_by=shown_by
    )


READ_LOGS = asks("logs", "monitoring.reviewed", who=("it-lead",))
BACKUPS = asks("backups", "backup.taken")
WEEKLY = asks("weekly", "monitoring.in-place", shown_by=("filter report",))
PACK = Pack(
    "hill", "Hill rules", "2026", "Hill", "made up", ("england",), "", DAY, None, "", (READ_LOGS, BACKUPS, WEEKLY)
)


def hill(*asked: Requirement) -> frames.Framework:
    (found,) = frames.frameworks((PACK,), PROMISES, {one.key for one in asked})
    return found


def test_a_requirement_stands_beside_the_sentence_on_its_subject_and_one_that_none_meets_stands_alone() -> None:
    logs, backups = hill(READ_LOGS, BACKUPS).met
    assert [promise.promise.clause.text for promise in logs.promises] == [a_document.FILTER]
    assert backups.promises == ()
    assert backups.standing is None


def test_where_the_framework_says_what_shows_it_those_words_decide_and_not_the_subject() -> None:
    (weekly,) = hill(WEEKLY).met
    assert [promise.promise.clause.text for promise in weekly.promises] == [a_document.FILTER]


def test_each_requirement_names_the_checks_that_look_at_it() -> None:
    (logs, backups) = hill(READ_LOGS, BACKUPS).met
    assert logs.checks == (
        "The filter’s report is looked at each half term",
        "Alerts are opened in time",
        "Monitoring is read and acted on each week",
    )
    assert backups.checks == ("Backups are restored as a test each term",)


def test_words_on_another_ground_show_nothing() -> None:
    elsewhere = replace(PACK, requirements=(replace(WEEKLY, topics=("backup.taken",)),))
    (found,) = frames.frameworks((elsewhere,), PROMISES, {WEEKLY.key})
    assert found.met[0].promises == ()


def test_the_counts_leave_none_out() -> None:
    counts = dict(hill(READ_LOGS, BACKUPS, WEEKLY).counts)
    assert sum(counts.values()) == 3
    assert counts[None] == 1
    assert counts[Standing.NOT_KNOWN] == 2


def test_a_requirement_not_in_force_is_not_asked() -> None:
    assert frames.frameworks((PACK,), PROMISES, set()) == ()


def test_what_one_role_must_do_and_what_no_sentence_promises_can_be_shown_alone() -> None:
    whole = (hill(READ_LOGS, BACKUPS, WEEKLY),)
    assert frames.owners(whole) == ("governors", "it-lead")
    assert [one.requirement for frame in frames.only(whole, who="it-lead") for one in frame.met] == [READ_LOGS]
    assert [one.requirement for frame in frames.only(whole, unmet=True) for one in frame.met] == [BACKUPS]
    assert frames.only(whole, who="it-lead", unmet=True) == ()


def test_the_page_begins_with_its_answer_and_leads_into_the_policy(
    client: Client, school: School, in_force: Version
) -> None:
    response = client.get(f"/schools/{school.ref}/frameworks/")
    assert "asked of us are in no sentence of our policy." in words_of(response)
    assert a_document.FILTER in words_of(response)
    assert "/policy/?open=promise_" in response.text
    assert "The lists of illegal content are loaded, and nobody can switch them off." in words_of(response)


@pytest.mark.parametrize("asked", ["who=it-lead", "only=none-yet", "who=nobody-we-know"])
def test_what_is_asked_by_address_is_what_is_shown(
    client: Client, school: School, in_force: Version, asked: str
) -> None:
    whole = words_of(client.get(f"/schools/{school.ref}/frameworks/"))
    part = words_of(client.get(f"/schools/{school.ref}/frameworks/?{asked}"))
    assert (len(part) < len(whole)) is (asked != "who=nobody-we-know")


def test_before_any_policy_every_requirement_is_unmet(client: Client, school: School) -> None:
    assert "No policy is in force yet" in words_of(client.get(f"/schools/{school.ref}/frameworks/"))
